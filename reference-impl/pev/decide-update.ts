/** How a PEV decides about a change of a running dispatch, and about its end by the Utility (PR2-A-22, A-24). */
import type { ErrorCode, MessageBodies } from '../../schemas';
import { decideAmount, reject, type DispatchDecision } from './decide-dispatch';
import { profileJ, type Stretch } from './profile';
import type { Situation } from './situation';

export interface UpdateQuestion extends Situation {
  readonly update: MessageBodies['DispatchUpdate'];
  readonly dispatch: {
    readonly revision: number;
    /** Over, or ramping down for good. */
    readonly over: boolean;
    readonly allowPartial: boolean;
    /** Power in force when the update would take effect, W. */
    readonly replacedW: number;
  } | null;
  /** When it takes effect and when the dispatch ends, wall time. */
  readonly effectiveMs: number;
  readonly endMs: number;
  /** All that lies ahead with the update in place, by wall time. */
  readonly profile: readonly Stretch[];
}

/** The answer to an M14. Energy is judged only where power rises; 0 W is a standby. */
export function decideUpdate(q: UpdateQuestion): DispatchDecision {
  const { update, dispatch } = q;
  if (dispatch === null) return reject('E_UNKNOWN_DISPATCH');
  if (update.revision <= dispatch.revision && !dispatch.over) return reject('E_STALE');
  if (dispatch.over || q.effectiveMs >= q.endMs) return reject('E_STATE');
  const powerW = update.dischargePowerW;
  const rises = powerW > dispatch.replacedW;
  const aheadJ = rises ? profileJ(q.profile, q.wallMs, q.endMs) : 0;
  return decideAmount(q, powerW, aheadJ, (q.endMs - q.effectiveMs) / 1000, dispatch.allowPartial && rises);
}

export interface CancelQuestion {
  readonly cancel: MessageBodies['EventCancel'];
  readonly event: { readonly revision: number; readonly cancelled: boolean; readonly over: boolean } | null;
}

/** Null to take it, a code to refuse it; a second cancel is a duplicate. */
export function decideCancel(q: CancelQuestion): ErrorCode | 'DUPLICATE' | null {
  if (q.event === null) return 'E_UNKNOWN_EVENT';
  if (q.event.cancelled) return 'DUPLICATE';
  if (q.cancel.revision < q.event.revision) return 'E_STALE';
  return q.event.over ? 'E_STATE' : null;
}
