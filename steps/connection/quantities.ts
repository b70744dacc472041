/** Times and quantities as they are written (PR2-X-03, PR2-X-04). */
import { CaseStop } from '../../lab/bench/case-stop';
import { clockAheadMs } from '../../lab/checks/clock';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText } from '../../reference-impl/endpoint/identifiers';
import { hasRequested } from '../base/asked';
import { offsetText } from '../base/offset';
import { ask } from '../base/request';
import { theEvent } from '../base/event';
import { urnOfRole } from '../base/network';
import { saidOf } from '../base/outcome-messages';
import { eventBody, requestBody, say, sayAtPev, untilRequestIsDue } from '../base/tester';
import { Then, When } from '../world';
import { reportAgain } from './reported-again';

/** Figures that no honest utility sends, by what the feature calls them. */
const FIGURES: Readonly<Record<string, unknown>> = {
  'a negative power': -5000,
  'no watt at all': 0,
  'a power in words': 'five kilowatts',
  'a power in quotes': '5000',
  'a power of null': null,
  'a fraction of a watt': 4999.5,
  'five million watts': 5_000_000,
  'a thousand times more': 500_000,
  'a million watts': 1_000_000,
};

When('a request for {} reaches the PEV', async function (what: string) {
  await requestOf(this.run, what, sayAtPev);
});

When('a request for {} reaches the ESCI', async function (what: string) {
  await requestOf(this.run, what, (run, name, subject, body) => say(run, name, subject, body as never));
});

/** A request with a figure of that kind, when a request is due. */
async function requestOf(run: CaseRun, what: string, put: typeof sayAtPev): Promise<void> {
  if (!(what in FIGURES)) throw new CaseStop('kit', `no figure is known as "${what}"`);
  const event = theEvent(run);
  await untilRequestIsDue(run, event);
  const body = { ...requestBody(run, event, event.powerW, 3600), dischargePowerW: FIGURES[what] };
  put(run, 'DispatchRequest', event.eventId, body);
  await run.bench.runFor(50);
}

When(
  'the utility requests {power} for {duration}, its start written with offset {word}',
  async function (powerW: number, lengthMs: number, offset: string) {
    await ask(this.run, powerW, lengthMs, { start: offsetText(theEvent(this.run).startMs, offset) });
  },
);

When(
  'the utility requests {power} for {duration}, its start written to the billionth of a second',
  async function (powerW: number, lengthMs: number) {
    const start = timeText(theEvent(this.run).startMs).replace('Z', '000000Z');
    await ask(this.run, powerW, lengthMs, { start });
  },
);

When(
  'the utility requests {power} for {duration}, its start written without offset',
  async function (powerW: number, lengthMs: number) {
    const event = theEvent(this.run);
    await untilRequestIsDue(this.run, event);
    const body = {
      ...requestBody(this.run, event, powerW, Math.round(lengthMs / 1000)),
      start: timeText(event.startMs).replace('Z', ''),
    };
    sayAtPev(this.run, 'DispatchRequest', event.eventId, body);
    await this.bench.runFor(50);
  },
);

When(
  'the utility announces an event of {power} in {duration}, for {duration}, its start written without offset',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    const startMs = this.bench.nowMs + leadMs;
    const body = eventBody(this.run, {
      eventId: this.run.ids.of('event'),
      revision: 0,
      startMs,
      endMs: startMs + lengthMs,
      powerW,
    });
    say(this.run, 'EnergySupplyEvent', body.eventId, { ...body, start: body.start.replace('Z', '') });
  },
);

When(
  'the utility announces an event of minus {power} in {duration}, for {duration}',
  async function (powerW: number, leadMs: number, lengthMs: number) {
    const startMs = this.bench.nowMs + leadMs;
    say(
      this.run,
      'EnergySupplyEvent',
      this.run.ids.of('event'),
      eventBody(this.run, {
        eventId: this.run.ids.of('event'),
        revision: 0,
        startMs,
        endMs: startMs + lengthMs,
        powerW: -powerW,
      }),
    );
  },
);

