/**
 * What an ESCI tells of the isolation switch, held against the switch and its sensors (PR2-B-02): open only where it is
 * open and two signs of different kinds bear it out, and no sign that the sensor does not give. A report is as old as
 * the device's reaction may be slow: what was so within P_T_TRIP before it was sent still bears it out.
 */
import { fail, pass } from '../checks/check';
import { movementsOf, type Position } from '../checks/island/facts';
import { instantText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import type { Oracle } from './oracle';

export const switchAsItIs: Oracle = {
  name: 'switch-reported-as-it-is',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:esci:')) return [];
    const expected = 'a switch reported open only when it is, on two signs that its sensors give';
    const reports = view.messages('IsolationStatus', { by: dut, source: dut });
    let last: Sent | undefined;
    for (const report of reports) {
      const wrong = wrongIn(view, report);
      if (wrong !== undefined)
        return [
          {
            requirement: 'PR2-B-02',
            judgement: fail(expected, `${wrong} at ${instantText(report.atMs)}`, [report.n]),
          },
        ];
      last = report;
    }
    return last === undefined
      ? []
      : [
          {
            requirement: 'PR2-B-02',
            judgement: pass(expected, `${reports.length} reports`, [last.n]),
          },
        ];
  },
};

function wrongIn(view: CaseView, report: Sent<'IsolationStatus'>): string | undefined {
  const body = report.message?.data;
  if (body === undefined || report.problems.length > 0) return undefined;
  const lately = latelySeen(view, report);
  const now = lately[0];
  const says = (kind: string): string | undefined => body.evidence.find((e) => e.kind === kind)?.indicates;
  if (says('AUX_CONTACT') === 'OPEN' && !lately.some((s) => s.aux === 'OPEN'))
    return `its contact told as open, which shows ${now.aux ?? 'nothing'},`;
  if (says('GRID_COUPLING') === 'OPEN' && !lately.some((s) => s.coupling === false))
    return `its coupling sensor told as open, which shows ${now.coupling === null ? 'nothing' : 'coupled'},`;
  if (body.position !== 'OPEN') return undefined;
  if (!lately.some((s) => s.truth === 'OPEN')) return 'a closed switch told as open';
  const second = says('GRID_COUPLING') === 'OPEN' || says('DEAD_BUS') === 'OPEN';
  return says('AUX_CONTACT') === 'OPEN' && second ? undefined : 'open told on fewer than two signs';
}

/** Switch and sensors when the report was sent, and before each change within P_T_TRIP before it, newest first. */
function latelySeen(view: CaseView, { n, atMs }: Sent): [Seen, ...Seen[]] {
  const sinceMs = atMs - view.param('P_T_TRIP') * 1000;
  const changes = view.ofKind('electrical').filter((r) => r.n < n && r.at >= sinceMs);
  return [seenAt(view, n), ...changes.toReversed().map((r) => seenAt(view, r.n))];
}

interface Seen {
  readonly truth: Position;
  readonly aux: Position | null;
  readonly coupling: boolean | null;
}

/** Where the switch stood before log position `n`, and what contact and coupling sensor showed then. */
function seenAt(view: CaseView, n: number): Seen {
  const truth = movementsOf(view).findLast((m) => m.n < n)?.position ?? 'CLOSED';
  return { truth, ...shownAt(view, n, truth) };
}

interface Shown {
  readonly aux: Position | null;
  readonly coupling: boolean | null;
}

/** What contact and coupling sensor show: the truth, unless the scenario made them show something else. */
function shownAt(view: CaseView, n: number, truth: Position): Shown {
  let shows: Partial<Shown> = {};
  for (const record of view.ofKind('electrical')) {
    if (record.n >= n) break;
    const { shows: set, sensors } = record.values as { shows?: Partial<Shown>; sensors?: string };
    if (set !== undefined) shows = set;
    if (sensors === 'true') shows = {};
  }
  const { aux = truth, coupling = truth === 'CLOSED' } = shows;
  return { aux, coupling };
}
