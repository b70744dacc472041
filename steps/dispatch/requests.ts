/** What the kit's Utility asks of a PEV, rightly and wrongly: requests, changes, cancels. */
import { CaseStop } from '../../lab/bench/case-stop';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import type { ResponseClass } from '../../schemas';
import { Given, When } from '../world';
import { announce, requireOptIn, theEvent, underWay } from '../base/event';
import { ask } from '../base/request';
import { requestBody, say, sayAtPev, update, VALID_FOR_S, untilRequestIsDue } from '../base/tester';
import { theRequest } from '../base/outcome-power';

const MEMBERS: Readonly<Record<string, string>> = {
  power: 'dischargePowerW',
  start: 'start',
  duration: 'durationS',
  'response class': 'responseClass',
  'metering point': 'meteringPointId',
};

Given(
  'it has opted in to an event of class {class} of {power} in {duration}, for {duration}',
  async function (responseClass: ResponseClass, powerW: number, leadMs: number, lengthMs: number) {
    await announce(this.run, {
      startMs: this.bench.nowMs + leadMs,
      lengthMs,
      powerW,
      members: { responseClass },
    });
    await requireOptIn(this.run);
  },
);

Given(
  'it has opted in to a further event of {power} {duration} after this one, for {duration}',
  async function (powerW: number, gapMs: number, lengthMs: number) {
    const first = theEvent(this.run);
    await announce(this.run, { startMs: first.endMs + gapMs, lengthMs, powerW });
    await requireOptIn(this.run);
    this.run.memory.event = first;
  },
);

Given(
  'a discharge of {power} of class {class} is under way',
  async function (powerW: number, responseClass: ResponseClass) {
    await underWay(this.run, powerW, { members: { responseClass } });
  },
);

Given('the utility has requested {power} for {duration}', async function (powerW: number, lengthMs: number) {
  await ask(this.run, powerW, lengthMs);
  await requireAccepted(this.run);
});

Given(
  'the utility has requested {power} for {duration} in revision {int}',
  async function (powerW: number, lengthMs: number, revision: number) {
    await ask(this.run, powerW, lengthMs, { revision });
    await requireAccepted(this.run);
  },
);

Given('the utility has changed the request to {power}', async function (powerW: number) {
  const { run, bench } = this;
  const r = update(run, powerW);
  await requireAccepted(run);
  const there = (): boolean =>
    Math.abs(-(run.view.curve(run.pev).powerAt(bench.nowMs) ?? 0) - powerW) <= Math.max(50, powerW * 0.05);
  if (!(await bench.waitFor(there, bench.nowMs + RESPONSE_CLASSES[r.responseClass].fullMs)))
    throw new CaseStop('precondition', `the PEV did not come to ${powerW} W`, run.pev);
});

When(
  'the utility requests {power} for {duration} but leaves out the {word}',
  async function (powerW: number, lengthMs: number, what: string) {
    await askWithout(this.run, powerW, lengthMs, what);
  },
);

When(
  'the utility requests {power} for {duration} but leaves out the {word} {word}',
  async function (powerW: number, lengthMs: number, a: string, b: string) {
    await askWithout(this.run, powerW, lengthMs, `${a} ${b}`);
  },
);

When(
  'the utility requests {power} for {duration}, a part of it being enough',
  async function (powerW: number, lengthMs: number) {
    await ask(this.run, powerW, lengthMs, { allowPartial: true });
  },
);

When(
  'the utility requests {power} for {duration} for an event it never announced',
  async function (powerW: number, lengthMs: number) {
    const { run, bench } = this;
    const startMs = bench.nowMs + 60_000;
    run.memory.event = {
      eventId: run.ids.ofNobody('event'),
      revision: 0,
      startMs,
      endMs: startMs + lengthMs,
      powerW,
      responseClass: run.usualClass,
      n: 0,
    };
    await ask(run, powerW, lengthMs);
  },
);

