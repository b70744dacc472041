/** What must follow a request: the answer and the power. */
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import { CaseStop } from '../../lab/bench/case-stop';
import type { Fields } from '../../lab/checks/fields';
import type { CaseRun } from '../../lab/session/case-run';
import { Then, When } from '../world';
import { theEvent } from '../base/event';
import { answered, saidOf } from '../base/outcome-messages';
import { heldUntilMs, lastOf, t0Of, theRequest } from '../base/outcome-power';
import { timeText } from '../../reference-impl/endpoint/identifiers';

import { request, requestBody, update, untilRequestIsDue } from '../base/tester';
import { requireAccepted } from './requests';

const TEN_MINUTES_MS = 600_000;

Then(/^the PEV rejects (?:the change|what came late) with (E_[A-Z_]+)$/, async function (code: string) {
  await answered(this.run, {
    request: saidOf(this.run),
    name: 'DispatchResponse',
    fields: { status: { eq: 'REJECTED' }, code: { eq: code } },
  });
});

Then(
  'the PEV accepts a part of at most {power}, or refuses with an offer of at most that',
  async function (powerW: number) {
    const { run } = this;
    const r = theRequest(run);
    await run.bench.waitFor(
      () => responseTo(run) !== undefined,
      run.bench.nowMs + RESPONSE_CLASSES[r.responseClass].ackMs,
    );
    const fields: Fields =
      responseTo(run)?.status === 'REJECTED'
        ? {
            code: { oneOf: ['E_POWER_EXCEEDS', 'E_ENERGY_EXCEEDS_AVAILABLE'] },
            'counterOffer.W': { min: 0, max: powerW },
          }
        : { status: { eq: 'PARTIAL' }, acceptedPowerW: { min: 1, max: powerW } };
    await answered(run, { request: r.n, responseClass: r.responseClass, name: 'DispatchResponse', fields });
  },
);

Then('the discharge is at the part that it accepted, or does not take place', async function () {
  const { run } = this;
  const r = theRequest(run);
  const part = responseTo(run)?.acceptedPowerW;
  if (responseTo(run)?.status !== 'REJECTED') return reaches(run, part ?? r.powerW, TEN_MINUTES_MS);
  const fromMs = run.bench.nowMs;
  await run.judge('no-discharge', {
    pev: run.pev,
    fromMs,
    untilMs: r.effectiveMs + TEN_MINUTES_MS,
    basisN: r.n,
  });
});

Then('the discharge is at the power that it offered', async function () {
  await reaches(this.run, theRequest(this.run).powerW, TEN_MINUTES_MS);
});

Then('the PEV gives both deliveries the same answer', async function () {
  const r = theRequest(this.run);
  await this.run.judge('same-answer-twice', {
    by: this.run.pev,
    request: r.n,
    untilMs: this.bench.nowMs + RESPONSE_CLASSES[r.responseClass].ackMs,
  });
});

Then('once the event has started the discharge is at {power}', async function (powerW: number) {
  await reaches(this.run, powerW, TEN_MINUTES_MS);
});

Then(
  'at least {energy} and at most {energy} are metered at the AC terminals by the end of the event, within meter accuracy',
  async function (minWh: number, maxWh: number) {
    const event = theEvent(this.run);
    // The stop takes its time; P_T_STOP belongs to the event.
    const byMs = event.endMs + this.run.param('P_T_STOP') * 1000;
    await this.run.judge('meters-energy', {
      pev: this.run.pev,
      fromMs: event.startMs,
      byMs,
      minWh,
      maxWh,
      basisN: lastOf(this.run).n,
    });
  },
);

Then('the power has changed no faster than the agreed ramp', async function () {
  const { run } = this;
  const r = theRequest(run);
  const maxW =
    run.view.messages('AvailabilityReport', { source: run.pev }).pop()?.message?.data.maxDischargeW ??
    r.powerW;
  const fromMs = t0Of(run, r);
  await run.judge('ramp-kept', {
    pev: run.pev,
    maxW,
    fromMs,
    toMs: fromMs + RESPONSE_CLASSES[r.responseClass].fullMs,
    basisN: r.n,
  });
});

Then('nothing is imported during the event', async function () {
  const event = theEvent(this.run);
  await this.run.judge('no-import', {
    pev: this.run.pev,
    fromMs: event.startMs + this.run.param('P_CLK_SKEW') * 1000,
    toMs: event.endMs - this.run.param('P_CLK_SKEW') * 1000,
    basisN: lastOf(this.run).n,
  });
});

