/** Confirmations, true and repeated, and what passes the ESCI on its way. */
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import type { ResponseClass } from '../../schemas';
import { Then } from '../world';
import { theEvent } from '../base/event';
import { t0Of, theRequest } from '../base/outcome-power';

const TEN_MINUTES_MS = 600_000;

Then(
  'the PEV confirms {power} within its time once the power is there, and not before',
  async function (powerW: number) {
    const { run } = this;
    const r = theRequest(run);
    await run.judge('confirms-at-power', {
      pev: run.pev,
      dispatchId: r.dispatchId,
      setpointW: powerW,
      responseClass: r.responseClass,
      t0Ms: t0Of(run, r),
      basisN: r.n,
    });
  },
);

Then('the PEV never confirms {power}', async function (_powerW: number) {
  const { run } = this;
  const r = theRequest(run);
  await run.judge('does-not-send', {
    by: run.pev,
    name: 'DispatchConfirmation',
    afterN: r.n,
    untilMs: t0Of(run, r) + RESPONSE_CLASSES[r.responseClass].fullMs + TEN_MINUTES_MS,
    select: { dispatchId: { eq: r.dispatchId }, state: { eq: 'AT_POWER' } },
  });
});

Then('the PEV says that it gives less', async function () {
  const { run } = this;
  const r = theRequest(run);
  const dispatchId = { eq: r.dispatchId };
  await run.judge('sends-one-of', {
    by: run.pev,
    options: [
      { name: 'DispatchConfirmation', fields: { dispatchId, state: { eq: 'CURTAILED' } } },
      { name: 'TerminationNotice', fields: { dispatchId, reason: { eq: 'DERATE' } } },
    ],
    afterN: r.n,
    byMs: t0Of(run, r) + RESPONSE_CLASSES[r.responseClass].fullMs + run.param('P_T_CONF') * 1000,
  });
});

Then('each {message} that was lost is sent again with the same id', async function (name: string) {
  const { run } = this;
  const authors: Readonly<Record<string, string>> = {
    EventCancel: run.utility,
    EmergencyGenerationRequest: run.esci,
    GenerationStop: run.dut,
  };
  const by = authors[name];
  const { n, startMs } = run.memory.event ?? { n: 0, startMs: 0 };
  const fromMs = by === undefined ? Math.max(run.bench.nowMs, startMs) : run.bench.nowMs;
  await run.judge('resent', { by: by ?? run.pev, name, afterN: n, untilMs: fromMs + 120_000 });
});

Then('each {message} is sent four times with the same id', async function (name: string) {
  const { run } = this;
  const event = theEvent(run);
  await run.judge('sent-times', {
    by: run.pev,
    name,
    afterN: event.n,
    untilMs: Math.max(run.bench.nowMs, event.startMs) + 300_000,
    times: 4,
  });
});

Then(
  "the PEV's answer reaches the utility within the time of class {class}",
  async function (responseClass: ResponseClass) {
    await this.run.judge('answer-comes-back', {
      utility: this.run.utility,
      request: theRequest(this.run).n,
      limitMs: RESPONSE_CLASSES[responseClass].ackMs,
    });
  },
);

Then('the ESCI passes the {message} on to the {role} unchanged', async function (name: string, role: string) {
  const { run } = this;
  const [from, to] = role === 'pev' ? [run.utility, run.pev] : [run.pev, run.utility];
  await run.judge('passes-on-unchanged', {
    esci: run.esci,
    name,
    from,
    to,
    afterN: run.memory.event?.n ?? 0,
    byMs: run.bench.nowMs + 30_000,
  });
});