When(
  'revision {int} of the request comes late, asking for {power}',
  async function (revision: number, powerW: number) {
    const { run } = this;
    const event = theEvent(run);
    const durationS = Math.round((event.endMs - event.startMs) / 1000);
    say(run, 'DispatchRequest', event.eventId, { ...requestBody(run, event, powerW, durationS), revision });
    await this.bench.runFor(50);
  },
);

When('a change to {power} comes late, with the revision of the request', async function (powerW: number) {
  const r = theRequest(this.run);
  say(this.run, 'DispatchUpdate', r.eventId, {
    dispatchId: r.dispatchId,
    revision: r.revision,
    dischargePowerW: powerW,
    validForS: VALID_FOR_S,
  });
  await this.bench.runFor(50);
});

/** What is in force stays what was asked before. */
When('the utility asks for {power}, which the PEV has to refuse', async function (powerW: number) {
  const r = theRequest(this.run);
  say(this.run, 'DispatchUpdate', r.eventId, {
    dispatchId: r.dispatchId,
    revision: r.revision + 1,
    dischargePowerW: powerW,
    validForS: VALID_FOR_S,
  });
  await this.bench.runFor(50);
});

When('the utility changes a request that it never made to {power}', async function (powerW: number) {
  const r = theRequest(this.run);
  say(this.run, 'DispatchUpdate', r.eventId, {
    dispatchId: this.run.ids.ofNobody('dispatch'),
    revision: r.revision + 1,
    dischargePowerW: powerW,
    validForS: VALID_FOR_S,
  });
  await this.bench.runFor(50);
});

When('the utility changes the request to {power} in {duration}', async function (powerW: number, ms: number) {
  update(this.run, powerW, { effectiveAt: timeText(this.bench.nowMs + ms) });
  await this.bench.runFor(50);
});

When('the utility cancels an event that it never announced', async function () {
  const eventId = this.run.ids.ofNobody('event');
  say(this.run, 'EventCancel', eventId, { eventId, revision: 1, reason: 'ABATED' });
  await this.bench.runFor(50);
});

When(
  'the utility sends the cancel and a change to {power} at the same instant',
  async function (powerW: number) {
    sayCancel(this.run);
    update(this.run, powerW);
    await this.bench.runFor(50);
  },
);

When(
  'the utility sends a change to {power} and the cancel at the same instant',
  async function (powerW: number) {
    update(this.run, powerW);
    sayCancel(this.run);
    await this.bench.runFor(50);
  },
);

function sayCancel(run: CaseRun): void {
  const event = theEvent(run);
  run.memory.refreshing = false;
  say(run, 'EventCancel', event.eventId, {
    eventId: event.eventId,
    revision: event.revision + 1,
    reason: 'ABATED',
  });
}

async function askWithout(run: CaseRun, powerW: number, lengthMs: number, what: string): Promise<void> {
  const member = MEMBERS[what];
  if (member === undefined) throw new CaseStop('kit', `a request has no ${what}`);
  const { bench } = run;
  const event = theEvent(run);
  const body: Record<string, unknown> = { ...requestBody(run, event, powerW, Math.round(lengthMs / 1000)) };
  delete body[member];
  await untilRequestIsDue(run, event);
  // A conformant ESCI stops what is incomplete, so the PEV gets it on its own link.
  sayAtPev(run, 'DispatchRequest', event.eventId, body);
  await bench.runFor(50);
}

/** The case rests on the PEV's yes to what was asked last. */
export async function requireAccepted(run: CaseRun): Promise<void> {
  const r = theRequest(run);
  const answer = () =>
    run.view.messages('DispatchResponse', {
      by: run.pev,
      where: (d) => d['dispatchId'] === r.dispatchId && d['revision'] === r.revision,
    })[0]?.message?.data;
  await run.bench.waitFor(
    () => answer() !== undefined,
    run.bench.nowMs + RESPONSE_CLASSES[r.responseClass].ackMs + 1000,
  );
  const { status, code } = answer() ?? {};
  if (status !== 'ACCEPTED')
    throw new CaseStop(
      'precondition',
      status === undefined
        ? 'the PEV did not answer the request'
        : `the PEV answered the request with ${status} ${code ?? ''}`.trim(),
      run.pev,
    );
}
