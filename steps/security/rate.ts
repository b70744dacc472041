/** As many messages as a device takes, and more (PR2-X-10). */
import type { DeviceRole } from '../../lab/bench/bench-device';
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import type { Sent } from '../../runlog/case-view';
import { uuidFrom } from '../../reference-impl/endpoint/identifiers';
import type { MessageName } from '../../schemas';
import { theEvent } from '../base/event';
import { urnOfRole } from '../base/network';
import { answered, saidOf } from '../base/outcome-messages';
import { theRequest } from '../base/outcome-power';
import { update } from '../base/tester';
import { soundMessage } from '../customer/sound-messages';
import { Then, When } from '../world';
import { bring } from './credentials';
import { offsetAtRateMs } from './spacing';

/** A question of every day, which changes nothing, and the answer that says it was taken. */
const PLAIN: Readonly<Record<DeviceRole, MessageName>> = {
  pev: 'AvailabilityRequest',
  esci: 'EnrollmentRecord',
  utility: 'AvailabilityReport',
};
const AT_ONCE = Infinity;
const SETTLE_MS = 3000;
/** Messages of the greatest flood; the bench takes some thousand steps a minute for a sign of an endless loop. */
const MOST = 2000;

When('messages come to the {role} at its rate for {duration}', async function (role: DeviceRole, ms: number) {
  await flood(this.run, role, Math.floor((this.run.rate * ms) / 1000), this.run.rate);
});

When(
  'messages come to the {role} at twice its rate for {duration}',
  async function (role: DeviceRole, ms: number) {
    const perS = 2 * this.run.rate;
    await flood(this.run, role, Math.floor((perS * ms) / 1000), perS);
  },
);

When(
  'as many messages as it takes in a second come to the {role} at once',
  async function (role: DeviceRole) {
    await flood(this.run, role, this.run.rate, AT_ONCE);
  },
);

When(
  'one message more than it takes in a second comes to the {role} at once',
  async function (role: DeviceRole) {
    await flood(this.run, role, this.run.rate + 1, AT_ONCE);
  },
);

When('{int} messages come to the {role} at once', async function (count: number, role: DeviceRole) {
  await flood(this.run, role, count, AT_ONCE);
});

When(
  '{int} changes of the request are sent at once, the last of them to {power}',
  async function (count: number, lastW: number) {
    changes(this.run, count, lastW);
    await this.bench.runFor(SETTLE_MS);
  },
);

When(
  'changes of the request are sent at twice the rate of the {role} for {duration}, the last of them to {power}',
  async function (_role: DeviceRole, ms: number, lastW: number) {
    const perS = 2 * this.run.rate;
    const count = Math.max(2, Math.floor((perS * ms) / 1000));
    await changesApart(this.run, count, lastW, perS);
  },
);

When(
  'the cancel of the event is sent in the midst of {int} changes of the request',
  async function (count: number) {
    const { run, bench } = this;
    changes(run, Math.floor(count / 2), 3000);
    const { eventId, revision } = theEvent(run);
    const message = bench.puppet(run.utility).compose(bench.nowMs, 'EventCancel', run.pev, eventId, {
      eventId,
      revision: revision + 1,
      reason: 'ABATED',
    });
    const n = bench.say(run.utility, message);
    run.memory.refreshing = false;
    changes(run, Math.ceil(count / 2), 3000);
    Object.assign(run.memory, { lastSaidN: n, last: { n, atMs: bench.nowMs } });
    await bench.runFor(50);
  },
);

When('what was refused is said anew once the time named is over', async function () {
  const { run, bench } = this;
  const { dut } = run;
  const refused = (): readonly Sent<'Receipt'>[] =>
    run.view
      .messages('Receipt', { by: dut, where: (d) => d['code'] === 'E_BUSY' })
      .filter((s) => s.message?.source === dut);
  await bench.waitFor(() => refused().length > 0, bench.nowMs + ACK_MS);
  const busy = refused().at(-1);
  const { retryAfterS } = busy?.message?.data ?? {};
  if (busy === undefined || retryAfterS === undefined)
    throw new CaseStop('not-possible', 'nothing was refused with a time to wait', dut);
  await bench.runUntil(Math.max(bench.nowMs, busy.atMs + Math.ceil(retryAfterS * 1000)));
  const { role } = bench.deviceAt(dut);
  await bring(run, role, soundMessage(run, role, PLAIN[role]));
});

Then('the {role} takes every one of them', async function (role: DeviceRole) {
  await bears(this.run, role, { leastTaken: Infinity, leastRefused: 0 });
});

Then(
  'the {role} takes what it can in {duration}, and refuses the rest as busy until a time it names',
  async function (role: DeviceRole, ms: number) {
    // The window of a device may begin within the flood, so the first second may bring less than its rate.
    const leastTaken = Math.max(1, this.run.rate * (ms / 1000 - 1));
    await bears(this.run, role, { leastTaken, leastRefused: 1 });
  },
);

