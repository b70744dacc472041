/** How customers want to be told, and when not (PR2-A-02, PR2-A-03). */
import type { CaseRun } from '../../lab/session/case-run';
import { channelOf } from '../../lab/session/case-setup';
import type { ChannelType } from '../../schemas';
import { theEvent } from '../base/event';
import { answered, refused, saidOf } from '../base/outcome-messages';
import { askFor } from './alerts';
import { Given, Then, When } from '../world';

Given(
  'the customer wants no alerts from {word} to {word} in {word}',
  function (from: string, to: string, tz: string) {
    quiet(this.run, { from, to, tz });
  },
);

Given(
  'the customer wants no alerts from {word} to {word} in {word}, except in an emergency',
  function (from: string, to: string, tz: string) {
    quiet(this.run, { from, to, tz }, { emergencyOverride: true });
  },
);

Given(
  'the customer has asked for alerts by {channels} in version {int}',
  async function (types: string[], version: number) {
    await ask(this.run, types, { version });
  },
);

When('the customer asks for alerts by {channels} from now on', async function (types: string[]) {
  await ask(this.run, types);
});

When('the second customer asks for alerts by {channels} from now on', async function (types: string[]) {
  await ask(this.run, types, { of: 1, by: this.run.customerUrn(1) });
});

When('the customer asks for alerts by {channels}, in the same quiet hours', async function (types: string[]) {
  const quietHours = this.run.setup.notificationPreferences[0]?.quietHours;
  await ask(this.run, types, { more: { quietHours } });
});

When(
  'the customer asks for alerts by {channels}, in the language {word}',
  async function (types: string[], language: string) {
    await ask(this.run, types, { more: { language } });
  },
);

When('the customer takes the consent to short notice back', async function () {
  const known = this.run.setup.notificationPreferences[0]?.channels ?? [];
  await ask(
    this.run,
    known.map((c) => c.type),
    { more: { acceptShortNotice: false } },
  );
});

When('the customer wants no more alerts from now on', async function () {
  const known = this.run.setup.notificationPreferences[0]?.channels ?? [];
  await ask(
    this.run,
    known.map((c) => c.type),
    { enabled: false },
  );
});

When('the customer asks for alerts by {string} from now on', async function (type: string) {
  await ask(this.run, [type]);
});

When(
  'the customer asks for alerts by {channels} in version {int}',
  async function (types: string[], version: number) {
    await ask(this.run, types, { version });
  },
);

When(
  'the customer asks for alerts by {channels} in version {int} and for alerts by {channels} in version {int}, in the same second',
  async function (first: string[], a: number, second: string[], b: number) {
    send(this.run, first, { version: a });
    await ask(this.run, second, { version: b });
  },
);

When(
  'the customer asks for alerts by {channels} from now on, and the message arrives twice',
  async function (types: string[]) {
    const rule = {
      by: this.run.customerUrn(),
      name: 'NotificationPreference',
      count: 1,
      action: { kind: 'double', afterMs: 500 } as const,
    };
    this.bench.setup.network.addRule(rule);
    await ask(this.run, types);
  },
);

When('the second customer asks for the first to be told by {channels}', async function (types: string[]) {
  await ask(this.run, types, { by: this.run.customerUrn(1) });
});

Then('the utility takes the preference', async function () {
  await answered(this.run, {
    request: saidOf(this.run),
    by: this.run.utility,
    name: 'Receipt',
    fields: { status: { eq: 'TAKEN' } },
  });
});

Then('the utility refuses the preference with {code}', async function (code: string) {
  await refused(this.run, { request: saidOf(this.run), by: this.run.utility, code });
});

Then('the utility can tell every version of the preference and since when it held', async function () {
  await keepsHistory(this.run, 0);
});

Then('the same of the second customer', async function () {
  await keepsHistory(this.run, 1);
});

/** Of one customer, by the customer's place in the case. */
async function keepsHistory(run: CaseRun, of: number): Promise<void> {
  const query = await askFor(run, 'notificationHistory');
  const sent = run.view.received(run.utility, 'NotificationPreference', { source: run.customerUrn(of) });
  const firsts = sent.filter(
    ({ sent: s }, i) => sent.findIndex((o) => o.sent.message?.id === s.message?.id) === i,
  );
  const customerId = run.ids.of('customer', of);
  const first = run.setup.notificationPreferences.find((p) => p.customerId === customerId);
  const versions = [
    { version: 1, fromMs: run.startMs, says: { ...first } },
    ...firsts.map(({ sent: s, delivery }) => ({
      version: s.message?.data.version ?? 0,
      fromMs: delivery.atMs,
      says: { ...s.message?.data },
    })),
  ];
  await run.judge('keeps-history', {
    query,
    customerId,
    versions,
    toleranceMs: 1000,
  });
}

Then('the customer is told at once by {channels}', async function (channels: string[]) {
  const { n, eventId } = theEvent(this.run);
  const fromMs = this.bench.nowMs;
  await this.run.judge('tells-once', {
    utility: this.run.utility,
    customerId: this.run.ids.of('customer'),
    eventId,
    kind: 'CREATE',
    channels,
    fields: {},
    afterN: n,
    fromMs,
    byMs: fromMs + 10_000,
  });
});

interface Wish {
  /** Whether the ways are open; true without. */
  readonly enabled?: boolean;
  version?: number;
  /** What else it says. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Urn of who sends it, where that is not the customer concerned. */
  by?: string;
  /** Whom it concerns: the customer, or the one at that place. */
  readonly of?: number;
}

async function ask(run: CaseRun, types: readonly string[], wish: Wish = {}): Promise<void> {
  send(run, types, wish);
  await run.bench.runFor(50);
}

/** The customer's own message to the utility, remembered as the last thing said. */
function send(
  run: CaseRun,
  types: readonly string[],
  { version = nextVersion(run), by = run.customerUrn(), of = 0, enabled = true, more = {} }: Wish,
): void {
  const { bench } = run;
  const customerId = run.ids.of('customer', of);
  const channels = types.map((type) => channelOf(customerId, type as ChannelType, enabled));
  const body = { customerId, version, channels, ...more };
  const message = bench
    .puppet(by)
    .compose(bench.nowMs, 'NotificationPreference', run.utility, customerId, body);
  const n = bench.say(by, message);
  run.memory.lastSaidN = n;
  run.memory.last = { n, atMs: bench.nowMs };
}

function nextVersion(run: CaseRun): number {
  const sent = run.view.messages('NotificationPreference').map((s) => s.message?.data.version ?? 0);
  return Math.max(1, ...sent) + 1;
}

function quiet(
  run: CaseRun,
  quietHours: { from: string; to: string; tz: string },
  more: { emergencyOverride?: boolean } = {},
): void {
  const { setup } = run;
  setup.notificationPreferences = setup.notificationPreferences.map((p) => ({ ...p, quietHours, ...more }));
}
