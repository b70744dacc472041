/** A PEV that declares more than it does. */
import type { Fault } from '../fault';
import { conformant, decides } from './make';

export const DECLARED_FAULTS: readonly Fault[] = [
  decides('declares-fast-and-refuses-it', 'PR2-A-19', 'answers but does not act', {
    decideEvent: (question) =>
      question.event.responseClass === 'FAST'
        ? { decision: 'OPT_OUT', code: 'E_CLASS' }
        : conformant.decideEvent(question),
  }),
];
