/** A Utility that commands nearly what it should: a field, a moment, a stretch or a receiver is another. */
import type { Message } from '../../../schemas';
import type { Fault } from '../fault';
import { heardIn, hears } from '../telling';
import { decides, finds, tells, wrapped } from './make';

export const COMMANDING_FAULTS: readonly Fault[] = [
  finds('counts-changes-anew-after-a-restart', 'PR2-A-01', (state) => {
    for (const event of state.events) event.revision = event.lastRevision = 0;
  }),
  tells('shows-every-event-as-never-changed', 'PR2-A-01', 'lies in its readings', 'eventStates', (r) => ({
    ...r,
    revision: 0,
  })),
  decides('asks-after-the-start', 'PR2-A-14', 'late by a little', { dispatchLeadS: () => -20 }),
  wrapped('asks-by-another-id-each-time', 'PR2-X-09', 'flaps', {
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchRequest.v1') return [m];
      const times = Number(memory[m.id] ?? 0);
      memory[m.id] = times + 1;
      return times === 0
        ? [m]
        : [{ ...m, data: { ...m.data, dispatchId: `${m.data.dispatchId.slice(0, 60)}-${times}` } }];
    },
  }),
  wrapped(
    'takes-a-refusal-for-consent',
    'PR2-A-22',
    'answers but does not act',
    hears('DispatchResponse', (d) => {
      const { code: _code, counterOffer: _offer, ...rest } = d;
      return d.status === 'REJECTED' ? { ...rest, status: 'ACCEPTED' } : d;
    }),
  ),
  finds('forgets-what-has-flowed-in-a-restart', 'PR2-A-15', (state) => {
    for (const record of Object.values(state.pevs))
      Object.assign(record, { drawnWms: 0, drawnAtMs: state.atMs });
  }),
  wrapped('takes-a-foretold-end-for-the-end', 'PR2-X-05', 'ignores', {
    deliver(params) {
      const heard = heardIn(params);
      if (heard?.type !== 'pr2.TerminationNotice.v1') return params;
      const message = { ...heard, data: { ...heard.data, effectiveAt: heard.time } } as Message;
      return { ...params, message };
    },
  }),
];
