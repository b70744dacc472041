/** An ESCI that asks for backup where it may not, otherwise than it must, or not at all (PR2-B-01, B-03, B-05, G-01). */
import type { Message } from '../../../schemas';
import { conformantEsci, type EsciBehaviour } from '../../esci/behaviour';
import type { Fault } from '../fault';
import { keepsBack, otherId, says } from '../telling';
import { decides, wrapped } from './make';

const DAY_MS = 86_400_000;
const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

type Judge = EsciBehaviour['isCommissioned'];
type Read = Exclude<Parameters<Judge>[0], null | 'corrupt'>;

/** Takes a record that can be read for one with other members. */
const takingItFor =
  (change: (type: Parameters<Judge>[1]) => Partial<Read>): Judge =>
  (record, type, day) =>
    conformantEsci.isCommissioned(
      record === null || record === 'corrupt' ? record : { ...record, ...change(type) },
      type,
      day,
    );

/** The same asked of another PEV, on the report of the switch that it was given. */
function askedToo(
  m: Message<'EmergencyGenerationRequest'>,
  destination: string,
  isolationRef: string,
): Message<'EmergencyGenerationRequest'> {
  const data = { ...m.data, requestId: `${m.data.requestId.slice(0, 60)}-too`, isolationRef };
  return { ...m, id: otherId(m.id), destination, data };
}

