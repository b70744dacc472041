/** An ESCI that is right in a plain outage: wrong where the grid or the customer changes something in it (PR2-B). */
import type { Device } from '../../device';
import { createEsci } from '../../esci';
import { conformantEsci, type EsciBehaviour } from '../../esci/behaviour';
import type { Electrical } from '../../../schemas';
import { decorated } from '../decorate';
import type { Fault } from '../fault';
import { decides, made, wrapped } from './make';

/** What an ESCI has seen of the grid: when it was lost and came back, ms, and since when it was good before that. */
interface Seen {
  lostMs?: number;
  backMs?: number;
  goodMs?: number;
}

/** An ESCI whose decisions know how the grid has come and gone. */
function havingSeen(decide: (seen: Seen) => Partial<EsciBehaviour>): () => Device {
  return () => {
    const seen: Seen = {};
    return decorated(() => createEsci(decide(seen)), {
      start: (params) => {
        for (const member of ['lostMs', 'backMs', 'goodMs'] as const) delete seen[member];
        return params;
      },
      electrical: (input, atMs) => {
        look(seen, input, atMs);
        return input;
      },
    });
  };
}

/** Whether the grid is there, where an input says so. */
function gridPresentIn(input: Electrical): boolean | undefined {
  return Object.values(input).find((given) => given.gridPresent !== undefined)?.gridPresent;
}

function look(seen: Seen, input: Electrical, atMs: number): void {
  const present = gridPresentIn(input);
  const away = seen.lostMs !== undefined && seen.backMs === undefined;
  if (present === false && !away) {
    if (seen.backMs !== undefined) seen.goodMs = seen.backMs;
    seen.lostMs = atMs;
    delete seen.backMs;
  }
  if (present === true && away) seen.backMs = atMs;
}

export const OUTAGE_FAULTS: readonly Fault[] = [
  made(
    'counts-the-delay-over-a-short-absence',
    'PR2-B-04',
    'flaps',
    havingSeen((seen) => ({
      enterServiceMs: (p) => {
        const { lostMs, backMs, goodMs } = seen;
        const short = goodMs !== undefined && backMs !== undefined && backMs - (lostMs ?? 0) < 2000;
        return conformantEsci.enterServiceMs(p) - (short ? backMs - goodMs : 0);
      },
    })),
  ),
  decides('asks-for-240-volts-everywhere', 'PR2-B-05', 'hard-coded constant', {
    generationRequest: (limits, p) => ({ ...conformantEsci.generationRequest(limits, p), nominalV: 240 }),
  }),
  wrapped('takes-the-first-socket-for-all', 'PR2-B-05', 'right for one and wrong for two at once', {
    stimulate: (s, memory) => {
      if (s.name !== 'plug-in') return s;
      memory['v2h'] ??= s.params.v2h;
      return { ...s, params: { ...s.params, v2h: memory['v2h'] as boolean } };
    },
  }),
  wrapped('hears-no-wish-while-the-grid-is-away', 'PR2-B-05', 'stale data', {
    electrical: (input, _atMs, memory) => {
      const present = gridPresentIn(input);
      if (present !== undefined) memory['away'] = !present;
      return input;
    },
    emit: (m, memory) => {
      if (m.type === 'pr2.EmergencyGenerationRequest.v1') memory['asked'] = true;
      return [m];
    },
    stimulate: (s, memory) =>
      s.name === 'set-preference' && memory['away'] === true && memory['asked'] !== true ? null : s,
  }),
  made(
    'forgets-the-words-of-the-last-outage',
    'PR2-B-07',
    'stale data',
    havingSeen((seen) => ({
      refusesAttestation: (f) =>
        conformantEsci.refusesAttestation({ ...f, tokenUsed: f.tokenUsed && seen.goodMs === undefined }),
    })),
  ),
  wrapped('asks-down-to-the-floor-set-last', 'PR2-B-05', 'right for one and wrong for two at once', {
    stimulate: (s, memory) => {
      if (s.name === 'set-preference') memory['floor'] = s.params.socFloor;
      return s;
    },
    emit: (m, memory) =>
      m.type === 'pr2.EmergencyGenerationRequest.v1' && memory['floor'] !== undefined
        ? [{ ...m, data: { ...m.data, socFloor: memory['floor'] as number } }]
        : [m],
  }),
  wrapped('says-once-that-the-backup-ends', 'PR2-B-10', 'acts but does not answer', {
    emit: (m, memory) => {
      if (m.type !== 'pr2.GenerationStop.v1') return [m];
      const again = memory[m.id] === true;
      memory[m.id] = true;
      return again ? [] : [m];
    },
  }),
  made('takes-a-home-without-a-supply-for-one-on-the-grid', 'PR2-B-10', 'stale data', () => {
    let supplied = false;
    const behaviour: Partial<EsciBehaviour> = {
      refusesDispatch: (f) => conformantEsci.refusesDispatch({ ...f, islanded: f.islanded && supplied }),
    };
    return decorated(() => createEsci(behaviour), {
      emit: (m) => {
        if (m.type === 'pr2.EmergencyGenerationRequest.v1') supplied = true;
        if (m.type === 'pr2.GenerationStop.v1') supplied = false;
        return [m];
      },
    });
  }),
  made(
    'passes-a-request-once-the-grid-is-back',
    'PR2-B-10',
    'right for one and wrong for two at once',
    havingSeen((seen) => ({
      refusesDispatch: (f) =>
        conformantEsci.refusesDispatch({ ...f, islanded: f.islanded && seen.backMs === undefined }),
    })),
  ),
];
