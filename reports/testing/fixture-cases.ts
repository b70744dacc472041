/** The hand-written test cases, each with the checks that the bench would have made. */
import { clockText, durationText } from '../text/figures';
import {
  accepted,
  availability,
  dispatch,
  finishDispatch,
  messageAt,
  POWER_W,
  RAMP_MS,
  readingAt,
  scene,
  stamp,
  START,
} from './fixture-life';
import type { LogBuilder } from './log-builder';
import { PEV } from './scene';
import type { Story } from './story';

export function firstConnection(log: LogBuilder, story: Story): void {
  const s = scene(
    log,
    'PR2-A-06',
    'first-connection',
    'A PEV that is plugged in reports what it can give',
    14,
  );
  s.step('Given ', 'a customer enrolled at location L1 with architecture S2');
  s.step('When ', 'the PEV is plugged in');
  const plugged = s.stimulus('plug-in', { pevId: 'p1', evseId: 'evse1', cordsetA: 32 });
  s.atMs += 800;
  const reading = s.reading({ powerW: 0, slopeWps: 0, soc: 48.116, exportJ: 0 });
  const report = availability(s, story);
  s.step('Then ', 'it reports its power, energy, duration and state of charge within 10 seconds');
  s.check({
    check: 'availability reported',
    verdict: 'pass',
    expected: 'an M08 within 10 s of the plug, as the meter and the battery say',
    observed: 'M08 after 800 ms: up to 6 kW, 10 kWh, SoC 48.12 %',
    basis: [plugged, reading, report],
  });
  s.end();
}

export function tooMuch(log: LogBuilder, story: Story): void {
  const s = scene(
    log,
    'PR2-A-15',
    'one-watt-hour-more',
    'One watt-hour more is refused with an offer that fits',
    31,
  );
  accepted(s, story, 'SCHEDULED');
  s.step('When ', 'the utility requests 5256 W for 6850 seconds');
  s.atMs = START - 30_000;
  const sent = s.down('DispatchRequest', {
    dispatchId: 'd1',
    eventId: 'ev1',
    revision: 0,
    sink: 'GRID',
    dischargePowerW: 5256,
    start: new Date(START).toISOString(),
    durationS: 6850,
    responseClass: 'SCHEDULED',
    meteringPointId: 'mp1',
    validForS: 900,
  });
  s.atMs += 640;
  const answer = s.up(
    'DispatchResponse',
    {
      pevId: 'p1',
      dispatchId: 'd1',
      revision: 0,
      status: 'REJECTED',
      code: 'E_ENERGY_EXCEEDS_AVAILABLE',
      counterOffer: { W: 5255, s: 6850, Wh: 9999 },
    },
    { correlationid: sent.id },
  );
  s.step('Then ', 'the PEV rejects the request with E_ENERGY_EXCEEDS_AVAILABLE');
  s.check({
    check: 'request rejected',
    verdict: 'pass',
    expected: 'M12 REJECTED with E_ENERGY_EXCEEDS_AVAILABLE within 10 s',
    observed: 'M12 REJECTED with E_ENERGY_EXCEEDS_AVAILABLE after 640 ms, offering 9.999 kWh',
    basis: [sent.arrived, answer],
    measured: [{ name: 'ack', valueMs: 640, limitMs: 10_000, responseClass: 'SCHEDULED' }],
  });
  s.atMs = START + 60_000;
  const still = s.reading({ powerW: 0, slopeWps: 0, soc: 48.116, exportJ: 0 });
  s.step('And ', 'no power leaves the PEV');
  s.check({
    check: 'no power',
    verdict: 'pass',
    expected: 'at most 50 W for 60 s',
    observed: '0 W at most',
    basis: [sent.arrived, still],
  });
  s.end();
}

export function held(log: LogBuilder, story: Story): void {
  const s = scene(log, 'PR2-A-17', 'step', 'The power that was asked for is held for an hour', 12);
  accepted(s, story, 'SCHEDULED');
  const d = dispatch(s, story, 'SCHEDULED');
  const right = story.power === 1;
  s.step('Then ', 'the PEV accepts within its response class');
  s.check({
    requirement: 'PR2-A-18',
    check: 'request accepted',
    verdict: 'pass',
    expected: 'M12 ACCEPTED within 10 s',
    observed: 'M12 ACCEPTED after 420 ms',
    basis: [d.request, d.answer],
    measured: [{ name: 'ack', valueMs: 420, limitMs: 10_000, responseClass: 'SCHEDULED' }],
  });
  s.step('And ', '5 kW leaves the PEV from 18:05 to 19:00, within tolerance');
  const seen = story.power === 0 ? '0 W' : '5 kW flowing into the PEV';
  s.check({
    check: 'power held',
    args: { device: PEV, powerW: POWER_W, toleranceW: 250, fromMs: START + 300_000, toMs: START + 3_600_000 },
    verdict: right ? 'pass' : 'fail',
    expected: '−5 kW ± 250 W at the AC terminals from 18:05:00 to 19:00:00',
    observed: right
      ? '−5 kW throughout'
      : `${seen} at ${stamp(START + 300_000)}, ${story.power === 0 ? 'where 5 kW should leave it' : 'where it should leave it'}`,
    basis: [d.request, right ? d.last : readingAt(log, START + 300_000)],
    measured: right
      ? [
          {
            name: 'full',
            valueMs: RAMP_MS * 0.95 + story.lateMs,
            limitMs: 300_000,
            responseClass: 'SCHEDULED',
          },
        ]
      : [],
  });
  s.step('And ', 'its confirmation says what the meter says');
  s.check({
    requirement: 'PR2-A-18',
    check: 'confirmed at power',
    verdict: right ? 'pass' : 'fail',
    expected: 'M13 AT_POWER only once −5 kW ± 250 W is measured',
    observed: right
      ? 'M13 AT_POWER 3 s after the band was reached'
      : `M13 AT_POWER at ${clockText(START + RAMP_MS + story.lateMs + 3_000)} while ${seen} was measured`,
    basis: [d.request, messageAt(log, START + RAMP_MS + story.lateMs + 3_000)],
  });
  if (story.power === -1) {
    s.check({
      requirement: 'PR2-X-04',
      check: 'sign of telemetry',
      verdict: 'fail',
      oracle: true,
      expected: 'minus while the PEV discharges: −5 kW ± 250 W in M18',
      observed: 'M18 says +5 kW at 18:01:00.000',
      basis: [d.request, messageAt(log, START + 60_000)],
    });
  } else {
    s.check({
      requirement: 'PR2-X-04',
      check: 'sign of telemetry',
      verdict: 'pass',
      oracle: true,
      expected: 'minus while the PEV discharges',
      observed: 'as expected in 59 M18',
      basis: [d.request],
    });
  }
  finishDispatch(s);
  s.end();
}

