/** A PEV that runs its engine when it must not, or not when it should (PR2-B-09). */
import { runsEngine, type EngineQuestion } from '../../pev/island/decide-engine';
import type { Fault } from '../fault';
import { says, suffers } from '../telling';
import { conformant, decides, wrapped } from './make';

export const ENGINE_FAULTS: readonly Fault[] = [
  wrapped('tells-of-an-engine-that-once-ran', 'PR2-B-09', 'stale data', {
    emit(m, memory) {
      if (m.type !== 'pr2.EmergencyGenerationStatus.v1') return [m];
      memory['ran'] ??= m.data.ice.running || undefined;
      return [{ ...m, data: { ...m.data, ice: { ...m.data.ice, running: memory['ran'] === true } } }];
    },
  }),
  runs('starts-its-engine-in-a-closed-garage', 'ignores', (q) => ({ ...q, ventilated: true })),
  runs('runs-on-through-an-alarm', 'ignores', (q) => ({
    ...q,
    coAlarm: false,
    ventilated: q.ventilated || q.coAlarm,
  })),
  runs('runs-on-when-its-exhaust-stays-inside', 'stale data', (q) => ({
    ...q,
    ventilated: q.ventilated || (q.running && !q.coAlarm),
  })),
  wrapped(
    'takes-fresh-air-for-the-end-of-an-alarm',
    'PR2-B-09',
    'ignores',
    suffers('ice', (p) => (p.ventilated === true ? { ...p, coAlarm: false } : p)),
  ),
  runs('starts-its-engine-at-a-constant-charge', 'hard-coded constant', (q) => ({
    ...q,
    parameters: { ...q.parameters, iceOnPct: 20, iceOffPct: 30 },
  })),
  runs('runs-its-tank-dry', 'ignores', (q) => ({ ...q, fuelPct: 100 })),
  runs('cranks-for-ever', 'ignores', (q) => ({ ...q, failedCranks: 0 })),
  runs('starts-its-engine-too-soon', 'off by one unit', (q) => ({
    ...q,
    parameters: { ...q.parameters, iceOnPct: q.parameters.iceOnPct + 6 },
  })),
  runs('starts-its-engine-too-late', 'late by a little', (q) => ({
    ...q,
    socPct: q.running ? q.socPct : q.socPct + 4,
  })),
  runs('stops-its-engine-as-soon-as-it-helps', 'flaps', (q) => ({
    ...q,
    parameters: { ...q.parameters, iceOffPct: q.parameters.iceOnPct + 0.5 },
  })),
  runs('compares-the-charge-as-a-fraction', 'wrong unit', (q) => ({
    ...q,
    socPct: q.running ? q.socPct : q.socPct * 100,
  })),
  decides('never-runs-its-engine', 'PR2-B-09', 'answers but does not act', { runsEngine: () => false }),
  decides('drains-the-home-battery-below-the-floor', 'PR2-B-09', 'ignores', {
    endsBackup: (q) => conformant.endsBackup({ ...q, socPct: q.socPct + 5 }),
  }),
  decides('gives-no-warning-of-the-floor', 'PR2-B-09', 'acts but does not answer', { warnsAtPct: () => [] }),
  decides('goes-dark-without-a-word', 'PR2-B-09', 'acts but does not answer', { tellsEnd: () => false }),
  wrapped(
    'hides-that-its-engine-runs',
    'PR2-B-09',
    'lies in its readings',
    says('EmergencyGenerationStatus', (d) => ({
      ...d,
      state: d.state === 'ICE_ASSIST' ? 'ISLAND_SUPPLY' : d.state,
      ice: { ...d.ice, running: false },
    })),
  ),
];

function runs(
  name: string,
  faultClass: Fault['class'],
  change: (q: EngineQuestion) => EngineQuestion,
): Fault {
  return decides(name, 'PR2-B-09', faultClass, { runsEngine: (q) => runsEngine(change(q)) });
}
