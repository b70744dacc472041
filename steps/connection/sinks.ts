/** For whom the energy is (PR2-G-01), and what the ESCI passes on. */
import type { MessageName } from '../../schemas';
import { hasRequested } from '../base/asked';
import { ask } from '../base/request';
import { theEvent } from '../base/event';
import { onceAuthenticated } from '../base/connection';
import { lastOf } from '../base/outcome-power';
import { requestBody, say, sayAtPev, untilRequestIsDue } from '../base/tester';
import type { CaseRun } from '../../lab/session/case-run';
import { Then, When } from '../world';

/** A conformant ESCI stops a request for a load, so a PEV gets it on its own link. */
const pastTheEsci = (run: CaseRun) => (run.info.dut === 'pev' ? sayAtPev : undefined);

When(
  'the utility requests {power} for {duration} with sink {word}',
  async function (powerW: number, lengthMs: number, sink: string) {
    await ask(this.run, powerW, lengthMs, { sink }, pastTheEsci(this.run));
  },
);

When(
  'the utility requests {power} for {duration} with sink {word}, a part of it being enough',
  async function (powerW: number, lengthMs: number, sink: string) {
    await ask(this.run, powerW, lengthMs, { sink, allowPartial: true }, pastTheEsci(this.run));
  },
);

When(
  'the utility requests {power} for {duration} with sink {word} under a new id',
  async function (powerW: number, lengthMs: number, sink: string) {
    const dispatchId = this.run.dispatchId(theEvent(this.run).eventId, 2);
    await ask(this.run, powerW, lengthMs, { sink, dispatchId }, pastTheEsci(this.run));
  },
);

When(
  'the utility requests {power} for {duration} with no sink',
  async function (powerW: number, lengthMs: number) {
    const event = theEvent(this.run);
    const { sink: _sink, ...body } = requestBody(this.run, event, powerW, Math.round(lengthMs / 1000));
    if (this.run.info.dut === 'pev') sayAtPev(this.run, 'DispatchRequest', event.eventId, body);
    else {
      await untilRequestIsDue(this.run, event);
      say(this.run, 'DispatchRequest', event.eventId, body as never);
    }
    await this.bench.runFor(50);
  },
);

Then("the utility's request to the PEV has sink {word}", async function (sink: string) {
  await hasRequested(this.run, { sink: { eq: sink } });
});

Then('each ESCI has been told of the enrollment', async function () {
  const { run } = this;
  for (const { id } of run.setup.escis)
    await run.judge('sends', {
      by: run.utility,
      name: 'EnrollmentRecord',
      to: `urn:pr2:esci:${id}`,
      afterN: 0,
      fromMs: run.startMs,
      byMs: run.startMs + 10_000,
      fields: { pevId: { eq: run.ids.of('pev') } },
    });
});

Then('the ESCI has been told of the enrollment', async function () {
  const { startMs } = this.run;
  const fields = { pevId: { eq: this.run.ids.of('pev') } };
  const window = { afterN: 0, fromMs: startMs, byMs: startMs + 10_000 };
  await this.run.judge('sends', {
    by: this.run.utility,
    name: 'EnrollmentRecord',
    to: this.run.esci,
    ...window,
    fields,
  });
});

Then(
  'the ESCI passes no {message} on to the {role} for {duration}',
  async function (name: MessageName, role: string, ms: number) {
    const from = lastOf(this.run);
    await this.run.judge('does-not-send', {
      by: this.run.esci,
      name,
      afterN: from.n,
      untilMs: from.atMs + ms,
      relayed: true,
      onlyNew: true,
      ...(role === 'pev' ? { to: this.run.pev } : { to: this.run.utility }),
    });
  },
);

Then(
  'the ESCI passes the {message} on to the {role} within {duration}',
  async function (name: MessageName, role: string, ms: number) {
    const from = await onceAuthenticated(this.run, lastOf(this.run));
    const to = role === 'pev' ? this.run.pev : this.run.utility;
    await this.run.judge('sends', {
      by: this.run.esci,
      name,
      to,
      afterN: from.n,
      fromMs: from.atMs,
      byMs: from.atMs + ms,
      relayed: true,
      measure: 'forward',
    });
  },
);
