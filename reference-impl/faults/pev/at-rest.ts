/** A PEV that watches while power flows and not while it stands by at 0 W: its grid, its customer, its limits, its end; and after a restart, its cordset. */
import type { Message } from '../../../schemas';
import type { PevState } from '../../pev/state';
import type { Decoration, Memory } from '../decorate';
import type { Fault } from '../fault';
import { hears, suffers } from '../telling';
import { counted, wrapped } from './make';

/** What a cordset is taken for that nobody has named, A. */
const STRONG_A = 63;

const RESTS = hears('DispatchUpdate', (d, memory) => {
  memory['rests'] = d.dischargePowerW === 0 && d.effectiveAt === undefined;
  return d;
});
const rests = (memory: Memory): boolean => memory['rests'] === true;

export const AT_REST_FAULTS: readonly Fault[] = [
  wrapped('sees-no-grid-while-it-stands-by', 'PR2-A-17', 'ignores', {
    ...RESTS,
    electrical(input, _atMs, memory) {
      if (!rests(memory)) memory['seen'] = input;
      return (memory['seen'] ?? input) as typeof input;
    },
  }),
  wrapped('follows-no-derating-while-it-stands-by', 'PR2-A-13', 'ignores', {
    ...RESTS,
    ...suffers('derate', (p, memory) => (rests(memory) ? null : p)),
  }),
  silent('says-nothing-of-an-end-while-it-stands-by', 'PR2-A-21', 'pr2.TerminationNotice.v1'),
  wrapped('hears-no-preference-while-it-stands-by', 'PR2-A-08', 'ignores', {
    ...RESTS,
    ...suffers('set-preference', (p, memory) => (rests(memory) ? null : p)),
  }),
  silent('says-no-end-of-what-stood-by', 'PR2-A-23', 'pr2.DispatchConfirmation.v1', 'ENDED'),
  wrapped('forgets-its-cordset-in-a-restart', 'PR2-A-13', 'forgets after restart', {
    restore(state) {
      const { cable, session } = state as Pick<PevState, 'cable' | 'session'>;
      if (cable !== null) cable.cordsetA = STRONG_A;
      if (session !== null) session.cordsetA = STRONG_A;
    },
  }),
];

function silent(name: string, breaks: string, type: string, state?: string): Fault {
  const decoration: Decoration = {
    ...RESTS,
    emit: (m: Message, memory) => {
      const said = (m.data as { state?: string }).state;
      return m.type === type && rests(memory) && (state === undefined || said === state) ? [] : [m];
    },
  };
  return counted(name, breaks, 'acts but does not answer', decoration);
}
