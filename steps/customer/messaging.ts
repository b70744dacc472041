/** Messages that come again, come garbled, or get no answer (PR2-X-02, PR2-X-09). */
import type { DeviceRole } from '../../lab/bench/bench-device';
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import type { Message, MessageName } from '../../schemas';
import { onceAuthenticated } from '../base/connection';
import { answered, saidOf } from '../base/outcome-messages';
import { lastOf } from '../base/outcome-power';
import { say } from '../base/tester';
import { announce } from '../base/event';
import { Then, When } from '../world';
import { ODDITIES, type Oddity } from './oddities';
import { soundMessage, urnOf, type Parcel } from './sound-messages';

const ACK_MS = 10_000;
const QUARTER_S = 900;
const REPEATS = 3;

When(
  'the {message} reaches the {role} again after {duration}',
  async function (name: MessageName, role: DeviceRole, afterMs: number) {
    // From its first arrival: a replay is one for P_REPLAY and no longer.
    const firstMs = this.run.view.received(urnOf(this.run, role), name)[0]?.delivery.atMs ?? this.bench.nowMs;
    await this.bench.runUntil(Math.max(this.bench.nowMs, firstMs + afterMs));
    await again(this.run, role, arrived(this.run, role, name, 'first'));
  },
);

When(
  "a sound {message} comes to the {role} under the id of the {role}'s last {message}",
  async function (name: MessageName, role: DeviceRole, _sender: DeviceRole, other: MessageName) {
    const { from, message } = soundMessage(this.run, role, name);
    const { id } = arrived(this.run, role, other, 'last').message;
    await again(this.run, role, { from, message: { ...message, id } });
  },
);

Then('the {role} takes it', async function (role: DeviceRole) {
  await answered(this.run, {
    request: saidOf(this.run),
    by: urnOf(this.run, role),
    name: 'Receipt',
    fields: { status: { eq: 'TAKEN' } },
  });
});

When('the first {message} reaches the {role} again', async function (name: MessageName, role: DeviceRole) {
  await again(this.run, role, arrived(this.run, role, name, 'first'));
});

When(
  '{int} copies of the last {message} reach the {role} at once',
  async function (count: number, name: MessageName, role: DeviceRole) {
    const parcel = arrived(this.run, role, name, 'last');
    for (let i = 1; i < count; i += 1) put(this.run, role, parcel);
    await again(this.run, role, parcel);
  },
);

When(
  'the id of the last {message} comes to the {role} with other content',
  async function (name: MessageName, role: DeviceRole) {
    const { from, message } = arrived(this.run, role, name, 'last');
    await again(this.run, role, {
      from,
      message: { ...message, data: { ...message.data, ...otherContent(message) } } as Message,
    });
  },
);

When('a sound {message} comes to the {role}', async function (name: MessageName, role: DeviceRole) {
  await again(this.run, role, soundMessage(this.run, role, name));
});

When('{oddity} comes to the {role}', async function (oddity: Oddity, role: DeviceRole) {
  const { from, ...input } = ODDITIES[oddity](this.run, role);
  remember(this.run, this.bench.inject(from, urnOf(this.run, role), input));
  await this.bench.runFor(50);
});

When('the utility announces an event of a whole day in 96 quarters of an hour', async function () {
  const intervals = Array.from({ length: 96 }, (_, i) => ({
    offsetS: i * QUARTER_S,
    durationS: QUARTER_S,
    dischargePowerW: 400 + (i % 3),
  }));
  const startMs = this.bench.nowMs + 26 * 3_600_000;
  await announce(this.run, {
    startMs,
    lengthMs: 86_400_000,
    powerW: 400,
    members: { intervals, allowPartial: true },
  });
});

When('the utility tells the ESCI that the enrollment is suspended', async function () {
  const [record] = this.run.setup.enrollments;
  if (record === undefined) throw new CaseStop('kit', 'no enrollment to suspend');
  say(
    this.run,
    'EnrollmentRecord',
    record.customerId,
    { ...record, version: record.version + 1, status: 'SUSPENDED' },
    this.run.esci,
  );
  await this.bench.runFor(1000);
});

Then('the {role} gives it the answer that it gave before', async function (role: DeviceRole) {
  await alike(this.run, role, 2);
});

