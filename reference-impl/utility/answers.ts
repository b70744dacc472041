/** What PEVs answer to the commands: agreed, less than asked, or refused (A-15, A-18, A-22; M12). */
import type { MessageBodies } from '../../schemas';
import { keepOffer, settleDraw } from './availability';
import { partyChanged, releaseTarget } from './commands';
import { now, type Desk } from './desk';
import { ASK_AGAIN_MS, replan, tryDispatch } from './dispatching';
import { advanceTo, isOut } from './lifecycle';
import type { Dispatch, GridEvent, Target } from './state';

/** How often a target is offered less after it refused for want of power or energy. */
const MOST_REFUSALS = 3;

/** A PEV's answer to M11 or M14, or the refusal of whoever answered for it. */
export function onAnswer(desk: Desk, event: GridEvent, target: Target, answer: Answer): void {
  const { dispatch } = target;
  if (dispatch === null || dispatch.dispatchId !== answer.dispatchId) return;
  if (dispatch.asked !== null && answer.revision >= dispatch.asked.revision) {
    const { asked } = dispatch;
    dispatch.asked = null;
    if (answer.status === 'REJECTED') refused(desk, event, target, dispatch, asked.interval, answer);
    else agree(desk, target, dispatch, asked, answer.acceptedPowerW);
  }
  if (!event.targets.some((t) => t.dispatch?.live === true && t.dispatch.asked?.change === true)) {
    if (event.state === 'UPDATING') advanceTo(event, 'ACTIVE');
  }
}

type Asked = NonNullable<Dispatch['asked']>;

export type Answer = Pick<
  MessageBodies['DispatchResponse'],
  'dispatchId' | 'revision' | 'status' | 'acceptedPowerW' | 'counterOffer' | 'code'
>;

function agree(
  desk: Desk,
  target: Target,
  dispatch: Dispatch,
  asked: Asked,
  acceptedPowerW: number | undefined,
): void {
  const agreedW = Math.min(asked.powerW, acceptedPowerW ?? asked.powerW);
  dispatch.agreedW = agreedW;
  if (agreedW === asked.powerW) return;
  settleDraw(desk, target.pevId);
  dispatch.planW = dispatch.planW.map((w, k) => (k >= asked.interval ? Math.min(w, agreedW) : w));
}

function refused(
  desk: Desk,
  event: GridEvent,
  target: Target,
  dispatch: Dispatch,
  interval: number,
  answer: Answer,
): void {
  const code = answer.code ?? 'E_INTERNAL';
  const isFirst = dispatch.agreedW === null;
  const isShort = code === 'E_ENERGY_EXCEEDS_AVAILABLE' || code === 'E_POWER_EXCEEDS';
  settleDraw(desk, target.pevId);
  if (isFirst) {
    dispatch.live = false;
    target.state = target.acceptedPowerW === null ? 'OPTED_IN' : 'PARTIAL';
    target.code = code;
  } else {
    dispatch.planW = dispatch.planW.map((w, k) => (k === interval ? Math.min(w, dispatch.agreedW ?? 0) : w));
  }
  if (isShort) {
    target.refusals += 1;
    if (answer.counterOffer !== undefined) keepOffer(desk, target.pevId, answer.counterOffer);
    if (target.refusals > MOST_REFUSALS) return;
    if (isFirst) tryDispatch(desk, event, target);
    else replan(desk, event);
  } else if (isFirst) {
    afterRefusal(desk, event, target, code);
  } else if (code === 'E_UNKNOWN_DISPATCH' || code === 'E_STATE') {
    dispatch.live = false;
    if (code === 'E_UNKNOWN_DISPATCH')
      Object.assign(target, { state: 'TERMINATED', code } satisfies Partial<Target>);
  }
  partyChanged(desk, event);
}

const MAY_PASS: readonly string[] = [
  'E_NOT_READY',
  'E_STATE',
  'E_GRID',
  'E_ISLANDED',
  'E_BUSY',
  'E_TIMEOUT',
  'E_UNKNOWN_PEV',
];

/** A first dispatch was refused for a reason other than too much: wait, respect the customer, or give the target up. */
function afterRefusal(desk: Desk, event: GridEvent, target: Target, code: string): void {
  if (MAY_PASS.includes(code)) {
    target.askMs = now(desk) + ASK_AGAIN_MS;
    return;
  }
  if (isOut(target)) return;
  target.state = code === 'E_PREFERENCE' ? 'OPTED_OUT' : 'TERMINATED';
  releaseTarget(desk, event, target);
}
