/** A Utility that takes one PEV, one event or one target for all of them. */
import type { MessageBodies } from '../../../schemas';
import type { Fault } from '../fault';
import { suffers } from '../telling';
import { counted, wrapped } from './make';

export const ONE_FOR_ALL_FAULTS: readonly Fault[] = [
  wrapped(
    'announces-to-all-who-are-enrolled',
    'PR2-A-01',
    'right message to the wrong party',
    suffers('create-event', ({ targets: _targets, ...p }) => p as never),
  ),
  counted(
    'takes-one-pevs-suspension-for-the-customers',
    'PR2-G-02',
    'right for one and wrong for two at once',
    {
      start(params, memory) {
        const { enrollments } = params.state as { enrollments?: MessageBodies['EnrollmentRecord'][] };
        for (const e of enrollments ?? []) memory[`urn:pr2:pev:${e.pevId}`] = e.customerId;
        return params;
      },
      stimulate(s, memory) {
        if (s.name === 'revoke-enrollment') memory['out'] = memory[`urn:pr2:pev:${s.params.pevId}`];
        return s;
      },
      emit: (m, memory) =>
        m.type === 'pr2.DispatchRequest.v1' && memory['out'] === (memory[m.destination] ?? '') ? [] : [m],
    },
  ),
  wrapped('names-the-window-to-one-target', 'PR2-X-07', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type !== 'pr2.EnergySupplyEvent.v1') return [m];
      const first = (memory[m.data.eventId] ??= m.destination);
      if (first === m.destination) return [m];
      const { randomizeStartS: _window, ...data } = m.data;
      return [{ ...m, data }];
    },
  }),
  wrapped('keeps-one-outcome-for-each-way', 'PR2-A-04', 'right for one and wrong for two at once', {
    records(records, { what }) {
      if (what !== 'alertOutcomes') return records;
      const wayOf = (r: Record<string, unknown>): string =>
        `${String(r['customerId'])} ${String(r['channel'])}`;
      return records.filter((r, i) => !records.slice(i + 1).some((later) => wayOf(later) === wayOf(r)));
    },
  }),
];