export function fast(log: LogBuilder, story: Story): void {
  const s = scene(log, 'PR2-A-19', 'fast', 'A FAST request is met in thirty seconds', 22);
  s.draw('ramp', RAMP_MS / 1000, 's');
  accepted(s, story, 'FAST');
  const d = dispatch(s, story, 'FAST', START + 600_000);
  const fullMs = RAMP_MS * 0.95 + story.lateMs;
  const right = story.power === 1 && fullMs <= 30_000;
  s.step('Then ', 'the power is there within the limits of FAST');
  s.check({
    check: 'response time',
    args: { device: PEV, responseClass: 'FAST', t0Ms: START },
    verdict: right ? 'pass' : 'fail',
    expected: 't_full at most 30 s after 18:00:00.000 (FAST)',
    observed:
      story.power === 1
        ? `−5 kW ± 250 W reached at ${stamp(START + fullMs)}, after ${durationText(fullMs)}${right ? '' : `: ${durationText(fullMs - 30_000)} too late`}`
        : `${story.power === 0 ? '0 W' : '5 kW flowing into the PEV'} at ${stamp(START + 30_001)}`,
    basis: [d.request, readingAt(log, START + 30_001)],
    measured:
      story.power === 1 ? [{ name: 'full', valueMs: fullMs, limitMs: 30_000, responseClass: 'FAST' }] : [],
  });
  finishDispatch(s);
  s.end();
}

export function optOut(log: LogBuilder, story: Story): void {
  const s = scene(log, 'PR2-A-11', 'opt-out-during', 'Leaving an event that runs is told to the utility', 18);
  accepted(s, story, 'SCHEDULED');
  dispatch(s, { ...story, power: 1 }, 'SCHEDULED', START + 1_200_000);
  s.step('When ', 'the customer opts out at the PEV');
  const pressed = s.stimulus('opt-out', { eventId: 'ev1', source: 'HMI' });
  const pressedMs = s.atMs;
  s.reading({ powerW: -POWER_W, slopeWps: 1_000 });
  let notice: number | undefined;
  if (story.sendsOptOut) {
    s.atMs += 310;
    notice = s.up('ParticipationNotice', {
      pevId: 'p1',
      eventId: 'ev1',
      action: 'OPT_OUT',
      source: 'HMI',
      sourceTime: new Date(pressedMs).toISOString(),
    });
  }
  s.atMs = pressedMs + 5_000;
  const stopped = s.reading({ powerW: 0, slopeWps: 0, soc: 45.096, exportJ: 6_012_500 });
  s.step('Then ', 'the power stops within 10 seconds');
  s.check({
    requirement: 'PR2-A-05',
    check: 'power stopped',
    verdict: 'pass',
    expected: 'at most 50 W within 10 s of the opt-out',
    observed: '0 W after 5 s',
    basis: [pressed, stopped],
    measured: [{ name: 'stop', valueMs: 5_000, limitMs: 10_000 }],
  });
  s.step('And ', 'the utility is told within 5 seconds');
  s.check({
    check: 'opt-out told',
    args: { message: 'ParticipationNotice', fromMs: pressedMs, toMs: pressedMs + 5_000 },
    verdict: notice === undefined ? 'fail' : 'pass',
    expected: 'M15 ParticipationNotice OPT_OUT within 5 s of the customer\u2019s action at 18:20:00.000',
    observed:
      notice === undefined ? 'no M15 until 18:20:05.000; the link was up' : 'M15 OPT_OUT after 310 ms',
    basis: notice === undefined ? [pressed] : [pressed, notice],
    measured: notice === undefined ? [] : [{ name: 'report', valueMs: 310, limitMs: 5_000 }],
  });
  s.end();
}

export function override(log: LogBuilder): void {
  const s = scene(
    log,
    'PR2-A-05',
    'override',
    'The customer asks for half the power and stays in the event',
    33,
  );
  s.step('Given ', 'an event is active at 5 kW');
  s.step('When ', 'the customer overrides it to 2.5 kW');
  s.end({
    stopped: { kind: 'no-hook', text: 'the device has no hook for the stimulus "override"', device: PEV },
  });
}

export function engine(log: LogBuilder): void {
  const s = scene(log, 'PR2-B-09', 'starts', 'The engine starts when the battery is low', 12);
  s.end({ notApplicable: 'ICS: hasIce is false' });
}
