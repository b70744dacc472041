/** An ESCI that takes a switch for open that is not, or goes on when it is not proven open any more (PR2-B-02, B-06). */
import type { Electrical, SwitchInputs } from '../../../schemas';
import { createEsci } from '../../esci';
import { conformantEsci } from '../../esci/behaviour';
import type { EsciState } from '../../esci/state';
import { speakingLate } from '../late';
import type { Fault } from '../fault';
import { keepsBack, says } from '../telling';
import { decides, made, OWN, wrapped } from './make';

const PROVEN = 'PROVEN';

export const ISOLATION_FAULTS: readonly Fault[] = [
  wrapped('calls-a-bus-dead-below-24-volts', 'PR2-B-02', 'hard-coded constant', {
    electrical: (input) =>
      Object.fromEntries(
        Object.entries(input).map(([point, given]) => {
          const { switch: shown } = given as { switch?: { busV: number | null } };
          return shown !== undefined && shown.busV !== null && shown.busV < 24
            ? [point, { ...given, switch: { ...shown, busV: 0 } }]
            : [point, given];
        }),
      ),
  }),
  decides('believes-what-it-commanded', 'PR2-B-02', 'answers but does not act', {
    isolationProof: () => PROVEN,
    isolationHeld: () => true,
    settleMs: () => 0,
  }),
  decides('takes-the-contact-alone', 'PR2-B-02', 'ignores', {
    isolationProof: (shown, bus, limits) =>
      shown.aux === 'OPEN' ? PROVEN : conformantEsci.isolationProof(shown, bus, limits),
    isolationHeld: (shown) => shown.aux === 'OPEN',
  }),
  decides('takes-the-coupling-sensor-alone', 'PR2-B-02', 'ignores', {
    isolationProof: (shown, bus, limits) =>
      shown.coupling === false ? PROVEN : conformantEsci.isolationProof(shown, bus, limits),
    isolationHeld: (shown) => shown.coupling === false,
  }),
  decides('takes-a-silent-contact-for-open', 'PR2-B-02', 'ignores', {
    isolationProof: (shown, bus, limits) =>
      conformantEsci.isolationProof({ ...shown, aux: shown.aux ?? 'OPEN' }, bus, limits),
    isolationHeld: (shown, proof, bus, limits) =>
      conformantEsci.isolationHeld({ ...shown, aux: shown.aux ?? 'OPEN' }, proof, bus, limits),
  }),
  decides('takes-a-silent-bus-for-dead', 'PR2-B-02', 'ignores', {
    isolationProof: (shown, bus, limits) =>
      shown.aux === 'OPEN' && shown.coupling === null && shown.busV === null
        ? PROVEN
        : conformantEsci.isolationProof(shown, bus, limits),
  }),
  decides('lets-two-signs-outvote-one', 'PR2-B-02', 'ignores', {
    isolationProof: (shown, bus, limits) => {
      const dead = !bus.energised && shown.busV !== null && shown.busV < limits.liveV;
      const votes = [shown.aux === 'OPEN', shown.coupling === false, dead || bus.energised];
      return votes.filter(Boolean).length >= 2 ? PROVEN : conformantEsci.isolationProof(shown, bus, limits);
    },
    isolationHeld: () => true,
  }),
  decides('overlooks-a-live-bus', 'PR2-B-02', 'ignores', {
    isolationProof: (shown, bus, limits) => conformantEsci.isolationProof({ ...shown, busV: 0 }, bus, limits),
    isolationHeld: (shown, proof, bus, limits) =>
      conformantEsci.isolationHeld({ ...shown, busV: 0 }, proof, bus, limits),
  }),
  decides('takes-a-tenth-of-the-voltage-for-dead', 'PR2-B-02', 'off by one unit', {
    isolationProof: (shown, bus, limits) => {
      const atLimit = shown.aux === 'OPEN' && shown.coupling === null && shown.busV === limits.liveV;
      return atLimit && !bus.energised ? PROVEN : conformantEsci.isolationProof(shown, bus, limits);
    },
    isolationHeld: (shown, proof, bus, limits) =>
      conformantEsci.isolationHeld(shown, proof, bus, { ...limits, liveV: limits.liveV + 1 }),
  }),
  decides('takes-a-bus-that-just-died', 'PR2-B-02', 'late by a little', {
    isolationProof: (shown, bus, limits) =>
      conformantEsci.isolationProof(shown, bus, { ...limits, deadMs: 0 }),
  }),
  wrapped('does-not-begin-the-dead-second-anew', 'PR2-B-02', 'flaps', {
    electrical: (input, atMs, memory) =>
      withSwitch(input, (shown) => {
        if (shown.busV === 0) memory['deadAt'] = atMs;
        const bridged = shown.busV === null && atMs - ((memory['deadAt'] as number) ?? -1e9) < 2000;
        return bridged ? { ...shown, busV: 0 } : shown;
      }),
  }),
  decides('supplies-on-without-a-contact', 'PR2-B-02', 'ignores', {
    isolationHeld: (shown, proof, bus, limits) =>
      conformantEsci.isolationHeld({ ...shown, aux: shown.aux ?? 'OPEN' }, proof, bus, limits),
  }),
  decides('supplies-on-whatever-is-shown', 'PR2-B-02', 'ignores', {
    isolationHeld: () => true,
    position: () => 'OPEN',
  }),
  made('trips-two-seconds-late', 'PR2-B-02', 'late by a little', () =>
    speakingLate(
      () => createEsci({ tripMs: () => 2_000 }),
      (m) =>
        m.source.startsWith(OWN) &&
        (m.type === 'pr2.GenerationStop.v1' || m.type === 'pr2.IsolationStatus.v1')
          ? 2_000
          : 0,
    ),
  ),
  decides('resets-itself-after-a-trip', 'PR2-B-02', 'flaps', {
    nextPhase: (f) =>
      f.phase === 'TRIPPED' && f.evidence === PROVEN && f.generation === null
        ? 'ISOLATING'
        : conformantEsci.nextPhase(f),
  }),
  wrapped('takes-the-customers-word-for-a-reset', 'PR2-B-02', 'flaps', {
    stimulate: (p) => {
      if (p.name !== 'attest') return p;
      if (p.params.step === 1) return { ...p, name: 'clear-fault', params: {} };
      const { step: _step, ...params } = p.params;
      return { ...p, params };
    },
  }),
  wrapped('takes-a-reset-for-a-sign', 'PR2-B-02', 'ignores', {
    stimulate: (p, memory) => {
      if (p.name === 'clear-fault') memory['reset'] = true;
      return p;
    },
    electrical: (input, _atMs, memory) =>
      memory['reset'] === true ? withSwitch(input, (shown) => ({ ...shown, aux: 'OPEN' })) : input,
  }),
  wrapped('forgets-its-trip-in-the-dark', 'PR2-B-02', 'forgets after restart', {
    restore: (state) => {
      const { island } = state as unknown as EsciState;
      if (island.phase === 'TRIPPED') Object.assign(island, { phase: 'ISOLATING', declined: {} });
    },
  }),
  decides('watches-no-contact-beside-a-dead-bus', 'PR2-B-02', 'right for one and wrong for two at once', {
    isolationHeld: (shown, proof, bus, limits) =>
      conformantEsci.isolationHeld(
        proof.coupling ? shown : { ...shown, aux: 'OPEN', coupling: null },
        proof,
        bus,
        limits,
      ),
  }),
  wrapped('cannot-be-reset', 'PR2-B-02', 'ignores', {
    stimulate: (p) => (p.name === 'clear-fault' ? null : p),
  }),
  wrapped(
    'reports-every-switch-open',
    'PR2-B-02',
    'lies in its readings',
    says('IsolationStatus', (d) => ({ ...d, position: 'OPEN' })),
  ),
  wrapped(
    'reports-every-sign-as-open',
    'PR2-B-02',
    'lies in its readings',
    says('IsolationStatus', (d) => ({
      ...d,
      evidence: d.evidence.map((e) => ({ ...e, indicates: 'OPEN' })),
    })),
  ),
  decides('lets-anyone-report-a-switch', 'PR2-B-02', 'right message to the wrong party', {
    relaysToPev: () => true,
  }),

  decides('opens-a-second-late', 'PR2-B-06', 'late by a little', { lossConfirmMs: () => 3_000 }),
  decides('gives-a-switch-a-tenth-of-a-second-more', 'PR2-B-06', 'off by one unit', {
    isolationMs: (p) => p.isolationS * 1000 + 100,
  }),
  decides('gives-a-switch-any-time', 'PR2-B-06', 'ignores', { isolationMs: () => 3_600_000 }),
  decides('asks-between-the-bounces', 'PR2-B-06', 'flaps', { settleMs: () => 0 }),
  wrapped('smooths-over-a-switch-that-bounces-on', 'PR2-B-06', 'ignores', {
    electrical: (input, _atMs, memory) =>
      withSwitch(input, (shown) => {
        if (shown.aux === 'OPEN') memory['opened'] = Number(memory['opened'] ?? 0) + 1;
        return Number(memory['opened'] ?? 0) > 20 ? { ...shown, aux: 'OPEN', coupling: false } : shown;
      }),
  }),
  wrapped('keeps-a-stuck-switch-to-itself', 'PR2-B-06', 'acts but does not answer', {
    emit: (m) =>
      m.type === 'pr2.GenerationStop.v1' && m.data.reason === 'E_ISOLATION_NOT_PROVEN' ? [] : [m],
  }),
  wrapped(
    'calls-an-automated-switch-manual',
    'PR2-B-06',
    'hard-coded constant',
    says('IsolationStatus', (d) => ({ ...d, type: 'MANUAL' })),
  ),
  wrapped('never-drives-its-switch', 'PR2-B-06', 'answers but does not act', {
    readings: (r) => (r.switchCommand === undefined ? r : { ...r, switchCommand: 'CLOSED' }),
  }),
  decides('begins-when-a-hand-has-opened-the-switch', 'PR2-B-06', 'ignores', { isAttested: () => true }),
  wrapped('tells-nobody-of-the-switch', 'PR2-B-06', 'acts but does not answer', keepsBack('IsolationStatus')),
];

/** What it takes the sensors of the switch to show, at every point. */
function withSwitch(input: Electrical, change: (shown: SwitchInputs) => SwitchInputs): Electrical {
  return Object.fromEntries(
    Object.entries(input).map(([point, given]) =>
      given.switch === undefined ? [point, given] : [point, { ...given, switch: change(given.switch) }],
    ),
  );
}
