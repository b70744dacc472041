/** What a device is told in secret stays with it (PR2-X-11). */
import { createHash } from 'node:crypto';
import type { DeviceRole } from '../../lab/bench/bench-device';
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import type { MessageName } from '../../schemas';
import { act } from '../base/connection';
import { announce, theEvent } from '../base/event';
import { urnOfRole } from '../base/network';
import { answered, saidOf } from '../base/outcome-messages';
import { Given, Then, When } from '../world';
import { LEAKS, type LeakName } from './leaks';

/** So long after the last thing that happened a device may still say it. */
const WATCH_MS = 60_000;
/** How long what an operator orders may take to go out, ms. */
const SAID_WITHIN_MS = 10_000;

Given(
  'the {role} knows the number of the vehicle, where it stands and a token',
  async function (role: DeviceRole) {
    const { run } = this;
    await run.start();
    for (const text of [vin(run), position(run), token(run)]) await confide(run, role, text);
  },
);

Given('the {role} knows the number of the vehicle', async function (role: DeviceRole) {
  await this.run.start();
  await confide(this.run, role, vin(this.run));
});

When('{leak} comes to the {role}', async function (leak: LeakName, role: DeviceRole) {
  const { run, bench } = this;
  const [secret] = secretsOf(run);
  const { from, ...content } = LEAKS[leak](run, role, secret ?? '');
  const n = bench.inject(from, urnOfRole(run, role), content);
  Object.assign(run.memory, { lastSaidN: n, last: { n, atMs: bench.nowMs } });
  await bench.runFor(50);
});

When(
  'an event of {power} in {duration}, for {duration}, bears a digest of the secret as its id',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await announce(this.run, {
      startMs: this.bench.nowMs + leadMs,
      lengthMs,
      powerW,
      eventId: digest(secretsOf(this.run)[0] ?? ''),
    });
    await this.bench.runFor(1000);
  },
);

Then('the {role} answers the event under that id', async function (role: DeviceRole) {
  const { run } = this;
  const fields = { eventId: { eq: theEvent(run).eventId } };
  await answered(run, { request: saidOf(run), by: urnOfRole(run, role), name: 'EventResponse', fields });
});

Then('the {role} has sent the {message} under that id', async function (role: DeviceRole, name: MessageName) {
  const { run, bench } = this;
  const { eventId, n } = theEvent(run);
  await run.judge('sends', {
    by: urnOfRole(run, role),
    name,
    afterN: n,
    fromMs: bench.nowMs,
    byMs: bench.nowMs + SAID_WITHIN_MS,
    select: { eventId: { eq: eventId } },
  });
});

Then('the {role} has told the secret to nobody', async function (role: DeviceRole) {
  const { run, bench } = this;
  await run.judge('keeps-secrets', {
    by: urnOfRole(run, role),
    secrets: secretsOf(run),
    afterN: run.view.ofKind('stimulus').find((s) => s.name === 'secret-canary')?.n ?? 0,
    untilMs: bench.nowMs + WATCH_MS,
  });
});

Then('nothing that the {role} has said or logged is private', async function (role: DeviceRole) {
  await this.run.judge('keeps-private', { by: urnOfRole(this.run, role) });
});

async function confide(run: CaseRun, role: DeviceRole, text: string): Promise<void> {
  await act(run, urnOfRole(run, role), 'secret-canary', { text });
  run.memory.secrets = [...(run.memory.secrets ?? []), text];
}

function secretsOf(run: CaseRun): string[] {
  const { secrets } = run.memory;
  if (secrets === undefined) throw new CaseStop('kit', 'a step needs a secret that no step before it told');
  return secrets;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Nobody's number: of the form of ISO 3779, drawn for this case. */
function vin(run: CaseRun): string {
  return `WZZZZZPR2${String(Math.floor(run.draw('vehicle number') * 1e8)).padStart(8, '0')}`;
}

function position(run: CaseRun): string {
  const degrees = (label: string): string => (10 + run.draw(label) * 60).toFixed(6);
  return `${degrees('latitude')},${degrees('longitude')}`;
}

function token(run: CaseRun): string {
  return `eyJhbGciOiJub25lIn0.${digest(`${run.seed} token`).slice(0, 40)}.canary`;
}
