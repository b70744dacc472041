/** A Utility that wakes up after a loss of power as another than it was (PR2-X-12, PR2-A-02). */
import type { Fault } from '../fault';
import { decides, finds } from './make';

export const RESTART_FAULTS: readonly Fault[] = [
  decides('commands-again-after-a-restart', 'PR2-X-12', 'stale data', { resumes: () => true }),
  finds('forgets-events-in-a-restart', 'PR2-X-12', (state) => {
    state.events = [];
  }),
  finds('forgets-opt-outs-in-a-restart', 'PR2-X-12', (state) => {
    for (const { targets } of state.events)
      for (const target of targets)
        if (target.state === 'OPTED_OUT')
          Object.assign(target, { state: 'OPTED_IN', actedMs: null, code: null });
  }),
  finds('announces-again-after-a-restart', 'PR2-X-12', (state) => {
    for (const event of state.events) event.issued = false;
  }),
  finds('forgets-what-was-delivered-in-a-restart', 'PR2-X-12', (state) => {
    for (const { targets } of state.events)
      for (const target of targets) Object.assign(target, { report: null, state: 'UNREACHABLE' });
  }),
  finds('forgets-preferences-in-a-restart', 'PR2-A-02', (state) => {
    for (const [customer, history] of Object.entries(state.preferences))
      state.preferences[customer] = history.slice(0, 1);
  }),
];
