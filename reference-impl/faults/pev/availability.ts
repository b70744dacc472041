/** A PEV that reports what it has not, or gives more than the connection bears (PR2-A-06, A-07, A-13, A-15, G-01, X-05). */
import { createPev } from '../../pev';
import type { Fault } from '../fault';
import { slow } from '../slow';
import { hears, says } from '../telling';
import { conformant, decides, made, wrapped } from './make';

export const AVAILABILITY_FAULTS: readonly Fault[] = [
  wrapped(
    'reports-its-charge-as-a-fraction',
    'PR2-A-06',
    'wrong unit',
    says('AvailabilityReport', (d) => ({ ...d, soc: d.soc / 100 })),
  ),
  wrapped(
    'reports-its-duration-in-minutes',
    'PR2-A-06',
    'wrong unit',
    says('AvailabilityReport', (d) => ({ ...d, availableDurationS: Math.floor(d.availableDurationS / 60) })),
  ),
  wrapped(
    'reports-a-departure-that-nobody-named',
    'PR2-A-06',
    'hard-coded constant',
    says('AvailabilityReport', (d) => ({ departure: '1970-01-01T00:00:00Z', ...d })),
  ),
  wrapped('reports-nothing-where-nothing-is-left', 'PR2-A-06', 'acts but does not answer', {
    emit: (m) => (m.type === 'pr2.AvailabilityReport.v1' && m.data.availableEnergyWh === 0 ? [] : [m]),
  }),
  wrapped('reports-what-it-had-at-first', 'PR2-A-06', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.AvailabilityReport.v1') return [m];
      const { availableEnergyWh, availableDurationS, soc } = m.data;
      const first = (memory['first'] ??= { availableEnergyWh, availableDurationS, soc });
      return [{ ...m, data: { ...m.data, ...first } }];
    },
  }),
  made('answers-a-question-too-late', 'PR2-A-07', 'late by a little', () =>
    slow(() => createPev(), { hears: (m) => (m.type === 'pr2.AvailabilityRequest.v1' ? 11_000 : 0) }),
  ),
  decides('follows-a-derating-too-slowly', 'PR2-A-13', 'late by a little', {
    stopShape: (cause, rateWps, p) =>
      cause === 'limit' ? { rateWps: 1, withinMs: 12_000 } : conformant.stopShape(cause, rateWps, p),
  }),
  decides('exceeds-every-limit-by-a-little', 'PR2-A-13', 'off by one unit', {
    limitedW: (setpointW, limitW) => Math.min(setpointW, limitW * 1.05),
  }),
  decides('believes-to-have-its-battery-at-the-terminals', 'PR2-A-15', 'wrong unit', {
    decideDispatch: (q) =>
      conformant.decideDispatch({ ...q, availableJ: q.availableJ / q.battery.efficiency }),
  }),
  decides('takes-a-request-that-feeds-the-home', 'PR2-G-01', 'right for one and wrong for two at once', {
    decideDispatch: (q) =>
      conformant.decideDispatch(
        q.request.sink === 'HOME' ? { ...q, occupied: false, request: { ...q.request, sink: 'GRID' } } : q,
      ),
  }),
  wrapped(
    'takes-a-request-without-a-taker',
    'PR2-G-01',
    'hard-coded constant',
    hears('DispatchRequest', (d) => ({ ...d, sink: 'GRID' })),
  ),
  decides('counts-the-time-of-a-command-in-minutes', 'PR2-X-05', 'wrong unit', {
    watchdogDeadlineMs: (receivedMs, startMs, validForS) =>
      conformant.watchdogDeadlineMs(receivedMs, startMs, validForS * 60),
  }),
  decides('lets-a-command-run-out-too-soon', 'PR2-X-05', 'off by one unit', {
    watchdogDeadlineMs: (...a) => conformant.watchdogDeadlineMs(...a) - 8_000,
  }),
  decides('counts-the-time-of-a-command-from-the-start-alone', 'PR2-X-05', 'stale data', {
    watchdogDeadlineMs: (_receivedMs, startMs, validForS) => startMs + validForS * 1000,
  }),
];
