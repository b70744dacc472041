/** What must flow. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import type { RememberedRequest } from '../../lab/session/case-memory';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import { toleratedAheadMs } from '../../lab/checks/clock';
import { requestDelivery } from '../../lab/checks/messages';
import { Then } from '../world';
import { nextClockMs } from './clock-time';
import { theEvent } from './event';

const WATCH_MS = 600_000;

Then(
  'the discharge reaches {power} within its response class and holds it for {duration}',
  async function (powerW: number, holdMs: number) {
    const r = theRequest(this.run);
    const t0Ms = t0Of(this.run, r);
    const fullMs = t0Ms + RESPONSE_CLASSES[r.responseClass].fullMs;
    await this.run.judge('reaches-power', {
      pev: this.run.pev,
      fromW: r.fromW,
      setpointW: powerW,
      responseClass: r.responseClass,
      t0Ms,
      holdUntilMs: heldUntilMs(this.run, r, fullMs + holdMs),
      basisN: r.n,
    });
  },
);

Then('the discharge stays at {power} for {duration}', async function (powerW: number, ms: number) {
  const { nowMs } = this.bench;
  await this.run.judge('holds-power', {
    pev: this.run.pev,
    setpointW: powerW,
    fromMs: nowMs,
    toMs: nowMs + ms,
    basisN: lastOf(this.run).n,
  });
});

Then('no power leaves the PEV', async function () {
  const from = lastOf(this.run);
  const startMs = this.run.memory.event?.startMs ?? 0;
  await this.run.judge('no-discharge', {
    pev: this.run.pev,
    fromMs: from.atMs,
    untilMs: Math.max(from.atMs, startMs) + WATCH_MS,
    basisN: from.n,
  });
});

Then('the discharge ends within {duration}', async function (limitMs: number) {
  const from = lastOf(this.run);
  await this.run.judge('stops-discharge', {
    pev: this.run.pev,
    fromMs: from.atMs,
    limitMs,
    staysUntilMs: from.atMs + limitMs + WATCH_MS,
    basisN: from.n,
  });
});

Then(
  'at least {energy} and at most {energy} are metered at the AC terminals by {clock}, within meter accuracy',
  async function (minWh: number, maxWh: number, clockMin: number) {
    const { startMs } = theEvent(this.run);
    await this.run.judge('meters-energy', {
      pev: this.run.pev,
      fromMs: startMs,
      byMs: nextClockMs(startMs, clockMin),
      minWh,
      maxWh,
      basisN: lastOf(this.run).n,
    });
  },
);

Then("its state of charge never falls below the customer's floor", async function () {
  const { memory, bench, pev } = this.run;
  if (memory.floor === undefined) throw new CaseStop('kit', 'no step set a floor');
  const event = theEvent(this.run);
  await this.run.judge('keeps-floor', {
    pev,
    floor: memory.floor,
    fromMs: event.startMs,
    untilMs: Math.max(event.endMs, bench.nowMs),
    basisN: event.n,
  });
});

export function theRequest(run: CaseRun): RememberedRequest {
  const { request } = run.memory;
  if (request === undefined) throw new CaseStop('kit', 'a step needs a request that no step before it sent');
  return request;
}

/**
 * t0 (specification, section 3): the later of the request's receipt by the PEV and the instant it holds from, which a
 * clock that is behind within P_CLK_SKEW shows later.
 */
export function t0Of(run: CaseRun, r: RememberedRequest): number {
  const receivedMs = requestDelivery(run.view, r.n, run.pev)?.atMs ?? run.bench.nowMs;
  if (r.effectiveMs <= receivedMs) return receivedMs;
  return r.effectiveMs + Math.max(0, -toleratedAheadMs(run.view, run.pev));
}

/** The last thing that a When did. */
export function lastOf(run: CaseRun): { n: number; atMs: number } {
  return run.memory.last ?? { n: 0, atMs: run.startMs };
}

/** No longer than the request lasts by the PEV's own clock, which may be off a little (P_CLK_SKEW). */
export function heldUntilMs(run: CaseRun, r: RememberedRequest, wantedMs: number): number {
  return Math.min(wantedMs, Math.max(t0Of(run, r), r.endMs - run.param('P_CLK_SKEW') * 1000));
}
