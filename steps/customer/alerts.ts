/** What customers are told of events, and by which ways (PR2-A-03, PR2-A-04). */
import type { Fields } from '../../lab/checks/fields';
import type { CaseRun } from '../../lab/session/case-run';
import { channelOf } from '../../lab/session/case-setup';
import type { AlertReceipt, ChannelType } from '../../schemas';
import { noticeClassOf } from '../base/tester';
import { act } from '../base/connection';
import { theEvent } from '../base/event';
import { note } from '../base/network';
import { lastOf } from '../base/outcome-power';
import { Given, Then, When } from '../world';

/** Least lead of a class, s (PR2-A-09): by then a new event must be known. */
const LEAST_LEAD_S = { PLANNED: 86_400, DAY_OF: 3600, EMERGENCY: 60 };
/** Sooner than this a repeat has no better chance. */
const APART_MS = 1000;

Given('the customer wants alerts by {channels}', function (types: string[]) {
  wants(this.run, this.run.ids.of('customer'), types);
});

Given('the second customer wants alerts by {channels}', function (types: string[]) {
  wants(this.run, this.run.ids.of('customer', 1), types);
});

Given(
  'the customer wants alerts by {channels}, and has switched {channels} off',
  function (types: string[], off: string[]) {
    wants(this.run, this.run.ids.of('customer'), types, off);
  },
);

Given('the customer has switched {channels} off', function (off: string[]) {
  wants(this.run, this.run.ids.of('customer'), [], off);
});

Given('the customer has named no way to be told', function () {
  this.run.setup.notificationPreferences = this.run.setup.notificationPreferences.filter(
    (p) => p.customerId !== this.run.ids.of('customer'),
  );
});

Given("the second customer's enrollment is suspended", function () {
  const { setup } = this.run;
  setup.enrollments = setup.enrollments.map((e) =>
    e.customerId === this.run.ids.of('customer', 1) ? { ...e, status: 'SUSPENDED' } : e,
  );
});

When('no alert gets through by {channels}', function (types: string[]) {
  for (const type of types) gateway(this.run, type, 'FAILED', 1000);
});

When('the first alert by {channels} does not get through', function (types: string[]) {
  for (const type of types) gateway(this.run, type, 'FAILED', 1);
});

When('nothing is heard from the {channels} gateway', function (types: string[]) {
  for (const type of types) gateway(this.run, type, 'none', 1000);
});

When('the next receipt of the {channels} gateway is lost', function ([type]: string[]) {
  const by = channelUrn(this.run, type ?? '');
  this.run.bench.setup.network.addRule({ by, name: 'AlertReceipt', count: 1, action: { kind: 'lose' } });
  note(this.run, { by, name: 'AlertReceipt', kind: 'lose' });
});

When('the operator changes the length of the event to {duration}', async function (lengthMs: number) {
  const event = theEvent(this.run);
  const durationS = Math.round(lengthMs / 1000);
  const patch = { durationS, intervals: [{ offsetS: 0, durationS, dischargePowerW: event.powerW }] };
  await act(this.run, this.run.utility, 'change-event', { eventId: event.eventId, patch });
  const endMs = event.startMs + durationS * 1000;
  this.run.memory.event = { ...event, revision: event.revision + 1, endMs };
});

Then('the alert of the change says for how long the event is now', async function () {
  const { startMs, endMs } = theEvent(this.run);
  const customerId = this.run.ids.of('customer');
  await toldOnce(this.run, customerId, 'CHANGE', channelsOf(this.run, customerId), {
    durationS: { eq: Math.round((endMs - startMs) / 1000) },
  });
});

When('the operator changes the event to {power}', async function (powerW: number) {
  const event = theEvent(this.run);
  const durationS = Math.round((event.endMs - event.startMs) / 1000);
  const patch = { intervals: [{ offsetS: 0, durationS, dischargePowerW: powerW }] };
  await act(this.run, this.run.utility, 'change-event', { eventId: event.eventId, patch });
  this.run.memory.event = { ...event, revision: event.revision + 1, powerW };
});

Then(
  'the customer is told once of the {news} by {channels}, and by no other way',
  async function (kind: Kind, channels: string[]) {
    await toldOnce(this.run, this.run.ids.of('customer'), kind, channels);
  },
);

Then(
  'the second customer is told once of the {news} by {channels}, and by no other way',
  async function (kind: Kind, channels: string[]) {
    await toldOnce(this.run, this.run.ids.of('customer', 1), kind, channels);
  },
);

Then(
  'the alert says when the event is, for how long, how much is asked, how short the notice is and how to opt out',
  async function () {
    const event = theEvent(this.run);
    await toldOnce(
      this.run,
      this.run.ids.of('customer'),
      'CREATE',
      channelsOf(this.run, this.run.ids.of('customer')),
      {
        start: { fromMs: event.startMs, toMs: event.startMs },
        durationS: { eq: Math.round((event.endMs - event.startMs) / 1000) },
        requestedPowerW: { eq: event.powerW },
        noticeClass: { eq: noticeClassOf((event.startMs - lastOf(this.run).atMs) / 1000) },
        optOutHow: { present: true },
        text: { present: true },
      },
    );
  },
);