Then('the discharge stays at {power} until then', async function (powerW: number) {
  const { run, bench } = this;
  const r = theRequest(run);
  await run.judge('holds-power', {
    pev: run.pev,
    setpointW: powerW,
    fromMs: bench.nowMs,
    toMs: r.effectiveMs - 1 - run.param('P_CLK_SKEW') * 1000, // the PEV goes by its own clock
    basisN: r.n,
  });
});

When('the utility requests the first power and sends each later one ahead', async function () {
  const { run } = this;
  const event = theEvent(run);
  const durationS = Math.round((event.endMs - event.startMs) / 1000);
  await untilRequestIsDue(run, event);
  request(run, requestBody(run, event, event.powerW, durationS));
  await requireAccepted(run);
});

Then('the discharge follows each power of the event within its response class', async function () {
  const { run, bench } = this;
  const event = theEvent(run);
  const intervals = run.view.sentAt(event.n)?.message?.data as
    { intervals?: { offsetS: number; durationS: number; dischargePowerW: number }[] } | undefined;
  for (const [i, { offsetS, durationS, dischargePowerW }] of (intervals?.intervals ?? []).entries()) {
    const startMs = event.startMs + offsetS * 1000;
    if (i > 0) {
      await bench.runUntil(startMs - 15_000);
      update(run, dischargePowerW, { effectiveAt: timeText(startMs) });
      await bench.runFor(50);
    }
    await reaches(run, dischargePowerW, durationS * 1000 - RESPONSE_CLASSES.SCHEDULED.fullMs - 20_000);
  }
});

When(
  'the utility changes the power {int} times, {duration} apart, between {power} and {power}',
  async function (count: number, apartMs: number, lowW: number, highW: number) {
    const { run, bench } = this;
    const changes: { n: number; fromW: number; powerW: number }[] = [];
    for (let i = 0; i < count; i += 1) {
      const powerW = run.drawBetween(`power ${i + 1}`, lowW, highW, 1, 'W');
      const { n, fromW } = update(run, powerW);
      changes.push({ n, fromW, powerW });
      await bench.runFor(apartMs);
    }
    CHANGES.set(run, { changes, apartMs });
  },
);

Then('at least {percent} of the changes are met within the response class', async function (pct: number) {
  const { run } = this;
  const series = CHANGES.get(run);
  if (series === undefined) throw new CaseStop('kit', 'no step before changed the power');
  const r = theRequest(run);
  await run.judge('meets-class-mostly', {
    pev: run.pev,
    receivedBy: run.dut,
    responseClass: r.responseClass,
    changes: series.changes,
    holdMs: series.apartMs - 5_000,
    pct: Math.max(pct, run.param('P_RESP_PCT')), // a profile may ask for more
  });
});

Then(
  'at least {percent} of the answers to them reach the utility within the time of the class',
  async function (pct: number) {
    const { run } = this;
    const series = CHANGES.get(run);
    if (series === undefined) throw new CaseStop('kit', 'no step before changed the power');
    await run.judge('answers-come-back-mostly', {
      utility: run.utility,
      requests: series.changes.map(({ n }) => n),
      limitMs: RESPONSE_CLASSES[theRequest(run).responseClass].ackMs,
      pct: Math.max(pct, run.param('P_RESP_PCT')),
    });
  },
);

/** The answer to the case's request, as far as it has come. */
function responseTo(run: CaseRun) {
  const { dispatchId } = theRequest(run);
  return run.view
    .messages('DispatchResponse', { by: run.pev, where: (d) => d['dispatchId'] === dispatchId })
    .pop()?.message?.data;
}

/** The series of changes that a step made, for the check after it. */
const CHANGES = new WeakMap<
  CaseRun,
  { changes: readonly { n: number; fromW: number; powerW: number }[]; apartMs: number }
>();

/** The power is reached as the class of the request promises, and then held. */
async function reaches(run: CaseRun, powerW: number, holdMs: number): Promise<void> {
  const r = theRequest(run);
  const t0Ms = t0Of(run, r);
  await run.judge('reaches-power', {
    pev: run.pev,
    fromW: r.fromW,
    setpointW: powerW,
    responseClass: r.responseClass,
    t0Ms,
    holdUntilMs: heldUntilMs(run, r, t0Ms + RESPONSE_CLASSES[r.responseClass].fullMs + holdMs),
    basisN: r.n,
  });
}
