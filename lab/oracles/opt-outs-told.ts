/**
 * A customer's opt-out at the EVSE, whatever the case is about (PR2-A-05): every PEV at that ESCI that had agreed to the
 * event is told of it within P_T_OPT, not one of them alone. Who went away, and who had said something of its own
 * before, is left out.
 */
import { fail, pass } from '../checks/check';
import { durationText, instantText } from '../checks/texts';
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { CaseView, RecordOf } from '../../runlog/case-view';
import type { Oracle } from './oracle';
import { wentAway } from './went-away';

export const optOutsTold: Oracle = {
  name: 'tells-every-pev-of-an-opt-out',
  judge(view, dut) {
    if (partsOf(dut).role !== 'esci') return [];
    const limitMs = view.param('P_T_OPT') * 1000;
    const expected = `each PEV that had agreed to the event told of the customer's opt-out within ${durationText(limitMs)}`;
    let last: number | undefined;
    for (const act of optOutsAt(view, dut)) {
      for (const pev of agreed(view, dut, act, act.at + limitMs)) {
        const told = view
          .messages('ParticipationNotice', { by: dut, destination: pev, where: about(act) })
          .find((s) => s.n > act.n && s.message?.data.action === 'OPT_OUT');
        if (told === undefined || told.atMs > act.at + limitMs) {
          const observed = `${partsOf(pev).id} was not told of that of ${instantText(act.at)}`;
          return [{ requirement: 'PR2-A-05', judgement: fail(expected, observed, [act.n]) }];
        }
        last = told.n;
      }
    }
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-05', judgement: pass(expected, 'so they were', [last]) }];
  },
};

type Act = RecordOf<'stimulus'>;

/** The first opt-out of each event that the ESCI took at its panel, oldest first. */
function optOutsAt(view: CaseView, dut: string): Act[] {
  const taken = view.stimuliAt(dut).filter((s) => s.name === 'opt-out');
  return taken.filter(
    (s, i) => s.refused === undefined && taken.findIndex((o) => eventOf(o) === eventOf(s)) === i,
  );
}

/** The PEVs that had agreed to the event, had said nothing since, and could be told until `untilMs`. */
function agreed(view: CaseView, dut: string, act: Act, untilMs: number): string[] {
  if (view.nowMs < untilMs) return [];
  const pevs = view.devicesOf('pev').map((d) => d.urn);
  return pevs.filter((pev) => {
    const before = { destination: pev, where: about(act) };
    const own = { by: pev, where: about(act) };
    const decided = view.messages('EventResponse', own).findLast((s) => s.n < act.n)?.message?.data.decision;
    const heard = view
      .messages('EventResponse', { by: dut, source: pev, where: about(act) })
      .some((s) => s.n < act.n);
    return (
      heard &&
      (decided === 'OPT_IN' || decided === 'PARTIAL') &&
      !view.messages('ParticipationNotice', own).some((s) => s.n < act.n) &&
      !view.messages('EventCancel', before).some((s) => s.n < act.n) &&
      !isAway(view, dut, pev, act.n, untilMs)
    );
  });
}

function isAway(view: CaseView, dut: string, pev: string, fromN: number, untilMs: number): boolean {
  return (
    wentAway(view, { dut: pev, peer: dut, fromN, untilMs }) ||
    wentAway(view, { dut, peer: pev, fromN, untilMs })
  );
}

const eventOf = (act: Act): unknown => (act.params as { eventId?: string }).eventId;

const about =
  (act: Act) =>
  (data: Record<string, unknown>): boolean =>
    data['eventId'] === eventOf(act);