Then(
  'the {role} gives each of the {int} the answer that it gave before',
  async function (role: DeviceRole, count: number) {
    await alike(this.run, role, count + 1);
  },
);

Then('every answer of the {role} names the message that it answers', async function (role: DeviceRole) {
  await this.run.judge('names-what-it-answers', { by: urnOf(this.run, role) });
});

Then('the {role} leaves it unanswered for {duration}', async function (role: DeviceRole, ms: number) {
  const from = lastOf(this.run);
  const id = this.run.view.sentAt(saidOf(this.run))?.message?.id;
  await this.run.judge('does-not-send', {
    by: urnOf(this.run, role),
    name: 'Receipt',
    afterN: from.n,
    untilMs: from.atMs + ms,
    select: { refMessageId: { eq: id } },
  });
});

Then('the {role} still answers', async function (role: DeviceRole) {
  const [question, answer] = STILL[role];
  await again(this.run, role, soundMessage(this.run, role, question));
  await answered(this.run, { request: saidOf(this.run), by: urnOf(this.run, role), name: answer });
});

Then(
  'the {role} sends the same {message} again, three times and 10 seconds apart',
  async function (role: DeviceRole, name: MessageName) {
    await repeats(this.run, role, name, REPEATS, REPEATS);
  },
);

Then(
  'the {role} repeats its {message} until it is answered, and not longer',
  async function (role: DeviceRole, name: MessageName) {
    await repeats(this.run, role, name, 1);
  },
);

/** A question of everyday by which an actor shows that it is still there. */
const STILL: Readonly<Record<DeviceRole, readonly [MessageName, MessageName]>> = {
  pev: ['AvailabilityRequest', 'AvailabilityReport'],
  esci: ['EnrollmentRecord', 'Receipt'],
  utility: ['AvailabilityReport', 'Receipt'],
};

async function alike(run: CaseRun, role: DeviceRole, least: number): Promise<void> {
  await run.judge('answers-alike', {
    by: urnOf(run, role),
    request: saidOf(run),
    least,
    untilMs: lastOf(run).atMs + ACK_MS,
  });
}

async function repeats(
  run: CaseRun,
  role: DeviceRole,
  name: MessageName,
  least: number,
  most?: number,
): Promise<void> {
  const { n, atMs } = await onceAuthenticated(run, lastOf(run));
  await run.judge('repeats', {
    by: urnOf(run, role),
    // Of what an ESCI says to others as well, they answer theirs.
    ...(role === 'esci' ? { to: run.utility } : {}),
    name,
    afterN: n,
    apartMs: ACK_MS,
    least,
    ...(most === undefined ? {} : { most }),
    untilMs: atMs + (REPEATS + 2) * ACK_MS,
  });
}

/** A message as it reached the actor, and from where. */
function arrived(
  run: CaseRun,
  role: DeviceRole,
  name: MessageName,
  which: 'first' | 'last',
): Parcel & { atMs: number } {
  const all = run.view.received(urnOf(run, role), name);
  const { sent, delivery } = (which === 'first' ? all[0] : all[all.length - 1]) ?? {};
  if (sent?.message === undefined)
    throw new CaseStop('precondition', `no ${name} reached the ${role} that could come again`);
  return { from: sent.by, message: sent.message, atMs: delivery?.atMs ?? sent.atMs };
}

async function again(run: CaseRun, role: DeviceRole, parcel: Parcel): Promise<void> {
  remember(run, put(run, role, parcel));
  await run.bench.runFor(50);
}

function put(run: CaseRun, role: DeviceRole, { from, message }: Parcel): number {
  return run.bench.inject(from, urnOf(run, role), { message });
}

function remember(run: CaseRun, n: number): void {
  run.memory.lastSaidN = n;
  run.memory.last = { n, atMs: run.bench.nowMs };
}

/** Something else in a body, sound by itself. */
function otherContent(message: Message): object {
  switch (message.type) {
    case 'pr2.DispatchRequest.v1':
      return { dischargePowerW: 2000 };
    case 'pr2.EnrollmentRecord.v1':
      return { status: 'SUSPENDED' };
    case 'pr2.AvailabilityReport.v1':
      return { minDischargeW: message.data.minDischargeW + 1 };
    default:
      throw new CaseStop('kit', `no other content is known for ${message.type}`);
  }
}
