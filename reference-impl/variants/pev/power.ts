/** PEVs whose power is not quite what was asked, within what is tolerated. */
import type { Variant } from '../../faults/fault';
import { decideDispatch } from '../../pev/decide-dispatch';
import { decides } from './make';

/** Coarsest step of an inverter that is still within tolerance at small powers, W. */
const QUANTUM_W = 10;

export const POWER_VARIANTS: readonly Variant[] = [
  decides('gives-power-in-steps-of-ten-watts', {
    heldPowerW: (wantedW) => Math.floor(wantedW / QUANTUM_W) * QUANTUM_W,
  }),
  decides('gives-a-little-less-than-asked', { heldPowerW: (wantedW) => wantedW * 0.96 }),
  decides('gives-a-little-more-than-asked', { heldPowerW: (wantedW) => wantedW * 1.01 }),
  decides('stops-a-little-above-the-floor', { stopFloorPct: (floorPct) => floorPct + 0.8 }),
  decides('dips-a-little-below-the-floor', { stopFloorPct: (floorPct) => floorPct - 0.8 }),
  decides('stays-off-for-longer-after-the-floor', { releaseFloorPct: (floorPct) => floorPct + 8 }),
  decides('offers-half-of-what-it-could', {
    decideDispatch: (q) => {
      const decision = decideDispatch(q);
      if (decision.counterOffer === undefined) return decision;
      const s = Math.floor(decision.counterOffer.s / 2);
      const { W } = decision.counterOffer;
      return {
        ...decision,
        counterOffer: s === 0 ? { W: 0, s: 0, Wh: 0 } : { W, s, Wh: Math.floor((W * s) / 3600) },
      };
    },
  }),
  decides('refuses-rather-than-gives-a-part', {
    decideDispatch: (q) => {
      const { allowPartial: _never, ...whole } = q.request;
      return decideDispatch({ ...q, request: whole });
    },
  }),
];
