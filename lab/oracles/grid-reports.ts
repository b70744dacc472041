/**
 * What an ESCI tells a PEV of the grid, held against the grid (PR2-B-10): its state, its voltage and frequency, since when
 * it is so; and of island against grid what its synchroniser was shown (PR2-B-04).
 */
import type { CaseView, Sent } from '../../runlog/case-view';
import { fail, pass } from '../checks/check';
import { durationText, instantText } from '../checks/texts';
import { GRID_REACTION_MS, gridStoryOf, isNearV, type GridSeen } from './grid-story';
import { lately } from './lately';
import type { Oracle } from './oracle';

const NEAR_HZ = 0.05;
/** As exactly as a synchroniser is read: Hz, % and degrees. */
const NEAR_SYNC = { df: 0.01, dVpct: 0.1, dPhiDeg: 1 } as const;

interface Wrong {
  readonly requirement: string;
  readonly text: string;
}

export const gridAsItIs: Oracle = {
  name: 'grid-reported-as-it-is',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:esci:')) return [];
    const expected = 'a grid told as it is, and island against grid as it was measured';
    const reports = view
      .messages('GridStatus', { by: dut, source: dut })
      .filter((s) => s.problems.length === 0);
    for (const report of reports) {
      const wrong = wrongGrid(view, dut, report) ?? wrongSync(view, report);
      if (wrong === undefined) continue;
      const observed = `${wrong.text} at ${instantText(report.atMs)}`;
      return [{ requirement: wrong.requirement, judgement: fail(expected, observed, [report.n]) }];
    }
    const last = reports.at(-1);
    return last === undefined
      ? []
      : [{ requirement: 'PR2-B-10', judgement: pass(expected, `${reports.length} reports`, [last.n]) }];
  },
};

function wrongGrid(view: CaseView, dut: string, report: Sent<'GridStatus'>): Wrong | undefined {
  const text = wrongState(view, dut, report) ?? wrongAge(view, dut, report);
  return text === undefined ? undefined : { requirement: 'PR2-B-10', text };
}

function wrongState(view: CaseView, dut: string, report: Sent<'GridStatus'>): string | undefined {
  const told = report.message?.data;
  if (told === undefined) return undefined;
  const seen = lately(gridStoryOf(view, dut), report, GRID_REACTION_MS);
  const now = seen[0];
  // While it changes it may be neither the one nor the other.
  const between = told.state === 'OUT' && seen.length > 1;
  if (!between && !seen.some((g) => g.state === told.state))
    return `a grid told as ${told.state} that is ${now?.state}`;
  if (told.V !== undefined && !seen.some((g) => isNearV(view, dut, g.voltageV, told.V ?? NaN)))
    return `${told.V} V told of a grid of ${now?.voltageV} V`;
  // Without a voltage there is no frequency.
  const unlikeHz = (g: GridSeen): boolean =>
    g.state !== 'ABSENT' && Math.abs(g.frequencyHz - (told.f ?? NaN)) > NEAR_HZ;
  return seen.every(unlikeHz) ? `${told.f} Hz told of a grid of ${now?.frequencyHz} Hz` : undefined;
}

/** For how long the state has held, where the case has seen it begin and the ESCI was there all the time. */
function wrongAge(view: CaseView, dut: string, { n, atMs, message }: Sent<'GridStatus'>): string | undefined {
  const told = message?.data;
  const before = gridStoryOf(view, dut).filter((g) => g.n < n);
  const other = before.findLastIndex((g) => g.state !== told?.state);
  const began = before[other + 1];
  if (told === undefined || began === undefined || began.n < 0) return undefined;
  if (view.restartsOf(dut).some((r) => r.at >= began.sinceMs)) return undefined;
  const heldMs = atMs - began.sinceMs;
  return Math.abs(told.sinceS * 1000 - heldMs) > GRID_REACTION_MS
    ? `a grid told as ${told.state} for ${durationText(told.sinceS * 1000)} that is so for ${durationText(heldMs)}`
    : undefined;
}

function wrongSync(view: CaseView, report: Sent<'GridStatus'>): Wrong | undefined {
  const told = report.message?.data.sync;
  if (told === undefined) return undefined;
  const shown = view
    .ofKind('stimulus')
    .flatMap((s) => (s.name === 'sync' ? [{ n: s.n, sinceMs: s.at, is: s.params as typeof told }] : []));
  const seen = lately(shown, report, GRID_REACTION_MS);
  const near = (is: typeof told): boolean =>
    (['df', 'dVpct', 'dPhiDeg'] as const).every((k) => Math.abs(is[k] - told[k]) <= NEAR_SYNC[k]);
  if (seen.length === 0 || seen.some((s) => near(s.is))) return undefined;
  return {
    requirement: 'PR2-B-04',
    text: `${told.df} Hz, ${told.dVpct} % and ${told.dPhiDeg}° told, which was never measured`,
  };
}
