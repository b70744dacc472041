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

/** What happens on the way to a customer's channel is nothing to a device. */
function touches(action: Readonly<Record<string, unknown>>, urn: string): boolean {
  if (action['kind'] === 'channel') return false;
  const parties = [action['by'], action['from'], action['to'], action['a'], action['b'], action['between']]
    .flat()
    .filter((p) => typeof p === 'string');
  return parties.length === 0 || parties.some((p) => p === urn || partsOf(p).role === 'esci');
}

/**
 * The cable, its power, or a link was touched on the way: then it may owe something else. A disturbance of others alone
 * excuses nobody; one at an ESCI may reach everybody, since all messages go through it.
 */
export function disturbed(view: CaseView, urn: string, afterN: number, untilMs: number): boolean {
  return (
    view.ofKind('network').some((r) => r.at <= untilMs && touches(r.action, urn)) ||
    view.restartsOf(urn).some((r) => r.n > afterN && r.at <= untilMs) ||
    view
      .ofKind('stimulus')
      .some((r) => r.n > afterN && r.at <= untilMs && ['unplug', 'bounce', 'unlock'].includes(r.name))
  );
}

/** The PEV had its cable in all the time. */
export function pluggedIn(view: CaseView, pev: string, n: number, untilMs: number): boolean {
  const moves = view.stimuliAt(pev).filter((s) => /^(plug-in|unplug)$/.test(s.name));
  const within = moves.some((s) => s.n > n && s.at <= untilMs);
  return !within && moves.findLast((s) => s.n < n)?.name === 'plug-in';
}
