/**
 * What an ESCI tells of the isolation switch, held against the switch and its sensors (PR2-B-02): open only where it is
 * open, two signs of different kinds bear it out and none speaks against it; no sign that the sensor does not give; the
 * grid and the premises as they are. A report is as old as the device's reaction may be slow: what was so within P_T_TRIP
 * before it was sent still bears it out.
 */
import { fail, pass } from '../checks/check';
import { instantText } from '../checks/texts';
import { busBoreOut, premisesNear } from './bus-story';
import type { CaseView, Sent } from '../../runlog/case-view';
import { GRID_REACTION_MS, gridStoryOf, isNearV } from './grid-story';
import { lately } from './lately';
import type { Oracle } from './oracle';
import { switchStoryOf, type SwitchSeen } from './switch-story';

export const switchAsItIs: Oracle = {
  name: 'switch-reported-as-it-is',
  judge(view, dut) {
    if (!dut.startsWith('urn:pr2:esci:')) return [];
    const expected =
      'the switch of this home reported, and as open only when it is, on two signs that its sensors give';
    const reports = view.messages('IsolationStatus', { by: dut, source: dut });
    const story = switchStoryOf(view);
    let last: Sent | undefined;
    for (const report of reports) {
      const other = anotherSwitch(view, dut, report);
      const wrong = other ?? wrongIn(view, dut, story, report, reactionMsAt(view, dut, report.atMs));
      if (wrong !== undefined)
        return [
          {
            requirement: other === undefined ? 'PR2-B-02' : 'PR2-B-06',
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

/** P_T_TRIP of the time in which the ESCI had power: what it says right after a restart may be of before it. */
function reactionMsAt(view: CaseView, dut: string, atMs: number): number {
  const reactionMs = view.param('P_T_TRIP') * 1000;
  const restarts = view.restartsOf(dut).filter((r) => r.at <= atMs);
  const [down, up] = restarts.slice(-2);
  return down !== undefined && up?.phase === 'up' && atMs - up.at <= reactionMs
    ? reactionMs + up.at - down.at
    : reactionMs;
}

/** Name and kind are those of the switch that is fitted (PR2-B-06). */
function anotherSwitch(view: CaseView, dut: string, report: Sent<'IsolationStatus'>): string | undefined {
  const fitted = view.stateOf(dut)?.['switch'] as
    { readonly switchId?: unknown; readonly type?: unknown } | undefined;
  const told = report.message?.data;
  if (fitted === undefined || told === undefined || report.problems.length > 0) return undefined;
  if (told.switchId !== fitted.switchId)
    return `the switch ${told.switchId} told, where none of that name is,`;
  return told.type === fitted.type
    ? undefined
    : `a switch of kind ${String(fitted.type)} told as ${told.type}`;
}

function wrongIn(
  view: CaseView,
  dut: string,
  story: readonly SwitchSeen[],
  report: Sent<'IsolationStatus'>,
  reactionMs: number,
): string | undefined {
  const body = report.message?.data;
  if (body === undefined || report.problems.length > 0) return undefined;
  const seen = lately(story, report, reactionMs);
  const now = seen[0];
  const says = (kind: string): string | undefined => body.evidence.find((e) => e.kind === kind)?.indicates;
  const contact = says('AUX_CONTACT');
  if ((contact === 'OPEN' || contact === 'CLOSED') && !seen.some((s) => s.aux === contact))
    return `its contact told as ${contact.toLowerCase()}, which shows ${now?.aux ?? 'nothing'},`;
  const coupling = says('GRID_COUPLING');
  if (coupling === 'OPEN' && !seen.some((s) => s.coupling === false))
    return `its coupling sensor told as open, which shows ${now?.coupling === null ? 'nothing' : 'coupled'},`;
  if (coupling === 'CLOSED' && !seen.some((s) => s.coupling === true))
    return `its coupling sensor told as closed, which shows ${now?.coupling === null ? 'nothing' : 'apart'},`;
  if (
    says('DEAD_BUS') === 'OPEN' &&
    !busBoreOut(view, dut, report, {
      decides: body.position === 'OPEN' && coupling !== 'OPEN',
      reactionMs,
    })
  )
    return 'a dead bus told as a sign that its sensor did not give';
  if (says('ATTESTATION') === 'OPEN' && !attestedBefore(view, report.n))
    return "its customer's word told, which nobody gave,";
  return (
    wrongGrid(view, dut, report) ?? wrongPremises(view, dut, seen, report) ?? wrongPosition(body, seen, says)
  );
}

function wrongPosition(
  body: { readonly position: string; readonly evidence: readonly { readonly indicates: string }[] },
  seen: readonly SwitchSeen[],
  says: (kind: string) => string | undefined,
): string | undefined {
  if (body.position !== 'OPEN') return undefined;
  if (!seen.some((s) => s.truth === 'OPEN')) return 'a closed switch told as open';
  if (body.evidence.some((e) => e.indicates === 'CLOSED')) return 'open told with a sign against it';
  const second = says('GRID_COUPLING') === 'OPEN' || says('DEAD_BUS') === 'OPEN';
  return says('AUX_CONTACT') === 'OPEN' && second ? undefined : 'open told on fewer than two signs';
}

/** A grid in its window told as away, or one that is away told as there; what lies between has no right name. */
function wrongGrid(view: CaseView, dut: string, report: Sent<'IsolationStatus'>): string | undefined {
  const told = report.message?.data.gridPresent;
  const seen = lately(gridStoryOf(view, dut), report, GRID_REACTION_MS);
  if (told === true && seen.every((g) => g.state === 'ABSENT')) return 'a grid told as there that is away';
  if (told === false && seen.every((g) => g.state === 'IN_RANGE')) return 'a grid told as away that is there';
  return undefined;
}

function wrongPremises(
  view: CaseView,
  dut: string,
  seen: readonly SwitchSeen[],
  report: Sent<'IsolationStatus'>,
): string | undefined {
  const told = report.message?.data.premisesV;
  if (told === null || told === undefined) return undefined;
  const shown = premisesNear(view, dut, seen, report);
  return shown === undefined || shown.some((v) => isNearV(view, dut, v, told))
    ? undefined
    : `${told} V told of the premises, where its sensor shows ${shown[0]} V,`;
}

/** Whoever gave it: at a panel, or as a message. */
function attestedBefore(view: CaseView, n: number): boolean {
  return (
    view.ofKind('stimulus').some((s) => s.name === 'attest' && s.n < n) ||
    view.messages('IsolationAttestation').some((s) => s.n < n)
  );
}
