/** What gateways say of alerts, and what the Utility keeps of it (PR2-A-04). */
import { CaseStop } from '../../lab/bench/case-stop';
import type { Fields } from '../../lab/checks/fields';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { theEvent } from '../base/event';
import { note } from '../base/network';
import { Then, When } from '../world';
import { askFor, channelUrn } from './alerts';

When('the {channels} gateway hands every alert on and hears no more of it', function ([type = '']: string[]) {
  const { bench } = this.run;
  bench.puppet(channelUrn(this.run, type)).outcomes.push({ outcome: 'SENT', count: 1000 });
  note(this.run, { kind: 'channel', channel: type, outcome: 'SENT', count: 1000 });
});

Then(
  'the utility has it on record that the alert by {channels} {outcome}',
  async function (types: string[], statuses: string[]) {
    await cameOf(this.run, theEvent(this.run).eventId, types, statuses);
  },
);

Then(
  'the utility has it on record that the alert of the first event by {channels} {outcome}',
  async function (types: string[], statuses: string[]) {
    const [first] = this.run.memory.events ?? [];
    if (first === undefined) throw new CaseStop('kit', 'no event was created in this case');
    await cameOf(this.run, first.eventId, types, statuses);
  },
);

/** A word that is in nobody's power but the other gateway's: it was not given the alert. */
When(
  'the {channels} gateway says that the alert by {channels} was delivered',
  async function ([by = '']: string[], [type = '']: string[]) {
    const { run } = this;
    const { eventId } = theEvent(run);
    const alert = run.view
      .messages('CustomerAlert', { by: run.utility, where: (d) => d['eventId'] === eventId })
      .findLast((s) => s.message?.destination === channelUrn(run, type))?.message;
    if (alert === undefined) throw new CaseStop('precondition', `no alert went out by ${type}`, run.utility);
    const { alertId, customerId, channel } = alert.data;
    const at = timeText(run.bench.nowMs);
    const body = { alertId, customerId, eventId, channel, status: 'DELIVERED', attempts: 1, at } as const;
    const source = channelUrn(run, by);
    const message = run.bench
      .puppet(source)
      .compose(run.bench.nowMs, 'AlertReceipt', run.utility, eventId, body, { correlationid: alert.id });
    run.bench.inject(source, run.utility, { message });
    await run.bench.runFor(50);
  },
);

/** What the Utility has on record of an event's alerts to the customer. */
async function cameOf(
  run: CaseRun,
  eventId: string,
  types: readonly string[],
  statuses: readonly string[],
): Promise<void> {
  const query = await askFor(run, 'alertOutcomes');
  const customerId = { eq: run.ids.of('customer') };
  for (const type of types) {
    const select: Fields = { eventId: { eq: eventId }, channel: { eq: type }, customerId };
    const fields = { status: { oneOf: statuses }, attempts: attemptsAt(run, eventId, type) };
    await run.judge('record-holds', { query, select, fields, count: 1 });
  }
}

/** How often an alert was tried by one way; what was only sent once more under the same id may count or not. */
function attemptsAt(run: CaseRun, eventId: string, type: string): { min: number; max: number } {
  const sent = run.view
    .messages('CustomerAlert', { by: run.utility })
    .filter(({ message: m }) => m?.data.eventId === eventId && m.data.channel === type);
  const ids = new Set(sent.map((s) => s.message?.id));
  return { min: Math.max(1, ids.size), max: Math.max(1, sent.length) };
}
