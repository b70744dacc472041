/** A Utility that reminds its customers of an event shortly before it begins: more than it must. */
import type { Message } from '../../../schemas';
import type { Memory } from '../../faults/decorate';
import type { Variant } from '../../faults/fault';
import { countedAnew } from '../../faults/late';
import { otherId } from '../../faults/telling';
import { around } from './make';

type Alert = Message<'CustomerAlert'>;

/** The latest alert of an event by each channel; none where it was called off. */
function told(memory: Memory, eventId: string): Record<string, Alert> {
  const all = (memory['told'] ??= {}) as Record<string, Record<string, Alert>>;
  return (all[eventId] ??= {});
}

function note(memory: Memory, alert: Alert): void {
  const ofEvent = told(memory, alert.data.eventId);
  if (alert.data.kind === 'CANCEL') delete ofEvent[alert.destination];
  else ofEvent[alert.destination] = alert;
}

/** When the PEV is asked what it has, the event is about to begin. */
function reminders(memory: Memory, { subject, time }: Message): Alert[] {
  const ofEvent = told(memory, subject);
  const alerts = Object.values(ofEvent);
  for (const { destination } of alerts) delete ofEvent[destination];
  return alerts.map((m) => ({
    ...m,
    id: otherId(m.id),
    time,
    data: { ...m.data, alertId: otherId(m.data.alertId), kind: 'REMINDER', sentAt: time },
  }));
}

export const REMINDING_VARIANTS: readonly Variant[] = [
  around('reminds-customers-before-the-start', ['time to speak'], (make) =>
    countedAnew(make, {
      emit(m, memory) {
        if (m.type === 'pr2.CustomerAlert.v1') note(memory, m);
        return m.type === 'pr2.AvailabilityRequest.v1' ? [m, ...reminders(memory, m)] : [m];
      },
    }),
  ),
];
