/**
 * What an ESCI tells of the isolation switch, held against the switch and its sensors (PR2-B-02): open only where it is
 * open and two signs of different kinds bear it out, and no sign that the sensor does not give.
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
  const truth = movementsOf(view).findLast((m) => m.n < report.n)?.position ?? 'CLOSED';
  const shown = shownAt(view, report.n, truth);
  const says = (kind: string): string | undefined => body.evidence.find((e) => e.kind === kind)?.indicates;
  if (says('AUX_CONTACT') === 'OPEN' && shown.aux !== 'OPEN')
    return `its contact told as open, which shows ${shown.aux ?? 'nothing'},`;
  if (says('GRID_COUPLING') === 'OPEN' && shown.coupling !== false)
    return `its coupling sensor told as open, which shows ${shown.coupling === null ? 'nothing' : 'coupled'},`;
  if (body.position !== 'OPEN') return undefined;
  if (truth !== 'OPEN') return 'a closed switch told as open';
  const second = says('GRID_COUPLING') === 'OPEN' || says('DEAD_BUS') === 'OPEN';
  return says('AUX_CONTACT') === 'OPEN' && second ? undefined : 'open told on fewer than two signs';
}

interface Shown {
  readonly aux: Position | null;
  readonly coupling: boolean | null;
}

/** What contact and coupling sensor show: the truth, unless the scenario made them show something else. */
function shownAt(view: CaseView, n: number, truth: Position): Shown {
  let shows: Partial<Shown> = {};
  for (const record of view.ofKind('electrical')) {
    if (record.n > n) break;
    const { shows: set, sensors } = record.values as { shows?: Partial<Shown>; sensors?: string };
    if (set !== undefined) shows = set;
    if (sensors === 'true') shows = {};
  }
  const { aux = truth, coupling = truth === 'CLOSED' } = shows;
  return { aux, coupling };
}