Then(
  'the {role} answers each of them, refusing older ones as busy until a time it names',
  async function (role: DeviceRole) {
    await bears(this.run, role, { leastTaken: 1, leastRefused: 1 });
  },
);

Then('the {role} answers every one of them', async function (role: DeviceRole) {
  await bears(this.run, role, { leastTaken: 1, leastRefused: 0 });
});

Then('the {role} refuses one of them as busy until a time it names', async function (role: DeviceRole) {
  await bears(this.run, role, { leastTaken: this.run.rate, leastRefused: 1 });
});

Then('the {role} takes the newest of them', async function (role: DeviceRole) {
  const { fromN, toN } = ofFlood(this.run);
  await this.run.judge('takes-newest', { by: urnOfRole(this.run, role), fromN, toN, limitMs: ACK_MS });
});

Then('the {role} takes what was said anew', async function (role: DeviceRole) {
  const name = role === 'pev' ? 'AvailabilityReport' : 'Receipt';
  await answered(this.run, {
    request: saidOf(this.run),
    by: urnOfRole(this.run, role),
    name,
    ...(name === 'Receipt' ? { fields: { status: { eq: 'TAKEN' } } } : {}),
  });
});

Then('the {role} takes the cancel', async function (role: DeviceRole) {
  const fields = { status: { eq: 'TAKEN' } };
  await answered(this.run, {
    request: saidOf(this.run),
    by: urnOfRole(this.run, role),
    name: 'Receipt',
    fields,
  });
});

const ACK_MS = RESPONSE_CLASSES.SCHEDULED.ackMs;

async function bears(
  run: CaseRun,
  role: DeviceRole,
  { leastTaken, leastRefused }: { leastTaken: number; leastRefused: number },
): Promise<void> {
  const { count, ...flooded } = ofFlood(run);
  await run.judge('bears-load', {
    by: urnOfRole(run, role),
    ...flooded,
    limitMs: ACK_MS,
    leastTaken: Math.min(count, leastTaken),
    leastRefused,
  });
}

function ofFlood(run: CaseRun): { fromN: number; toN: number; count: number } {
  const { flood: flooded } = run.memory;
  if (flooded === undefined)
    throw new CaseStop('kit', 'a step needs a flood that no step before it let loose');
  return flooded;
}

/** Plain questions, each under an id of its own, so many a second; what they set off has come to rest afterwards. */
async function flood(run: CaseRun, role: DeviceRole, count: number, perS: number): Promise<void> {
  const { bench } = run;
  if (count > MOST)
    throw new CaseStop('not-possible', `a flood of ${count} messages is more than is made here: ${MOST}`);
  const beginMs = bench.nowMs;
  const said: number[] = [];
  const { from, message } = soundMessage(run, role, PLAIN[role]);
  for (let k = 0; k < count; k += 1) {
    await bench.runUntil(beginMs + offsetAtRateMs(k, perS));
    const id = uuidFrom(run.seed, `flood ${beginMs}`, k);
    said.push(
      bench.inject(from, urnOfRole(run, role), { message: { ...message, id, seq: message.seq + k } }),
    );
  }
  keep(run, said);
  await bench.runFor(50);
}

/** Commands of one dispatch over the utility's own way, revision by revision, all at this instant. */
function changes(run: CaseRun, count: number, lastW: number): void {
  const said = Array.from({ length: count }, (_, k) => change(run, k, count, lastW));
  keep(run, said);
}

async function changesApart(run: CaseRun, count: number, lastW: number, perS: number): Promise<void> {
  const { bench } = run;
  const beginMs = bench.nowMs;
  const said: number[] = [];
  for (let k = 0; k < count; k += 1) {
    await bench.runUntil(beginMs + offsetAtRateMs(k, perS));
    said.push(change(run, k, count, lastW));
  }
  keep(run, said);
  await bench.runFor(SETTLE_MS);
}

/** Powers that differ from the last one, so that the power tells which command was obeyed. */
function change(run: CaseRun, k: number, count: number, lastW: number): number {
  const powerW = k === count - 1 ? lastW : Math.max(1000, lastW - 1500);
  const { fromW } = theRequest(run);
  const { n } = update(run, powerW);
  run.memory.request = { ...theRequest(run), fromW };
  return n;
}

function keep(run: CaseRun, said: readonly number[]): void {
  const [fromN] = said;
  const toN = said[said.length - 1];
  if (fromN === undefined || toN === undefined) throw new CaseStop('kit', 'a flood of no message at all');
  run.memory.flood = { fromN, toN, count: said.length };
  run.memory.lastSaidN = toN;
  run.memory.last = { n: toN, atMs: run.bench.nowMs };
}
