/** What a utility is told of its dispatches that no device in the case would say by itself. */
import { CaseStop } from '../../lab/bench/case-stop';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { ErrorCode, Message } from '../../schemas';
import { theEvent } from '../base/event';
import { loses } from '../base/network';
import { lastOf } from '../base/outcome-power';
import { soundMessage } from '../customer/sound-messages';
import { Then, When } from '../world';

/** A request that comes later than this after the start of its event is another matter. */
const REQUESTED_WITHIN_MS = 60_000;

When('the PEV foretells that it ends in {duration}', async function (ms: number) {
  const { run, bench } = this;
  const { from, message } = soundMessage(run, 'utility', 'TerminationNotice');
  const effectiveAt = timeText(bench.nowMs + ms);
  const data = { ...message.data, reason: 'DEPARTURE', predicted: true, effectiveAt };
  const n = bench.inject(from, run.utility, { message: { ...message, data } });
  run.memory.last = { n, atMs: bench.nowMs };
  await bench.runFor(50);
});

Then('the utility renews its command until then', async function () {
  const { run, bench } = this;
  const { n, atMs } = lastOf(run);
  const foretold = run.view.messages('TerminationNotice').findLast((s) => s.n === n)?.message?.data;
  if (foretold === undefined) throw new CaseStop('kit', 'no step before foretold an end');
  const untilMs = Date.parse(foretold.effectiveAt);
  const before = run.view.messages('DispatchUpdate', { by: run.utility, destination: run.pev }).at(-1);
  const request = run.view.messages('DispatchRequest', { by: run.utility, destination: run.pev }).at(-1);
  const holdsS = (before ?? request)?.message?.data.validForS ?? 900;
  await run.judge('sends', {
    by: run.utility,
    name: 'DispatchUpdate',
    to: run.pev,
    afterN: n,
    fromMs: atMs,
    byMs: Math.min(untilMs, Math.max(bench.nowMs, atMs + holdsS * 1000)),
    fields: { dischargePowerW: { min: 1 } },
  });
});

/** The request never reaches the PEV, and the answer that it would have given comes to the utility. */
When('the PEV refuses the request of the event with {code}', async function (code: ErrorCode) {
  const { run, bench } = this;
  const { eventId, startMs } = theEvent(run);
  loses(run, { by: run.esci, to: run.pev, name: 'DispatchRequest', count: 4 });
  const request = (): Message<'DispatchRequest'> | undefined =>
    run.view.messages('DispatchRequest', { by: run.utility, where: (d) => d['eventId'] === eventId }).at(-1)
      ?.message;
  await bench.waitFor(() => request() !== undefined, startMs + REQUESTED_WITHIN_MS);
  const asked = request();
  if (asked === undefined) throw new CaseStop('precondition', 'the utility requested nothing', run.utility);
  const { dispatchId, revision } = asked.data;
  const body = { pevId: run.ids.of('pev'), dispatchId, revision, status: 'REJECTED', code } as const;
  const relayed = { via: run.esci, viatime: timeText(bench.nowMs), correlationid: asked.id };
  const message = bench
    .puppet(run.pev)
    .compose(bench.nowMs, 'DispatchResponse', run.utility, eventId, body, relayed);
  const n = bench.inject(run.esci, run.utility, { message });
  run.memory.last = { n, atMs: bench.nowMs };
});

Then('the utility commands nothing more by that request for {duration}', async function (ms: number) {
  const { run } = this;
  const { n, atMs } = lastOf(run);
  const refusal = run.view.messages('DispatchResponse').findLast((s) => s.n === n)?.message?.data;
  await run.judge('does-not-send', {
    by: run.utility,
    name: 'DispatchUpdate',
    to: run.pev,
    afterN: n,
    untilMs: atMs + ms,
    select: { dispatchId: { eq: refusal?.dispatchId ?? '' } },
  });
});

/** The ESCI's own report is lost; one comes in its place of a meter that reads a little more. */
When(
  'the report that comes to the utility says {energy} of {energy}',
  async function (gaveWh: number, askedWh: number) {
    const { run, bench } = this;
    await bench.runUntil(theEvent(run).endMs);
    const { from, message } = soundMessage(run, 'utility', 'EventReport');
    const figures = { outcome: 'COMPLETED', requestedWh: askedWh, deliveredWh: gaveWh, participation: 1 };
    const { reason: _reason, ...plain } = message.data as Message<'EventReport'>['data'];
    const registers = { endRegister: plain.startRegister + gaveWh };
    bench.inject(from, run.utility, {
      message: { ...message, data: { ...plain, ...figures, ...registers } },
    });
    await bench.runFor(50);
  },
);