When(
  'a message arrives at the {role} whose time is off by {duration}',
  async function (role: string, ms: number) {
    arrivesOff(this.run, role, ms);
  },
);

When(
  'a message arrives at the {role} whose time is ahead by {duration}',
  async function (role: string, ms: number) {
    arrivesOff(this.run, role, -ms);
  },
);

When(
  "a message whose author's clock is off by {duration} arrives at the {role} by a relay whose clock is right",
  async function (ms: number, role: string) {
    arrivesBy(this.run, role, ms, 0);
  },
);

When(
  "a message whose author's clock is right arrives at the {role} by a relay whose clock is off by {duration}",
  async function (role: string, ms: number) {
    arrivesBy(this.run, role, 0, ms);
  },
);

When(
  'a message for the PEV arrives at the ESCI whose time is off by {duration}',
  async function (ms: number) {
    passesOff(this.run, ms);
  },
);

When(
  'a message for the PEV arrives at the ESCI whose time is ahead by {duration}',
  async function (ms: number) {
    passesOff(this.run, -ms);
  },
);

Then(
  'every time that the {role} has sent carries its offset and lies within {duration} of the clock',
  async function (role: string, ms: number) {
    await this.run.judge('times-are-complete', { by: urnOfRole(this.run, role), skewMs: ms });
  },
);

Then("the {role}'s answer names the skew", async function (role: string) {
  await this.run.judge('names-skew', {
    request: saidOf(this.run),
    by: urnOfRole(this.run, role),
    skewMs: this.run.memory.skewMs ?? 0,
    named: true,
  });
});

Then("the {role}'s answer does not name the skew", async function (role: string) {
  await this.run.judge('names-skew', {
    request: saidOf(this.run),
    by: urnOfRole(this.run, role),
    skewMs: this.run.memory.skewMs ?? 0,
    named: false,
  });
});

Then('every power that the {role} has reported while discharging is negative', async function (role: string) {
  await this.run.judge('reported-powers-are-negative', { by: urnOfRole(this.run, role), pev: this.run.pev });
});

Then('the utility has asked for exactly {power}', async function (powerW: number) {
  await hasRequested(this.run, { dischargePowerW: { eq: powerW } });
});

/** A relayed message whose author's and relay's clocks are so much behind the receiver's: the relay's is the one that counts. */
function arrivesBy(run: CaseRun, role: string, authorMs: number, relayMs: number): void {
  const nowMs = run.bench.nowMs + clockAheadMs(run.view, urnOfRole(run, role));
  const times = { time: timeText(nowMs - authorMs), viatime: timeText(nowMs - relayMs) };
  const pevId = run.ids.of('pev');
  if (role === 'pev') sayAtPev(run, 'AvailabilityRequest', pevId, { pevId }, times);
  else reportAgain(run, times);
  run.memory.skewMs = relayMs;
}

/** The same of a message that the ESCI has only to pass on. */
function passesOff(run: CaseRun, ms: number): void {
  const time = timeText(run.bench.nowMs + clockAheadMs(run.view, run.esci) - ms);
  const pevId = run.ids.of('pev');
  say(run, 'AvailabilityRequest', pevId, { pevId }, run.pev, { time });
  run.memory.skewMs = ms;
}

/** A message whose time is so much behind the receiver's clock; below zero it is ahead. */
function arrivesOff(run: CaseRun, role: string, ms: number): void {
  const time = timeText(run.bench.nowMs + clockAheadMs(run.view, urnOfRole(run, role)) - ms);
  const pevId = run.ids.of('pev');
  if (role === 'pev') sayAtPev(run, 'AvailabilityRequest', pevId, { pevId }, { time, viatime: time });
  else if (role === 'utility') reportAgain(run, { time, viatime: time });
  else {
    const [enrollment] = run.setup.enrollments;
    if (enrollment === undefined) throw new CaseStop('kit', 'no enrollment to send again');
    const next = { ...enrollment, version: enrollment.version + 1 };
    say(run, 'EnrollmentRecord', enrollment.customerId, next, run.esci, { time });
  }
  run.memory.skewMs = ms;
}
