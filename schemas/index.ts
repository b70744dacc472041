/** What may be said: types, names and checks of everything that crosses a boundary of the kit. */
export type * from './generated/types';
export {
  ERROR_CODES,
  LAB_SCHEMAS,
  MESSAGE_NUMBERS,
  PARAMETER_DEFAULTS,
  PARAMETER_NAMES,
  READING_NAMES,
  STIMULUS_NAMES,
  type MessageBodies,
} from './generated/names';
export {
  ANSWERS,
  isAnswerType,
  MESSAGE_NAMES,
  nameOf,
  typeOf,
  versionOf,
  type Message,
  type MessageName,
} from './messages';
export {
  checkBody,
  checkIcs,
  checkIxit,
  checkLab,
  checkMessage,
  checkRecord,
  checkReport,
  type LabSchema,
  type Outcome,
  type Strictness,
} from './checks';
export { DEVICE_ROLES, isDeviceRole } from './roles';
export { isUnknownMember, type Problem } from './problems';
export { isUnchanging, unchangingFrom } from './unchanging';
