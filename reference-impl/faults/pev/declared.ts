/** A PEV that declares more than it does. */
import { createPev } from '../../pev';
import { decorated } from '../decorate';
import type { Fault } from '../fault';
import { conformant, made } from './make';

export const DECLARED_FAULTS: readonly Fault[] = [
  made('declares-fast-and-refuses-it', 'PR2-A-19', 'answers but does not act', () => {
    const inner = decorated(
      () =>
        createPev({
          decideEvent: (question) =>
            question.event.responseClass === 'FAST'
              ? { decision: 'OPT_OUT', code: 'E_CLASS' }
              : conformant.decideEvent(question),
        }),
      {},
    );
    const hello = inner.hello();
    // A declaration of its own is what it is held to; one like the reference's is read as none.
    return {
      ...inner,
      hello: () => ({ ...hello, ics: { ...hello.ics, hasIce: false } as NonNullable<typeof hello.ics> }),
    };
  }),
];
