/** A PEV that supplies the home when it should not, or not as it should (PR2-B-05, B-07, B-08, B-10). */
import { createPev } from '../../pev';
import type { AttestationQuestion } from '../../pev/island/decide-attestation';
import type { Decoration } from '../decorate';
import type { Fault } from '../fault';
import { hears, keepsBack, says, suffers } from '../telling';
import { conformant, decides, made, wrapped } from './make';

const WILLING = { enabled: true, backupEnabled: true } as const;

export const BACKUP_FAULTS: readonly Fault[] = [
  decides('takes-a-proof-a-second-too-old', 'PR2-B-05', 'off by one unit', {
    acceptsIsolation: (q) =>
      conformant.acceptsIsolation({
        ...q,
        parameters: { ...q.parameters, proofAgeS: q.parameters.proofAgeS + 1 },
      }),
  }),
  decides('counts-the-age-of-a-proof-from-its-arrival', 'PR2-B-05', 'stale data', {
    acceptsIsolation: (q) =>
      conformant.acceptsIsolation({
        ...q,
        ageMs: q.heardForMs,
        proof: undated(q.proof),
        newest: undated(q.newest),
      }),
  }),
  decides('takes-any-proof-for-the-one-named', 'PR2-B-05', 'right for one and wrong for two at once', {
    acceptsIsolation: (q) =>
      conformant.acceptsIsolation(q.proof === null ? { ...q, proof: q.newest, ageMs: 0, heardForMs: 0 } : q),
  }),
  decides('supplies-against-the-customers-will', 'PR2-B-05', 'ignores', {
    decideBackup: (q) => conformant.decideBackup({ ...q, preference: { ...q.preference, ...WILLING } }),
    endsBackup: (q) => conformant.endsBackup({ ...q, preference: { ...q.preference, ...WILLING } }),
  }),
  decides('asks-only-whether-discharge-is-wanted', 'PR2-B-05', 'ignores', {
    decideBackup: (q) =>
      conformant.decideBackup({ ...q, preference: { ...q.preference, backupEnabled: true } }),
    endsBackup: (q) => conformant.endsBackup({ ...q, preference: { ...q.preference, backupEnabled: true } }),
  }),
  decides('goes-on-when-the-customer-wants-no-more-backup', 'PR2-B-05', 'ignores', {
    endsBackup: (q) => conformant.endsBackup({ ...q, preference: { ...q.preference, ...WILLING } }),
  }),
  wrapped(
    'ignores-the-floor-of-the-request',
    'PR2-B-05',
    'ignores',
    hears('EmergencyGenerationRequest', (d) => ({ ...d, socFloor: 10 })),
  ),
  decides('supplies-through-a-connection-that-cannot', 'PR2-B-05', 'ignores', {
    decideBackup: (q) => conformant.decideBackup({ ...q, obstacle: null }),
  }),
  wrapped(
    'supplies-for-longer-than-it-was-asked',
    'PR2-B-05',
    'ignores',
    hears('EmergencyGenerationRequest', ({ maxDurationS: _none, ...d }) => d),
  ),
  wrapped(
    'takes-the-longest-time-for-minutes',
    'PR2-B-05',
    'wrong unit',
    hears('EmergencyGenerationRequest', (d) =>
      d.maxDurationS === undefined ? d : { ...d, maxDurationS: d.maxDurationS * 60 },
    ),
  ),
  decides('agrees-and-forms-nothing', 'PR2-B-05', 'answers but does not act', {
    formingMs: () => 86_400_000,
  }),
  decides('forms-after-more-than-half-a-minute', 'PR2-B-05', 'late by a little', { formingMs: () => 31_000 }),
  wrapped(
    'forms-without-an-answer',
    'PR2-B-05',
    'acts but does not answer',
    keepsBack('EmergencyGenerationResponse'),
  ),

  attests('takes-the-second-step-without-the-first', 'ignores', (q) => ({ ...q, step: 'both' })),
  wrapped('is-content-with-one-step', 'PR2-B-07', 'ignores', {
    stimulate: (p) => {
      if (p.name !== 'attest' || p.params.step !== 1) return p;
      const { step: _step, ...params } = p.params;
      return { ...p, params };
    },
  }),
  attests('takes-a-word-on-another-switch', 'ignores', (q) => ({ ...q, knownSwitchId: null })),
  attests('takes-a-word-that-has-expired', 'late by a little', (q) => ({ ...q, ageMs: q.ageMs - 1000 })),
  attests('takes-the-same-word-again', 'doubles', (q) => ({ ...q, tokenUsed: false })),
  attests('believes-the-customer-more-than-the-grid', 'ignores', (q) => ({ ...q, contradicted: false })),
  decides('needs-no-word-of-the-customer', 'PR2-B-07', 'ignores', {
    acceptsIsolation: (q) => conformant.acceptsIsolation({ ...q, attestedHere: true }),
  }),
  decides('needs-only-the-word-of-the-customer', 'PR2-B-07', 'ignores', {
    acceptsIsolation: (q) =>
      q.proof?.evidence.some((e) => e.kind === 'ATTESTATION' && e.indicates === 'OPEN') === true ||
      conformant.acceptsIsolation(q),
  }),
  wrapped(
    'tells-nobody-of-the-customers-word',
    'PR2-B-07',
    'acts but does not answer',
    keepsBack('IsolationAttestation'),
  ),

  decides('sags-under-load', 'PR2-B-08', 'off by one unit', {
    formed: ({ voltageV, frequencyHz }, pu) => ({ voltageV: voltageV * (1 - 0.07 * pu), frequencyHz }),
  }),
  decides('forms-a-voltage-that-is-too-high', 'PR2-B-08', 'off by one unit', {
    formed: ({ voltageV, frequencyHz }) => ({ voltageV: voltageV * 1.065, frequencyHz }),
  }),
  decides('drifts-in-frequency', 'PR2-B-08', 'off by one unit', {
    formed: ({ voltageV, frequencyHz }, pu) => ({ voltageV, frequencyHz: frequencyHz - 0.6 * pu }),
  }),
  decides('forms-230-volts-at-50-hertz-everywhere', 'PR2-B-08', 'hard-coded constant', {
    formed: () => ({ voltageV: 230, frequencyHz: 50 }),
  }),
  wrapped(
    'overshoots-when-the-load-goes',
    'PR2-B-08',
    'flaps',
    shaking((stepW) => (stepW > 2000 ? 1.1 : 1)),
  ),
  wrapped(
    'sags-when-half-its-load-comes',
    'PR2-B-08',
    'flaps',
    shaking((stepW) => (stepW < -2000 ? 0.9 : 1)),
  ),
  wrapped(
    'ignores-the-most-power-of-the-request',
    'PR2-B-08',
    'ignores',
    hears('EmergencyGenerationRequest', (d) => ({ ...d, maxW: 1_000_000 })),
  ),
  decides('bears-a-slight-overload-for-ever', 'PR2-B-08', 'ignores', {
    toleratesOverloadMs: (allowedS, pu) =>
      pu <= 1.05 ? 3_600_000 : conformant.toleratesOverloadMs(allowedS, pu),
  }),
  decides('bears-the-next-overload-like-the-one-before', 'PR2-B-08', 'off by one unit', {
    toleratesOverloadMs: (allowedS, pu) => (pu < 1.25 ? 9500 : pu < 1.5 ? 1900 : allowedS * 500),
  }),
  wrapped(
    'takes-a-load-on-one-phase-for-a-short-circuit',
    'PR2-B-08',
    'right for one and wrong for two at once',
    suffers('load', (load) => (load.phase === undefined ? load : { ...load, W: 60_000 })),
  ),
  decides('bears-an-overload-for-too-long', 'PR2-B-08', 'late by a little', {
    toleratesOverloadMs: (allowedS) => allowedS * 1150,
  }),
  decides('bears-any-overload', 'PR2-B-08', 'ignores', { toleratesOverloadMs: () => 3_600_000 }),
  decides('gives-up-at-an-inrush', 'PR2-B-08', 'flaps', { toleratesOverloadMs: () => 50 }),
  wrapped(
    'adds-up-its-phases',
    'PR2-B-08',
    'right for one and wrong for two at once',
    suffers('load', ({ W }) => ({ W })),
  ),
  decides('reports-the-supply-every-ten-minutes', 'PR2-B-08', 'late by a little', {
    statusIntervalS: () => 600,
  }),
  status('reports-the-load-as-positive', 'wrong sign', (d) => ({ ...d, W: -d.W })),
  status('reports-the-load-in-kilowatts', 'wrong unit', (d) => ({ ...d, W: Math.round(d.W / 1000) })),
  status('reports-the-charge-as-a-fraction', 'wrong unit', (d) => ({ ...d, soc: d.soc / 100 })),
  decides('takes-any-voltage', 'PR2-B-08', 'ignores', {
    decideBackup: (q) =>
      conformant.decideBackup({
        ...q,
        nominal: { voltageV: q.request.nominalV, frequencyHz: q.request.nominalHz },
      }),
  }),

  decides('takes-requests-of-the-grid-in-its-island', 'PR2-B-10', 'right for one and wrong for two at once', {
    decideDispatch: (q) => conformant.decideDispatch({ ...q, islanded: false, gridInRange: true }),
  }),
  decides('takes-events-into-its-island', 'PR2-B-10', 'ignores', {
    decideEvent: (q) => conformant.decideEvent({ ...q, islandEndsWallMs: null }),
  }),
  wrapped('does-not-say-how-the-island-ended', 'PR2-B-10', 'acts but does not answer', {
    emit: (m) => (m.type === 'pr2.EmergencyGenerationStatus.v1' && m.data.state === 'ISLAND_STOP' ? [] : [m]),
  }),
  decides('forms-again-after-a-loss-of-power', 'PR2-B-10', 'forgets after restart', {
    afterRestart: () => 'resume',
  }),
  decides('keeps-its-voltage-on-a-cable-that-is-out', 'PR2-B-10', 'ignores', {
    endsBackup: (q) => conformant.endsBackup({ ...q, plugged: true }),
  }),
  decides('does-not-tell-that-the-outage-ended-its-dispatch', 'PR2-B-10', 'acts but does not answer', {
    announces: (reason) => reason !== 'GRID',
  }),
  wrapped(
    'says-that-it-goes-on-when-it-has-ended',
    'PR2-B-10',
    'lies in its readings',
    says('EmergencyGenerationStatus', (d) =>
      d.state === 'ISLAND_STOP' ? { ...d, state: 'ISLAND_SUPPLY' } : d,
    ),
  ),
];

