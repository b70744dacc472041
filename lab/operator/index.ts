/** A person at the device: what is asked, and where. */
export type { Answer, Hands, Operator, Question } from './operator';
export { PageOperator } from './page-operator';
export { TerminalOperator } from './terminal';
