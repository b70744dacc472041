/** Enrollment and place: who may be asked, and where (PR2-G-02, PR2-G-03). */
import { CaseStop } from '../../lab/bench/case-stop';
import type { RememberedEvent } from '../../lab/session/case-memory';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { EnrollmentRecord, SiteLocation } from '../../schemas';
import { act, disconnect, plugIn } from '../base/connection';
import { announce, theEvent } from '../base/event';
import { offsetText } from '../base/offset';
import { Given, Then, When } from '../world';

Given('a customer who is not enrolled', function () {
  this.run.setup.enrollments = [];
});

Given('a customer whose enrollment is suspended', function () {
  change(this.run, { status: 'SUSPENDED' });
});

Given('a customer whose enrollment has ended', function () {
  change(this.run, { status: 'ENDED' });
});

Given('a customer enrolled in another program', function () {
  change(this.run, { programId: this.run.ids.ofNobody('program') });
});

Given('a customer enrolled with another vehicle', function () {
  change(this.run, { pevId: this.run.ids.ofNobody('pev') });
});

Given('the premises are of architecture {word}', function (architecture: string) {
  for (const esci of this.run.setup.escis) Object.assign(esci.state, { architecture });
});

When(
  'the utility announces an event of {power} at that instant, for {duration}',
  async function (powerW: number, lengthMs: number) {
    const startMs = this.run.memory.enrollmentEndMs ?? this.bench.nowMs + 7_200_000;
    await announce(this.run, { startMs, lengthMs, powerW });
    await this.bench.runFor(50);
  },
);

Given('a customer whose enrollment ends in {duration}', function (ms: number) {
  const endMs = this.run.startMs + ms;
  this.run.memory.enrollmentEndMs = endMs;
  change(this.run, { validTo: new Date(endMs).toISOString() });
});

Given('a customer whose enrollment begins in {duration}', function (ms: number) {
  const atMs = this.run.startMs + ms;
  this.run.memory.enrollmentEndMs = atMs;
  change(this.run, { validFrom: timeText(atMs) });
});

Given(
  'a customer whose enrollment ends in {duration}, the time written with offset {word}',
  function (ms: number, offset: string) {
    const endMs = this.run.startMs + ms;
    this.run.memory.enrollmentEndMs = endMs;
    change(this.run, { validTo: offsetText(endMs, offset) });
  },
);

Given('a customer who is enrolled in another program as well', function () {
  const { ids, setup } = this.run;
  const other = { programId: ids.ofNobody('program') };
  setup.enrollments = setup.enrollments.flatMap((e) => [e, { ...e, ...other }]);
});

Given('a customer enrolled at location L3 and, as the second, where the PEV is', function () {
  change(this.run, { location: ['L3', 'L1'] });
});

Given('the premises are at location {word}', function (location: string) {
  for (const esci of this.run.setup.escis) Object.assign(esci.state, { location: location as SiteLocation });
});

Given('a second premises at location {word}', function (location: string) {
  addPremises(this.run, { location, architecture: 'S2' });
});

Given('a second premises of architecture {word}', function (architecture: string) {
  addPremises(this.run, { location: 'L1', architecture });
});

When('the PEV moves to the second premises', async function () {
  await disconnect(this.run);
  await this.bench.runFor(60_000);
  await plugIn(this.run, 0, 1);
});

Given('the devices are running and no cable is in', async function () {
  await this.run.start();
  await this.bench.runFor(1000);
});

When('the operator revokes the enrollment', async function () {
  await act(this.run, this.run.utility, 'revoke-enrollment', {
    pevId: this.run.ids.of('pev'),
    status: 'ENDED',
  });
});

When('the operator suspends the enrollment', async function () {
  await act(this.run, this.run.utility, 'revoke-enrollment', {
    pevId: this.run.ids.of('pev'),
    status: 'SUSPENDED',
  });
});

When('the operator lets the enrollment end in {duration}', async function (ms: number) {
  await enrollAnew(this.run, { validTo: timeText(this.bench.nowMs + ms) });
});

When('the operator lets the enrollment hold at location {word} alone', async function (location: string) {
  await enrollAnew(this.run, { location: [location as SiteLocation] });
});

Then('the second PEV is asked all the same when the event begins, and the first is not', async function () {
  await asksTheSecondAlone(this.run, theEvent(this.run));
});

/** Of two PEVs only the second takes part in the event. */
export async function asksTheSecondAlone(
  run: CaseRun,
  { n, startMs, endMs, eventId }: RememberedEvent,
): Promise<void> {
  const about = { name: 'DispatchRequest', by: run.utility, afterN: n, select: { eventId: { eq: eventId } } };
  await run.judge('sends', { ...about, to: run.pevUrn(1), fromMs: startMs, byMs: startMs + 60_000 });
  await run.judge('does-not-send', { ...about, to: run.pev, untilMs: endMs });
}

/** The first enrollment of the case once more, some of it otherwise, in its next version. */
async function enrollAnew(run: CaseRun, members: Partial<EnrollmentRecord>): Promise<void> {
  const [known] = run.setup.enrollments;
  if (known === undefined) throw new CaseStop('kit', 'nobody is enrolled in this case');
  await act(run, run.utility, 'enroll', { ...known, version: known.version + 1, ...members });
}

function change(run: CaseRun, members: Partial<EnrollmentRecord>): void {
  run.setup.enrollments = run.setup.enrollments.map((e) => ({ ...e, ...members }));
}

function addPremises({ ids, setup }: CaseRun, state: Record<string, string>): void {
  setup.escis.push({ id: ids.of('esci', 1), state, evseIds: [ids.of('evse', 1)] });
}
