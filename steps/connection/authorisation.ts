/** Equipment that can or cannot, may or may not (PR2-A-12). */
import type { CaseRun } from '../../lab/session/case-run';
import { plugIn } from '../base/connection';
import { announce } from '../base/event';
import { ask } from '../base/request';
import { answered } from '../base/outcome-messages';
import { theRequest } from '../base/outcome-power';
import { enroll, requestBody, sayAtPev } from '../base/tester';
import { Given, Then, When } from '../world';

Given('an EVSE that cannot reverse the flow', function () {
  this.run.setup.cable.bidirectional = false;
  evse(this.run, { bidirectional: false });
});

Given('an inverter that is not authorised', function () {
  this.run.setup.cable.inverterAuthorised = false;
  for (const esci of this.run.setup.escis) Object.assign(esci.state, { inverterAuthorised: false });
});

Given('the cable has been in for half a minute', async function () {
  await plugged(this.run);
});

Given('the cable is in but no notice has reached the PEV', async function () {
  const bench = await this.run.start();
  bench.setup.network.addRule({
    by: this.run.esci,
    to: this.run.pev,
    name: 'ConnectionNotice',
    count: 1000,
    action: { kind: 'lose' },
  });
  await plugged(this.run);
});

Given(
  'an event of {power} in {duration}, for {duration}, is announced',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    await announce(this.run, { startMs: this.bench.nowMs + leadMs, lengthMs, powerW });
    await this.bench.runFor(11_000);
  },
);

When(
  'a request of {power} for {duration} reaches the PEV',
  async function (powerW: number, lengthMs: number) {
    if (this.run.memory.event !== undefined) {
      await ask(this.run, powerW, lengthMs, {}, sayAtPev);
      return;
    }
    const { nowMs } = this.bench;
    const event = {
      eventId: this.run.ids.of('event'),
      revision: 0,
      startMs: nowMs,
      endMs: nowMs + lengthMs,
      powerW,
      responseClass: this.run.usualClass,
      n: 0,
    };
    this.run.memory.event = event;
    const body = requestBody(this.run, event, powerW, Math.round(lengthMs / 1000));
    const n = sayAtPev(this.run, 'DispatchRequest', event.eventId, body);
    this.run.memory.request = {
      dispatchId: body.dispatchId,
      eventId: event.eventId,
      name: 'DispatchRequest',
      revision: 0,
      fromW: 0,
      powerW,
      effectiveMs: nowMs,
      endMs: event.endMs,
      responseClass: this.run.usualClass,
      n,
    };
    await this.bench.runFor(50);
  },
);

Then(/^the PEV rejects the request with (E_[A-Z_]+(?: or E_[A-Z_]+)+)$/, async function (codes: string) {
  const r = theRequest(this.run);
  await answered(this.run, {
    request: r.n,
    responseClass: r.responseClass,
    name: 'DispatchResponse',
    fields: { status: { eq: 'REJECTED' }, code: { oneOf: codes.split(' or ') } },
  });
});

async function plugged(run: CaseRun): Promise<void> {
  const bench = await run.start();
  if (!run.utilityIsDevice) {
    enroll(run);
    await bench.runFor(1000);
  }
  await plugIn(run);
  await bench.runFor(30_000);
}

function evse(run: CaseRun, members: Record<string, unknown>): void {
  for (const esci of run.setup.escis)
    esci.state['evse'] = { ...(esci.state['evse'] as object | undefined), ...members };
}
