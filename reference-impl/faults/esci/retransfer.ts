/** An ESCI that puts the home back on the grid too early, alive or out of step (PR2-B-04). */
import type { Electrical } from '../../../schemas';
import { conformantEsci } from '../../esci/behaviour';
import type { Fault } from '../fault';
import { decides, wrapped } from './make';

export const RETRANSFER_FAULTS: readonly Fault[] = [
  decides('closes-on-a-live-home', 'PR2-B-04', 'ignores', { isOff: () => true, transferGapMs: () => 0 }),
  decides('leaves-no-gap', 'PR2-B-04', 'off by one unit', { transferGapMs: () => 0 }),
  decides('goes-back-a-second-early', 'PR2-B-04', 'off by one unit', {
    enterServiceMs: (p) => p.enterServiceS * 1000 - 1000,
  }),
  decides('goes-back-at-once', 'PR2-B-04', 'ignores', { enterServiceMs: () => 0 }),
  decides('waits-minutes-for-seconds', 'PR2-B-04', 'wrong unit', { enterServiceMs: (p) => p.enterServiceS }),
  decides('takes-21-degrees-as-in-step', 'PR2-B-04', 'off by one unit', {
    closesAtSync: (sync, limits) =>
      conformantEsci.closesAtSync(sync, { ...limits, syncDeg: limits.syncDeg + 1 }),
  }),
  decides('takes-a-hundredth-of-a-hertz-more', 'PR2-B-04', 'off by one unit', {
    closesAtSync: (sync, limits) =>
      conformantEsci.closesAtSync(sync, { ...limits, syncHz: limits.syncHz + 0.011 }),
  }),
  decides('takes-a-tenth-of-a-percent-more', 'PR2-B-04', 'off by one unit', {
    closesAtSync: (sync, limits) =>
      conformantEsci.closesAtSync(sync, { ...limits, syncVoltagePct: limits.syncVoltagePct + 0.11 }),
  }),
  decides('takes-every-lag-as-in-step', 'PR2-B-04', 'wrong sign', {
    closesAtSync: (sync, limits) =>
      sync !== null &&
      sync.df <= limits.syncHz &&
      sync.dVpct <= limits.syncVoltagePct &&
      sync.dPhiDeg <= limits.syncDeg,
  }),
  decides('takes-what-was-not-measured-as-in-step', 'PR2-B-04', 'ignores', {
    closesAtSync: (sync, limits) => sync === null || conformantEsci.closesAtSync(sync, limits),
  }),
  wrapped('keeps-to-the-first-measurement', 'PR2-B-04', 'stale data', {
    stimulate: (p, memory) => {
      if (p.name !== 'sync') return p;
      if (memory['sync'] === true) return null;
      memory['sync'] = true;
      return p;
    },
  }),
  wrapped('does-not-begin-the-delay-anew', 'PR2-B-04', 'flaps', {
    electrical: (input, atMs, memory) =>
      Object.fromEntries(
        Object.entries(input).map(([point, given]) => {
          const { gridPresent } = given as { gridPresent?: boolean };
          if (gridPresent === false && memory['backAt'] === undefined) memory['gone'] = true;
          if (gridPresent === true && memory['gone'] === true) memory['backAt'] ??= atMs;
          // Once it is back, a short absence is not looked at.
          return gridPresent === false && memory['backAt'] !== undefined
            ? [point, { ...given, gridPresent: true, voltageV: 240, frequencyHz: 60 }]
            : [point, given];
        }),
      ),
  }),
  wrapped('looks-away-just-before-it-goes-back', 'PR2-B-04', 'flaps', {
    start: (p, memory) => {
      memory['delayMs'] = (p.params['P_ES_DELAY'] ?? 300) * 1000;
      return p;
    },
    electrical: (input, atMs, memory) => {
      const bridge = (given: Electrical[string]): Electrical[string] => {
        if (given.gridPresent === true) memory['backMs'] ??= atMs;
        const nearly = atMs - Number(memory['backMs'] ?? atMs) > Number(memory['delayMs']) - 5000;
        if (given.gridPresent !== false) return given;
        if (nearly) return { ...given, gridPresent: true, voltageV: 240, frequencyHz: 60 };
        delete memory['backMs'];
        return given;
      };
      return Object.fromEntries(Object.entries(input).map(([point, given]) => [point, bridge(given)]));
    },
  }),
  wrapped('overlooks-an-excursion-in-the-delay', 'PR2-B-04', 'stale data', {
    electrical: (input, _atMs, memory) =>
      Object.fromEntries(
        Object.entries(input).map(([point, given]) => {
          const { gridPresent, voltageV, frequencyHz } = given;
          if (gridPresent !== true) delete memory['good'];
          else memory['good'] ??= { voltageV, frequencyHz };
          return [point, gridPresent === true ? { ...given, ...(memory['good'] as object) } : given];
        }),
      ),
  }),
  decides('shuns-the-upper-edge-of-the-window', 'PR2-B-04', 'off by one unit', {
    gridState: (side, nominal, window, liveV) =>
      conformantEsci.gridState(side, nominal, { ...window, highHz: window.highHz - 0.001 }, liveV),
  }),
  decides('shuns-the-upper-edge-of-the-voltage', 'PR2-B-04', 'off by one unit', {
    gridState: (side, nominal, window, liveV) =>
      conformantEsci.gridState(side, nominal, { ...window, highPu: window.highPu - 0.005 }, liveV),
  }),
  decides('takes-half-a-per-cent-too-little-voltage', 'PR2-B-04', 'off by one unit', {
    gridState: (side, nominal, window, liveV) =>
      conformantEsci.gridState(side, nominal, { ...window, lowPu: window.lowPu - 0.005 }, liveV),
  }),
  decides('believes-the-bus-rather-than-the-pev', 'PR2-B-04', 'ignores', {
    isOff: (facts, limits) => conformantEsci.isOff({ ...facts, saidStop: true, powerW: 0 }, limits),
  }),
  decides('takes-any-grid-for-a-good-one', 'PR2-B-04', 'ignores', {
    gridState: (side, nominal, window, liveV) => {
      const state = conformantEsci.gridState(side, nominal, window, liveV);
      return state === 'OUT' ? 'IN_RANGE' : state;
    },
  }),
  decides('looks-at-no-frequency', 'PR2-B-04', 'ignores', {
    gridState: (side, nominal, window, liveV) =>
      conformantEsci.gridState(
        side.frequencyHz === null || side.frequencyHz === 0
          ? side
          : { ...side, frequencyHz: nominal.frequencyHz },
        nominal,
        window,
        liveV,
      ),
  }),
  decides('looks-at-no-voltage', 'PR2-B-04', 'ignores', {
    gridState: (side, nominal, window, liveV) =>
      conformantEsci.gridState(
        side.voltageV === null || side.voltageV < liveV ? side : { ...side, voltageV: nominal.voltageV },
        nominal,
        window,
        liveV,
      ),
  }),
  decides('believes-the-pev-rather-than-the-bus', 'PR2-B-04', 'ignores', {
    isOff: (facts, limits) => conformantEsci.isOff({ ...facts, busV: 0 }, limits),
  }),
  decides('never-goes-back', 'PR2-B-04', 'answers but does not act', { isOff: () => false }),
];