/** A PEV that takes an attestation which it had to refuse. */
function attests(
  name: string,
  faultClass: Fault['class'],
  change: (q: AttestationQuestion) => AttestationQuestion,
): Fault {
  return made(name, 'PR2-B-07', faultClass, () =>
    createPev({ refusesAttestation: (q) => conformant.refusesAttestation(change(q)) }),
  );
}

/** A PEV whose reports of the supply are not true. */
function status(
  name: string,
  faultClass: Fault['class'],
  change: Parameters<typeof says<'EmergencyGenerationStatus'>>[1],
): Fault {
  return wrapped(name, 'PR2-B-08', faultClass, says('EmergencyGenerationStatus', change));
}

/** Without the times of its single signs. */
function undated<S extends { evidence: { at?: string }[] } | null>(s: S): S {
  return s === null ? s : { ...s, evidence: s.evidence.map(({ at: _at, ...e }) => e) };
}

/** A voltage that is out of its band for a while after a step of the load; `by` is told the step in signed W. */
function shaking(by: (stepW: number) => number): Decoration {
  return {
    readings: (readings, { at }, memory) => {
      const { powerW, islandVoltageV } = readings;
      if (powerW === undefined || islandVoltageV === undefined || islandVoltageV === 0) return readings;
      const stepW = powerW - ((memory['powerW'] as number | undefined) ?? powerW);
      memory['powerW'] = powerW;
      if (by(stepW) !== 1) Object.assign(memory, { share: by(stepW), untilMs: at + 500 });
      const share = at < Number(memory['untilMs'] ?? 0) ? Number(memory['share']) : 1;
      return { ...readings, islandVoltageV: islandVoltageV * share };
    },
  };
}
