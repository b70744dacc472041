/**
 * An event says what its operator ordered, whatever the case is about, and goes to nobody else: its start, its length
 * and whatever else the operator named (PR2-A-01), the reason (PR2-A-24) and the window of its start (PR2-X-07) among it,
 * as they stand after each change.
 */
import { timeMs } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import type { CaseView, Sent } from '../../runlog/case-view';
import { fail, pass } from '../checks/check';
import { authored, firstCopies, idOf } from '../checks/dispatches';
import { instantText } from '../checks/texts';
import type { Oracle } from './oracle';

/** Times may be written in whole seconds. */
const ROUNDING_MS = 1000;
/** How long what was ordered before a change may still go out. */
const GRACE_MS = 10_000;

type Order = Readonly<Record<string, unknown>>;

/** What an operator can name, and the requirement that it is kept under. */
const NAMED: readonly (readonly [keyof MessageBodies['EnergySupplyEvent'], string])[] = [
  ['start', 'PR2-A-01'],
  ['durationS', 'PR2-A-01'],
  ['programId', 'PR2-A-01'],
  ['serviceType', 'PR2-A-01'],
  ['responseClass', 'PR2-A-01'],
  ['priority', 'PR2-A-01'],
  ['reason', 'PR2-A-24'],
  ['randomizeStartS', 'PR2-X-07'],
];

export const eventsAsOrdered: Oracle = {
  name: 'events-say-what-was-ordered',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:utility:')) return [];
    const expected = 'events that say what the operator ordered';
    const events = firstCopies(
      authored(view.messages('EnergySupplyEvent', { by: dut })).filter((s) => s.problems.length === 0),
    );
    let last: number | undefined;
    for (const s of events) {
      const orders = ordersOf(view, dut, s);
      if (orders.length === 0) continue;
      last = s.n;
      if (orders.every((o) => !isFor(o, s))) {
        const observed = `it went to ${idOf(s.message?.destination ?? '')} at ${instantText(s.atMs)}`;
        const wanted = 'events to nobody but the PEVs that the operator named';
        return [{ requirement: 'PR2-A-01', judgement: fail(wanted, observed, [s.n]) }];
      }
      for (const [member, requirement] of NAMED) {
        const said = s.message?.data[member];
        if (orders.some((o) => o[member] === undefined || isSame(member, o[member], said))) continue;
        const ordered = JSON.stringify(orders.at(-1)?.[member]);
        const observed = `${member} ${JSON.stringify(said)} at ${instantText(s.atMs)}, where ${ordered} was ordered`;
        return [{ requirement, judgement: fail(expected, observed, [s.n]) }];
      }
    }
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-01', judgement: pass(expected, `${events.length} of them`, [last]) }];
  },
};

/** Whether an order names the PEV that the event went to, if it names any. */
function isFor({ targets }: Order, s: Sent<'EnergySupplyEvent'>): boolean {
  const named = (targets ?? []) as readonly (string | { readonly pevId: string })[];
  const pevIds = named.map((t) => (typeof t === 'string' ? t : t.pevId));
  return pevIds.length === 0 || pevIds.includes(idOf(s.message?.destination ?? ''));
}

/** The orders that an event message can go by: the last, and under its revision of before the one that held until just now. */
function ordersOf(view: CaseView, dut: string, s: Sent<'EnergySupplyEvent'>): Order[] {
  const { eventId, revision = 0 } = s.message?.data ?? {};
  const out: { order: Order; n: number; atMs: number }[] = [];
  for (const x of view.ofKind('stimulus')) {
    const params = x.params as { eventId?: string; patch?: Order };
    if (x.n > s.n || x.device !== dut || x.refused !== undefined || params.eventId !== eventId) continue;
    const before = out.at(-1)?.order;
    if (x.name === 'create-event' && before === undefined)
      out.push({ order: { ...params }, n: x.n, atMs: x.at });
    if (x.name === 'change-event' && before !== undefined)
      out.push({ order: { ...before, ...params.patch }, n: x.n, atMs: x.at });
  }
  const isOld = ({ n, atMs }: { n: number; atMs: number }): boolean =>
    atMs + GRACE_MS < s.atMs || revision > Math.max(0, revisionBefore(view, dut, eventId, n));
  return out
    .filter((_, i) => {
      const next = out[i + 1];
      return next === undefined || !isOld(next);
    })
    .map(({ order }) => order);
}

/** The highest revision of an event that had gone out before log position `n`; -1 where none had. */
function revisionBefore(view: CaseView, dut: string, eventId: string | undefined, n: number): number {
  return view
    .messages('EnergySupplyEvent', { by: dut, where: (d) => d['eventId'] === eventId })
    .reduce((most, e) => (e.n < n ? Math.max(most, e.message?.data.revision ?? 0) : most), -1);
}

function isSame(member: string, ordered: unknown, said: unknown): boolean {
  return member === 'start'
    ? Math.abs(timeMs(ordered as string) - timeMs(said as string)) <= ROUNDING_MS
    : ordered === said;
}
