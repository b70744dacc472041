/** A Utility that goes on as things were before: before a restart, before a change of the event or of the enrollment. */
import type { MessageBodies } from '../../../schemas';
import type { Fault } from '../fault';
import { says, suffers } from '../telling';
import { finds, wrapped } from './make';

export const SINCE_FAULTS: readonly Fault[] = [
  finds('forgets-when-customers-acted-in-a-restart', 'PR2-X-12', (state) => {
    for (const { targets } of state.events) for (const target of targets) target.actedMs = null;
  }),
  finds('forgets-later-stretches-in-a-restart', 'PR2-X-12', (state) => {
    for (const event of state.events) event.nextInterval = event.intervals.length;
  }),
  finds('takes-up-what-was-superseded-after-a-restart', 'PR2-X-06', (state) => {
    for (const event of state.events) {
      if (event.state !== 'SUPERSEDED') continue;
      event.state = 'NOTIFIED';
      for (const target of event.targets) Object.assign(target, { state: 'OPTED_IN', withdrawn: null });
    }
  }),
  wrapped('keeps-to-the-places-agreed-first', 'PR2-G-03', 'stale data', {
    start(params, memory) {
      const { enrollments } = params.state as { enrollments?: MessageBodies['EnrollmentRecord'][] };
      for (const e of enrollments ?? []) memory[e.pevId] = e.location;
      return params;
    },
    ...suffers('enroll', (p, memory) => ({
      ...p,
      location: (memory[p.pevId] ??= p.location) as typeof p.location,
    })),
  }),
  wrapped(
    'cancels-as-revision-one',
    'PR2-A-24',
    'hard-coded constant',
    says('EventCancel', (d) => ({ ...d, revision: 1 })),
  ),
];
