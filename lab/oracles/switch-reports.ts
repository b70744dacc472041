/**
 * What an ESCI tells of the isolation switch, held against the switch and its sensors (PR2-B-02): open only where it is
 * open and two signs of different kinds bear it out, and no sign that the sensor does not give. A report is as old as
 * the device's reaction may be slow: what was so within P_T_TRIP before it was sent still bears it out.
 */
import { fail, pass } from '../checks/check';
import type { Position } from '../checks/island/facts';
import { instantText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import type { Oracle } from './oracle';

export const switchAsItIs: Oracle = {
  name: 'switch-reported-as-it-is',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:esci:')) return [];
    const expected = 'a switch reported open only when it is, on two signs that its sensors give';
    const reports = view.messages('IsolationStatus', { by: dut, source: dut });
    const story = storyOf(view);
    const reactionMs = view.param('P_T_TRIP') * 1000;
    let last: Sent | undefined;
    for (const report of reports) {
      const wrong = wrongIn(story, report, reactionMs);
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

function wrongIn(
  story: readonly Seen[],
  report: Sent<'IsolationStatus'>,
  reactionMs: number,
): string | undefined {
  const body = report.message?.data;
  if (body === undefined || report.problems.length > 0) return undefined;
  const lately = latelySeen(story, report, reactionMs);
  const now = lately[0];
  const says = (kind: string): string | undefined => body.evidence.find((e) => e.kind === kind)?.indicates;
  if (says('AUX_CONTACT') === 'OPEN' && !lately.some((s) => s.aux === 'OPEN'))
    return `its contact told as open, which shows ${now?.aux ?? 'nothing'},`;
  if (says('GRID_COUPLING') === 'OPEN' && !lately.some((s) => s.coupling === false))
    return `its coupling sensor told as open, which shows ${now?.coupling === null ? 'nothing' : 'coupled'},`;
  if (body.position !== 'OPEN') return undefined;
  if (!lately.some((s) => s.truth === 'OPEN')) return 'a closed switch told as open';
  const second = says('GRID_COUPLING') === 'OPEN' || says('DEAD_BUS') === 'OPEN';
  return says('AUX_CONTACT') === 'OPEN' && second ? undefined : 'open told on fewer than two signs';
}

/** Switch and sensors when the report was sent, and before each change within `reactionMs` before it, newest first. */
function latelySeen(story: readonly Seen[], { n, atMs }: Sent, reactionMs: number): Seen[] {
  const last = story.findLastIndex((s) => s.n < n);
  const first = story.findLastIndex((s, i) => i <= last && !(s.sinceMs >= atMs - reactionMs));
  return story.slice(first, last + 1).toReversed();
}

/** Where the switch stands, and what contact and coupling sensor show, from log position `n` until the next. */
interface Seen {
  readonly n: number;
  readonly sinceMs: number;
  readonly truth: Position;
  readonly aux: Position | null;
  readonly coupling: boolean | null;
}

type Shown = Pick<Seen, 'aux' | 'coupling'>;

/**
 * Switch and sensors from before the first electrical change to after the last. Contact and coupling sensor show the
 * truth, unless the scenario made them show something else.
 */
function storyOf(view: CaseView): Seen[] {
  let truth: Position = 'CLOSED';
  let shows: Partial<Shown> = {};
  const seen = (n: number, sinceMs: number): Seen => {
    const { aux = truth, coupling = truth === 'CLOSED' } = shows;
    return { n, sinceMs, truth, aux, coupling };
  };
  const story = [seen(-1, -Infinity)];
  for (const { n, at, values } of view.ofKind('electrical')) {
    const {
      position,
      shows: set,
      sensors,
    } = values as { position?: unknown; shows?: Partial<Shown>; sensors?: string };
    if (position === 'OPEN' || position === 'CLOSED') truth = position;
    if (set !== undefined) shows = set;
    if (sensors === 'true') shows = {};
    story.push(seen(n, at));
  }
  return story;
}
