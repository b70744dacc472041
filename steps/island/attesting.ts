/** The customer's word on a manual switch: at a panel in two steps, or by a message of an app (PR2-B-07). */
import { TRANSIT_MS } from '../../lab/bench/message-network';
import { CaseStop } from '../../lab/bench/case-stop';
import { clockAheadMs } from '../../lab/checks/clock';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import { act, connect } from '../base/connection';
import { urnOfRole } from '../base/network';
import { otherCapitals } from '../customer/oddities';
import { Given, When } from '../world';
import { requireIsland, setGrid } from './outage';

/** Attestations that were sent, so that one can be sent again. */
const words = new WeakMap<CaseRun, MessageBodies['IsolationAttestation']>();

When('the customer attests at the {role} that the switch is open', async function (role: string) {
  const urn = urnOfRole(this.run, role);
  await panel(this.run, urn, this.run.ids.of('switch'), 1);
  await panel(this.run, urn, this.run.ids.of('switch'), 2);
});

/** At the ESCI's panel, or at the PEV's where that is the only one that the ESCI declares. */
When('the customer attests that the switch is open', async function () {
  await attestOpen(this.run);
});

Given('the PEV supplies the home behind the opened switch', async function () {
  const { run } = this;
  await connect(run);
  await setGrid(run, { present: false });
  await run.bench.moveSwitch(run.esci, 'OPEN');
  await attestOpen(run);
  await requireIsland(run, (run.param('P_T_EMERG') + 30) * 1000);
});

/** From the switch to the vehicle it is a few steps; meanwhile the PEV is told that the switch has moved. */
const WALK_MS = 10_000;

async function attestOpen(run: CaseRun): Promise<void> {
  const urn = run.declared?.attestationAt === 'PEV' ? run.pev : run.esci;
  if (urn === run.pev) await run.bench.runFor(WALK_MS);
  await panel(run, urn, run.ids.of('switch'), 1);
  await panel(run, urn, run.ids.of('switch'), 2);
}

When('the customer attests at the {role} that another switch is open', async function (role: string) {
  const urn = urnOfRole(this.run, role);
  const refused = await panel(this.run, urn, this.run.ids.ofNobody('switch'), 1);
  if (refused === undefined) await panel(this.run, urn, this.run.ids.ofNobody('switch'), 2);
});

When('the customer takes only the first step at the {role}', async function (role: string) {
  await panel(this.run, urnOfRole(this.run, role), this.run.ids.of('switch'), 1);
});

When('the customer takes only the second step at the {role}', async function (role: string) {
  await panel(this.run, urnOfRole(this.run, role), this.run.ids.of('switch'), 2);
});

When('the customer takes the second step at the {role}', async function (role: string) {
  await panel(this.run, urnOfRole(this.run, role), this.run.ids.of('switch'), 2);
});

When('the customer takes the second step for another switch at the {role}', async function (role: string) {
  await panel(this.run, urnOfRole(this.run, role), this.run.ids.ofNobody('switch'), 2);
});

async function panel(run: CaseRun, urn: string, switchId: string, step: 1 | 2): Promise<string | undefined> {
  const token = step === 2 ? { confirmToken: `token-${run.view.records.length}` } : {};
  return act(run, urn, 'attest', { switchId, statement: 'OPEN', step, ...token });
}

When('an attestation {duration} old arrives at the {role}', async function (ageMs: number, role: string) {
  const { bench } = this;
  await attest(this.run, role, {
    switchId: this.run.ids.of('switch'),
    statement: 'OPEN',
    // Its age is judged by the clock of the one that it reaches.
    at: timeText(bench.nowMs + TRANSIT_MS - ageMs + clockAheadMs(this.run.view, urnOfRole(this.run, role))),
    confirmToken: `message-${this.run.view.records.length}`,
  });
});

When('an attestation of another switch arrives at the {role}', async function (role: string) {
  await attest(this.run, role, {
    switchId: this.run.ids.ofNobody('switch'),
    statement: 'OPEN',
    at: timeText(this.bench.nowMs),
    confirmToken: `message-${this.run.view.records.length}`,
  });
});

When(
  'an attestation of a switch whose name differs in capitals alone arrives at the {role}',
  async function (role: string) {
    await attest(this.run, role, {
      switchId: otherCapitals(this.run.ids.of('switch')),
      statement: 'OPEN',
      at: timeText(this.bench.nowMs),
      confirmToken: `message-${this.run.view.records.length}`,
    });
  },
);

When('the same attestation arrives at the {role} in a new message', async function (role: string) {
  const before = words.get(this.run);
  if (before === undefined) throw new CaseStop('kit', 'no attestation was sent before');
  await attest(this.run, role, { ...before, at: timeText(this.bench.nowMs) });
});

/** M22 of the customer's app, straight to the device. */
async function attest(
  run: CaseRun,
  role: string,
  data: MessageBodies['IsolationAttestation'],
): Promise<void> {
  const { bench } = run;
  words.set(run, data);
  const customer = run.customerUrn();
  const to = urnOfRole(run, role);
  const message = bench
    .puppet(customer)
    .compose(bench.nowMs, 'IsolationAttestation', to, data.switchId, data);
  const n = bench.inject(customer, to, { message });
  run.memory.lastSaidN = n;
  await bench.runFor(TRANSIT_MS);
  run.memory.last = { n, atMs: bench.nowMs };
}
