/** What an ESCI is given for others to pass on, and whether they are there to get it. */
import { nameOf, type Message, type MessageName } from '../../schemas';
import type { CaseView, Delivery, Sent } from '../../runlog/case-view';
import { remembered } from '../checks/remembered';
import { cableOf } from './sessions';
import { wentAway } from './went-away';

/** What passes an ESCI, and what for. */
export const SERVES_ON_ITS_WAY: Readonly<Partial<Record<MessageName, string>>> = {
  EnergySupplyEvent: 'PR2-A-01',
  EventResponse: 'PR2-A-01',
  EventCancel: 'PR2-A-01',
  AvailabilityRequest: 'PR2-A-07',
  AvailabilityReport: 'PR2-A-06',
  DischargePreference: 'PR2-A-08',
  DispatchRequest: 'PR2-A-14',
  DispatchResponse: 'PR2-A-14',
  DispatchUpdate: 'PR2-A-14',
  DispatchConfirmation: 'PR2-A-14',
  EnergyTelemetry: 'PR2-A-16',
  ParticipationNotice: 'PR2-A-11',
  TerminationNotice: 'PR2-A-21',
  Receipt: 'PR2-X-09',
};

/** A message in the hands of the ESCI that is for another. */
export interface Given {
  readonly sent: Sent;
  readonly message: Message;
  readonly delivery: Delivery;
}

/** By author and id, as each was first put into its hands by whom it may trust. */
export const givenTo = remembered((view, dut): ReadonlyMap<string, readonly Given[]> => {
  const given = new Map<string, Given[]>();
  for (const sent of view.sent) {
    const { message } = sent;
    if (message === undefined || sent.by === dut || message.destination === dut) continue;
    const delivery = sent.deliveries.find((d) => d.to === dut && d.outcome === 'delivered' && d.trusted);
    if (delivery === undefined) continue;
    const key = keyOf(message);
    given.set(key, [...(given.get(key) ?? []), { sent, message, delivery }]);
  }
  return given;
});

/** The PEV was plugged in and known to the ESCI before, and stayed so. */
export function isThere(view: CaseView, dut: string, pev: string, fromN: number, untilMs: number): boolean {
  const last = cableOf(view, pev).findLast((s) => s.n < fromN);
  const known = view.messages('ConnectionNotice', { by: dut, destination: pev }).findLast((s) => s.n < fromN);
  return (
    last !== undefined &&
    last.name !== 'unplug' &&
    known !== undefined &&
    known.n > last.n &&
    !wentAway(view, { dut: pev, peer: dut, fromN, untilMs })
  );
}

/** The requirement that a message serves at the ESCI. */
export function requirementOf(message: Message): string {
  const name = nameOf(message.type);
  if (name === 'AvailabilityReport' && message.correlationid !== undefined) return 'PR2-A-07';
  return (name === undefined ? undefined : SERVES_ON_ITS_WAY[name]) ?? 'PR2-X-09';
}

/** By what copies of one message are known. */
export function keyOf({ source, id }: Message): string {
  return `${source} ${id}`;
}
