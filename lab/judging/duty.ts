/** How a duty of a peer is written down, and what excuses one. */
import type { CaseView } from '../../runlog/case-view';
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { DeviceRole } from '../../schemas';
import type { Judgement } from '../checks/check';
import type { Oracle } from '../oracles/oracle';

type Judge = (view: CaseView, peer: string) => Judgement | undefined;

/** A duty of the peers of one role; it speaks only where it was not done. */
export function duty(name: string, role: DeviceRole, requirement: string, judge: Judge): Oracle {
  return {
    name,
    judge(view, peer) {
      const judgement = partsOf(peer).role === role ? judge(view, peer) : undefined;
      return judgement === undefined ? [] : [{ requirement, judgement }];
    },
  };
}

/** The cable, its power, or any link was touched on the way: then it may owe something else. */
export function disturbed(view: CaseView, urn: string, afterN: number, untilMs: number): boolean {
  return (
    view.ofKind('network').some((r) => r.at <= untilMs) ||
    view.ofKind('restart').some((r) => r.device === urn && r.n > afterN && r.at <= untilMs) ||
    view
      .ofKind('stimulus')
      .some((r) => r.n > afterN && r.at <= untilMs && ['unplug', 'bounce', 'unlock'].includes(r.name))
  );
}

/** The PEV had its cable in all the time. */
export function pluggedIn(view: CaseView, pev: string, n: number, untilMs: number): boolean {
  const moves = view.ofKind('stimulus').filter((s) => s.device === pev && /^(plug-in|unplug)$/.test(s.name));
  const within = moves.some((s) => s.n > n && s.at <= untilMs);
  return !within && moves.findLast((s) => s.n < n)?.name === 'plug-in';
}