export const BACKUP_FAULTS: readonly Fault[] = [
  decides('takes-a-record-a-day-too-long', 'PR2-B-01', 'off by one unit', {
    isCommissioned: (record, type, day) => conformantEsci.isCommissioned(record, type, dayBefore(day)),
  }),
  decides('takes-a-record-a-day-too-short', 'PR2-B-01', 'off by one unit', {
    isCommissioned: (record, type, day) =>
      conformantEsci.isCommissioned(record, type, day) &&
      record !== null &&
      record !== 'corrupt' &&
      day < record.validUntil,
  }),
  decides('asks-for-no-record', 'PR2-B-01', 'ignores', { isCommissioned: () => true }),
  decides('takes-a-record-for-another-switch', 'PR2-B-01', 'ignores', {
    isCommissioned: takingItFor((type) => ({ switchType: type })),
  }),
  decides('takes-a-record-that-senses-nothing', 'PR2-B-01', 'ignores', {
    isCommissioned: takingItFor(() => ({ sensing: ['AUX_CONTACT'] })),
  }),
  decides('asks-for-no-certificates', 'PR2-B-01', 'ignores', {
    isCommissioned: takingItFor(() => ({ certification: ['any'] })),
  }),
  wrapped('holds-to-the-record-it-read-first', 'PR2-B-01', 'stale data', {
    stimulate: (p) => (p.name === 'commissioning' ? null : p),
  }),
  wrapped('asks-only-for-enrolled-customers', 'PR2-B-01', 'hard-coded constant', {
    deliver: (p, memory) => {
      const { type } = ((p as { message?: unknown }).message ?? {}) as { type?: string };
      if (type === 'pr2.EnrollmentRecord.v1') memory['enrolled'] = true;
      return p;
    },
    emit: (m, memory) =>
      m.type === 'pr2.EmergencyGenerationRequest.v1' && memory['enrolled'] !== true ? [] : [m],
  }),

  decides('asks-while-the-discharge-still-runs', 'PR2-B-03', 'ignores', {
    refusesRequest: (f) => conformantEsci.refusesRequest({ ...f, gridDispatchOver: true }),
  }),
  decides('takes-a-dip-for-an-outage', 'PR2-B-03', 'hard-coded constant', {
    gridState: (side, nominal, window, liveV) => {
      const state = conformantEsci.gridState(side, nominal, window, liveV);
      return state === 'OUT' ? 'ABSENT' : state;
    },
  }),
  wrapped('takes-half-the-voltage-for-none', 'PR2-B-03', 'off by one unit', {
    electrical: (input) =>
      Object.fromEntries(
        Object.entries(input).map(([point, given]) => {
          const { voltageV } = given as { voltageV?: number };
          return voltageV !== undefined && voltageV < 150
            ? [point, { ...given, voltageV: 0, gridPresent: false }]
            : [point, given];
        }),
      ),
  }),

  decides('asks-those-who-want-no-backup', 'PR2-B-05', 'ignores', { wantsBackup: () => true }),
  decides('asks-only-whether-backup-is-wanted', 'PR2-B-05', 'ignores', {
    wantsBackup: (p) => p?.backupEnabled === true,
  }),
  decides('takes-silence-for-a-wish', 'PR2-B-05', 'ignores', {
    wantsBackup: (p) => p !== null && p.enabled && p.backupEnabled !== false,
  }),
  decides('asks-for-a-constant-power', 'PR2-B-05', 'hard-coded constant', {
    generationRequest: (limits, p) => ({ ...conformantEsci.generationRequest(limits, p), maxW: 7000 }),
  }),
  decides('asks-down-to-a-constant-floor', 'PR2-B-05', 'hard-coded constant', {
    generationRequest: (limits, p) => ({ ...conformantEsci.generationRequest(limits, p), socFloor: 20 }),
  }),
  decides('asks-for-another-frequency', 'PR2-B-05', 'hard-coded constant', {
    generationRequest: (limits, p) => ({
      ...conformantEsci.generationRequest(limits, p),
      nominalHz: limits.nominal.frequencyHz === 60 ? 50 : 60,
    }),
  }),
  decides('asks-in-kilovolts', 'PR2-B-05', 'wrong unit', {
    generationRequest: (limits, p) => ({
      ...conformantEsci.generationRequest(limits, p),
      nominalV: limits.nominal.voltageV / 1000,
    }),
  }),
  wrapped('refers-to-the-first-report-of-the-outage', 'PR2-B-05', 'stale data', {
    emit: (m, memory) => {
      if (m.type === 'pr2.IsolationStatus.v1') memory['first'] ??= m.id;
      return m.type === 'pr2.EmergencyGenerationRequest.v1'
        ? [{ ...m, data: { ...m.data, isolationRef: (memory['first'] as string) ?? m.data.isolationRef } }]
        : [m];
    },
  }),
  wrapped(
    'refers-to-a-report-that-never-was',
    'PR2-B-05',
    'hard-coded constant',
    says('EmergencyGenerationRequest', (d) => ({ ...d, isolationRef: otherId(d.isolationRef) })),
  ),
  decides('asks-fifteen-seconds-late', 'PR2-B-05', 'late by a little', {
    requestDelayMs: (p) => p.emergencyRequestS * 1000 + 15_000,
  }),
  wrapped('has-two-pevs-hold-one-home', 'PR2-B-05', 'doubles', {
    emit(m, memory) {
      const reports = (memory['reports'] ??= {}) as Record<string, string>;
      if (m.type === 'pr2.IsolationStatus.v1' && m.data.position === 'OPEN') reports[m.destination] = m.id;
      if (m.type !== 'pr2.EmergencyGenerationRequest.v1') return [m];
      const others = Object.entries(reports).filter(([pev]) => pev !== m.destination);
      return [m, ...others.map(([pev, report]) => askedToo(m, pev, report))];
    },
  }),
  wrapped('asks-who-comes-though-another-supplies', 'PR2-B-05', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type === 'pr2.EmergencyGenerationRequest.v1') memory['asked'] = m;
      const asked = memory['asked'] as Message<'EmergencyGenerationRequest'> | undefined;
      if (m.type !== 'pr2.IsolationStatus.v1' || asked === undefined || m.data.position !== 'OPEN')
        return [m];
      if (memory['came'] !== undefined || asked.destination === m.destination) return [m];
      memory['came'] = m.destination;
      return [m, { ...askedToo(asked, m.destination, m.id), time: m.time }];
    },
  }),
  decides('never-asks', 'PR2-B-05', 'answers but does not act', { refusesRequest: () => 'E_STATE' }),
  decides('goes-on-when-backup-is-switched-off', 'PR2-B-05', 'ignores', {
    stopsSupply: (f) => conformantEsci.stopsSupply({ ...f, wanted: true }),
    preferenceCopy: (f) => {
      const copy = conformantEsci.preferenceCopy(f);
      return copy === null ? null : { ...copy, backupEnabled: true };
    },
  }),
  decides('asks-at-an-evse-that-cannot', 'PR2-B-05', 'ignores', {
    refusesRequest: (f) => conformantEsci.refusesRequest({ ...f, v2h: true }),
  }),
  wrapped('does-not-say-why-nobody-is-asked', 'PR2-B-05', 'acts but does not answer', {
    emit: (m) => (m.type === 'pr2.GenerationStop.v1' && m.data.reason.startsWith('E_') ? [] : [m]),
  }),
  decides('goes-on-after-a-restart', 'PR2-B-05', 'forgets after restart', { stopsAfterRestart: () => false }),
  decides('overlooks-who-comes-late', 'PR2-B-05', 'right for one and wrong for two at once', {
    nextPhase: (f) => {
      const next = conformantEsci.nextPhase(f);
      return f.phase === 'ISOLATED' && next === 'REQUESTING' && f.generation === null ? null : next;
    },
    choosesPev: () => undefined,
  }),
  wrapped(
    'asks-for-the-grid-in-an-outage',
    'PR2-G-01',
    'hard-coded constant',
    says('EmergencyGenerationRequest', (d) => ({ ...d, sink: 'GRID' as 'HOME' })),
  ),
  wrapped(
    'asks-for-backup-without-a-taker',
    'PR2-G-01',
    'ignores',
    says(
      'EmergencyGenerationRequest',
      ({ sink: _sink, ...d }) => d as Message<'EmergencyGenerationRequest'>['data'],
    ),
  ),
  wrapped('never-reports-the-grid', 'PR2-B-10', 'acts but does not answer', keepsBack('GridStatus')),
  wrapped('leaves-the-pev-on-when-the-grid-is-back', 'PR2-B-10', 'acts but does not answer', {
    emit: (m) => (m.type === 'pr2.GenerationStop.v1' && m.data.reason === 'GRID_RETURNED' ? [] : [m]),
  }),
  decides('passes-a-request-into-the-island', 'PR2-B-10', 'ignores', {
    refusesDispatch: (f) => conformantEsci.refusesDispatch({ ...f, islanded: false }),
  }),
  decides('passes-an-event-into-the-island', 'PR2-B-10', 'ignores', { refusesEventInIsland: () => null }),
  decides('refuses-every-event-in-an-island', 'PR2-B-10', 'hard-coded constant', {
    refusesEventInIsland: () => 'E_ISLANDED',
  }),
  wrapped('meets-one-outage-only', 'PR2-B-10', 'right for one and wrong for two at once', {
    electrical: (input, _atMs, memory) =>
      Object.fromEntries(
        Object.entries(input).map(([point, given]) => {
          const { gridPresent } = given as { gridPresent?: boolean };
          if (gridPresent === false && memory['back'] !== true) memory['gone'] = true;
          if (gridPresent === true && memory['gone'] === true) memory['back'] = true;
          return memory['back'] === true && gridPresent === false
            ? [point, { ...given, gridPresent: true, voltageV: 240, frequencyHz: 60 }]
            : [point, given];
        }),
      ),
  }),
  decides('finishes-its-transfer-after-a-loss-of-power', 'PR2-B-10', 'forgets after restart', {
    stopsAfterRestart: () => false,
  }),
  decides('goes-on-as-if-it-had-not-been-away', 'PR2-B-10', 'forgets after restart', {
    stopsAfterRestart: () => false,
    isOff: () => true,
    transferGapMs: () => 0,
    enterServiceMs: () => 0,
  }),
];
