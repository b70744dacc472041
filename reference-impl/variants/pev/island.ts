/** PEVs that supply the home within the room that they have. */
import type { Variant } from '../../faults/fault';
import { runsEngine } from '../../pev/island/decide-engine';
import { decides } from './make';

export const ISLAND_VARIANTS: readonly Variant[] = [
  decides('forms-at-once', { formingMs: () => 10 }),
  decides('forms-as-late-as-allowed', { formingMs: () => 29_000 }),
  decides('holds-voltage-and-frequency-at-the-edge', {
    formed: ({ voltageV, frequencyHz }, loadPu) => ({
      voltageV: voltageV * (1.05 - 0.1 * Math.min(1, loadPu)),
      frequencyHz: frequencyHz + 0.4 - 0.8 * Math.min(1, loadPu),
    }),
  }),
  decides('sheds-what-is-too-much', { overloadAction: (loadPu) => (loadPu > 2 ? 'stop' : 'shed') }),
  decides('bears-an-overload-for-as-long-as-allowed', {
    toleratesOverloadMs: (allowedS) => Math.floor(allowedS * 1000 * 0.95),
  }),
  decides('bears-no-overload', { toleratesOverloadMs: (allowedS) => Math.min(300, allowedS * 600) }),
  decides('charges-longer-by-its-engine', {
    runsEngine: (q) => runsEngine({ ...q, parameters: { ...q.parameters, iceOffPct: 40 } }),
  }),
  decides('warns-more-often', { warnsAtPct: (floorPct) => [20, 15, 10, 5, 2].map((pct) => floorPct + pct) }),
  decides('notices-a-lost-grid-as-late-as-allowed', {
    islandDetectionMs: ({ antiIslandingS }) => antiIslandingS * 1000,
  }),
];
