/** A PEV that is right in the middle and wrong at an edge: the second time, the last half minute, two digits, a long time. */
import { timeMs, timeText } from '../../endpoint/identifiers';
import { decideDispatch } from '../../pev/decide-dispatch';
import { supersedes } from '../../pev/precedence';
import type { Fault } from '../fault';
import { heardIn, hears, suffers } from '../telling';
import { conformant, decides, wrapped } from './make';

const HALF_MINUTE_MS = 30_000;
const HOUR_S = 3600;

export const EDGE_FAULTS: readonly Fault[] = [
  wrapped(
    'follows-the-first-derating-only',
    'PR2-A-13',
    'ignores',
    suffers('derate', (p, memory) => {
      if (memory['derated'] === true) return null;
      memory['derated'] = true;
      return p;
    }),
  ),
  decides('takes-an-unknown-event-for-the-one-it-knows', 'PR2-A-14', 'hard-coded constant', {
    incoming: (message, state) => {
      if (message.type !== 'pr2.DispatchRequest.v1') return message;
      const [known] = Object.keys(state.events);
      const { data } = message;
      return known === undefined || data.eventId in state.events
        ? message
        : { ...message, data: { ...data, eventId: known } };
    },
  }),
  wrapped('counts-a-late-request-from-its-receipt', 'PR2-A-14', 'stale data', {
    deliver(params) {
      const message = heardIn(params);
      if (message?.type !== 'pr2.DispatchRequest.v1' || typeof message.data.start !== 'string') return params;
      if (timeMs(message.data.start) >= params.at) return params;
      return { ...params, message: { ...message, data: { ...message.data, start: timeText(params.at) } } };
    },
  }),
  decides('counts-the-first-power-of-an-event-alone', 'PR2-A-15', 'right for one and wrong for two at once', {
    decideDispatch: (q) => decideDispatch({ ...q, profile: q.profile.slice(0, 1) }),
  }),
  wrapped('sees-no-small-deviation-of-frequency', 'PR2-A-17', 'off by one unit', {
    electrical: (input) =>
      Object.fromEntries(
        Object.entries(input).map(([point, sensed]) => {
          const nominalHz = Math.round((sensed.frequencyHz ?? 60) / 10) * 10;
          const small = Math.abs((sensed.frequencyHz ?? nominalHz) - nominalHz) < 3;
          return [point, small ? { ...sensed, frequencyHz: nominalHz } : sensed];
        }),
      ),
  }),
  decides('enters-service-half-a-minute-early', 'PR2-A-17', 'late by a little', {
    enterServiceMs: (p) => Math.max(0, conformant.enterServiceMs(p) - HALF_MINUTE_MS),
  }),
  wrapped('confirms-no-change', 'PR2-A-18', 'acts but does not answer', {
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchConfirmation.v1' || m.data.state !== 'AT_POWER') return [m];
      const first = (memory[m.data.dispatchId] ??= m.id);
      return first === m.id ? [m] : [];
    },
  }),
  decides('gives-its-least-where-less-is-asked', 'PR2-A-22', 'answers but does not act', {
    decideUpdate: (q) => {
      const decision = conformant.decideUpdate(q);
      return decision.code === 'E_POWER_BELOW_MIN' ? { status: 'ACCEPTED' } : decision;
    },
  }),
  decides('changes-slowly-in-an-emergency', 'PR2-A-19', 'late by a little', {
    rampWps: (greatestW, responseClass, p) =>
      responseClass === 'EMERGENCY' ? 25 : conformant.rampWps(greatestW, responseClass, p),
  }),
  decides('counts-the-watchdog-from-the-receipt', 'PR2-X-05', 'off by one unit', {
    watchdogDeadlineMs: (receivedMs, _startMs, validForS) => receivedMs + validForS * 1000,
  }),
  decides('lets-a-long-command-hold-for-ever', 'PR2-X-05', 'hard-coded constant', {
    watchdogDeadlineMs: (receivedMs, startMs, validForS) =>
      conformant.watchdogDeadlineMs(receivedMs, startMs, validForS > HOUR_S ? 30 * 24 * HOUR_S : validForS),
  }),
  wrapped(
    'lets-a-changed-command-hold-for-the-whole-event',
    'PR2-X-05',
    'stale data',
    hears('DispatchUpdate', (d, memory) => {
      const before = memory[d.dispatchId];
      memory[d.dispatchId] = d.dischargePowerW;
      return before === undefined || before === d.dischargePowerW ? d : { ...d, validForS: 24 * HOUR_S };
    }),
  ),
  decides('compares-priorities-as-text', 'PR2-X-06', 'wrong unit', {
    supersedes: (event, rival, running) => {
      const [p, q] = [event.message.data.priority, rival.message.data.priority];
      return p === undefined || q === undefined ? supersedes(event, rival, running) : String(p) > String(q);
    },
  }),
  decides('gives-way-to-an-older-event', 'PR2-X-06', 'ignores', {
    supersedes: (event, rival) => supersedes(event, rival, false),
  }),
  wrapped('refuses-what-is-new-inside-a-list', 'PR2-X-08', 'ignores', {
    deliver(params) {
      const message = heardIn(params);
      if (message?.type !== 'pr2.EnergySupplyEvent.v1') return params;
      const usual = ['offsetS', 'durationS', 'dischargePowerW', 'pevId'];
      const inner = [...message.data.intervals, ...message.data.targets].flatMap((item) => Object.keys(item));
      const { revision: _revision, ...cut } = message.data;
      return inner.every((key) => usual.includes(key))
        ? params
        : { ...params, message: { ...message, data: cut } };
    },
  }),
];