Then('the alert of the change says that {power} are asked', async function (powerW: number) {
  await toldOnce(
    this.run,
    this.run.ids.of('customer'),
    'CHANGE',
    channelsOf(this.run, this.run.ids.of('customer')),
    {
      requestedPowerW: { eq: powerW },
      revision: { min: 1 },
    },
  );
});

Then('the alert of the change says when the event is now', async function () {
  const atMs = this.run.memory.movedToMs ?? theEvent(this.run).startMs;
  const customerId = this.run.ids.of('customer');
  await toldOnce(this.run, customerId, 'CHANGE', channelsOf(this.run, customerId), {
    start: { fromMs: atMs, toMs: atMs },
  });
});

Then('the customer is told nothing for {duration}', async function (ms: number) {
  await toldNothing(this.run, this.run.ids.of('customer'), ms);
});

Then('the second customer is told nothing for {duration}', async function (ms: number) {
  await toldNothing(this.run, this.run.ids.of('customer', 1), ms);
});

Then('the alert by {channels} is tried again, three times at most', async function ([type]: string[]) {
  await tries(this.run, type ?? '', 2, 4);
});

Then('the alert by {channels} is tried once', async function ([type]: string[]) {
  await tries(this.run, type ?? '', 1, 1);
});

Then('the alert by {channels} is tried twice', async function ([type]: string[]) {
  await tries(this.run, type ?? '', 2, 2);
});

Then('the utility has it on record that there was no way to tell the customer', async function () {
  const query = await askFor(this.run, 'alertOutcomes');
  const select: Fields = {
    eventId: { eq: theEvent(this.run).eventId },
    customerId: { eq: this.run.ids.of('customer') },
  };
  const fields = { status: { eq: 'NO_CHANNEL' }, channel: { eq: 'NONE' } } as const;
  await this.run.judge('record-holds', { query, select, fields, count: 1 });
});

type Kind = 'CREATE' | 'CHANGE' | 'CANCEL';

/** Asks the Utility under test for its records; gives the log position of its answer. */
export async function askFor(run: CaseRun, what: string): Promise<number> {
  await run.bench.query(run.utility, what);
  return run.view.ofKind('query').pop()?.n ?? 0;
}

/** A new event is told while its class's lead still holds, a change or a cancel before the start. */
export async function toldOnce(
  run: CaseRun,
  customerId: string,
  kind: Kind,
  channels: readonly string[],
  fields: Fields = {},
  fromMs = 0,
): Promise<void> {
  const event = theEvent(run);
  const saidMs = run.view.ofKind('stimulus').find((s) => s.n === event.n)?.at ?? event.startMs;
  const leadS = kind === 'CREATE' ? LEAST_LEAD_S[noticeClassOf((event.startMs - saidMs) / 1000)] : 0;
  const byMs = event.startMs - leadS * 1000;
  await run.judge('tells-once', {
    utility: run.utility,
    customerId,
    eventId: event.eventId,
    kind,
    channels,
    fields,
    afterN: event.n,
    fromMs,
    byMs,
  });
}

async function toldNothing(run: CaseRun, customerId: string, ms: number): Promise<void> {
  const from = lastOf(run);
  await run.judge('tells-nothing', {
    utility: run.utility,
    customerId,
    afterN: from.n,
    untilMs: from.atMs + ms,
  });
}

async function tries(run: CaseRun, type: string, least: number, most: number): Promise<void> {
  const event = theEvent(run);
  const from = lastOf(run);
  await run.judge('tries-again', {
    utility: run.utility,
    channel: channelUrn(run, type),
    eventId: event.eventId,
    least,
    most,
    apartMs: APART_MS,
    afterN: event.n,
    untilMs: from.atMs + 600_000,
  });
}

function wants(
  run: CaseRun,
  customerId: string,
  types: readonly string[],
  off: readonly string[] = [],
): void {
  const { setup } = run;
  const channels = [
    ...types.map((type) => channelOf(customerId, type as ChannelType, true)),
    ...off.map((type) => channelOf(customerId, type as ChannelType, false)),
  ];
  const others = setup.notificationPreferences.filter((p) => p.customerId !== customerId);
  const before = setup.notificationPreferences.find((p) => p.customerId === customerId) ?? {
    customerId,
    version: 1,
  };
  setup.notificationPreferences = [...others, { ...before, channels }];
}

function channelsOf(run: CaseRun, customerId: string): string[] {
  const preference = run.setup.notificationPreferences.find((p) => p.customerId === customerId);
  return (preference?.channels ?? []).filter((c) => c.enabled).map((c) => c.type);
}

/** Address of a way of telling the customer. */
export function channelUrn(run: CaseRun, type: string): string {
  return `urn:pr2:channel:${type}:${run.ids.of('customer')}`;
}

function gateway(run: CaseRun, type: string, outcome: AlertReceipt['status'] | 'none', count: number): void {
  run.bench.puppet(channelUrn(run, type)).outcomes.push({ outcome, count });
  note(run, { kind: 'channel', channel: type, outcome, count });
}
