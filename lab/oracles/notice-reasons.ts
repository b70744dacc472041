/**
 * What the reason of a PEV's notice says of floor and plug, held against what was so (PR2-A-21): the floor ends a
 * discharge only where the charge is near it, and an end by unlocking the cable can be foreseen.
 */
import { toleratedAheadMs } from '../checks/clock';
import { dispatchesOf, type Dispatch } from '../checks/dispatches';
import { instantText, socText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import { chargeBetween } from './own-facts';

const ZERO_W = 50;
/** How far two readings of one charge may lie apart, %. */
const NEAR_PCT = 1;

interface Wrong {
  readonly expected: string;
  readonly observed: string;
  readonly n: number;
}

/** What is wrong with the reason of notice `s`; `nextMs` is when the next one of its dispatch came, ms. */
export function reasonWrong(
  view: CaseView,
  pev: string,
  s: Sent<'TerminationNotice'>,
  nextMs: number,
): Wrong | undefined {
  const data = s.message?.data;
  const d = dispatchesOf(view, pev).find((one) => one.dispatchId === data?.dispatchId);
  if (data === undefined || d === undefined) return undefined;
  if (data.reason === 'UNPLUG' && !data.predicted) return unlockWrong(view, pev, s);
  return data.reason === 'SOC_MIN'
    ? floorWrong(view, pev, s, d, { saidMs: Date.parse(data.effectiveAt), nextMs })
    : undefined;
}

/** Who unlocks the cable under power, and does not pull it, gives time to say so. */
function unlockWrong(view: CaseView, pev: string, s: Sent): Wrong | undefined {
  const touched = view
    .stimuliAt(pev)
    .filter((x) => x.n < s.n && ['unlock', 'unplug', 'bounce'].includes(x.name));
  const last = touched[touched.length - 1];
  if (last?.name !== 'unlock' || -(view.curve(pev).powerAt(last.at - 1) ?? 0) < ZERO_W) return undefined;
  return {
    expected: 'an end that is called predicted, since the cable was unlocked and not pulled',
    observed: `not called so at ${instantText(s.atMs)}`,
    n: last.n,
  };
}

/** The charge when the power was gone, against the highest floor that anything in the log could mean. */
function floorWrong(
  view: CaseView,
  pev: string,
  s: Sent,
  d: Dispatch,
  { saidMs, nextMs }: { readonly saidMs: number; readonly nextMs: number },
): Wrong | undefined {
  const nearMs = (view.param('P_CLK_SKEW') + 1) * 1000;
  const fromMs = Math.max(s.atMs, saidMs - toleratedAheadMs(view, pev) - nearMs);
  const toMs = Math.min(view.nowMs, nextMs, d.plannedEndMs);
  const gone = toMs <= fromMs ? undefined : view.curve(pev).firstWhere(fromMs, toMs, (p) => p >= -ZERO_W);
  if (gone === undefined || gone.atMs > d.plannedEndMs - 10_000) return undefined;
  const disturbed =
    view.stimuliAt(pev).some((x) => (x.n > s.n && x.at <= gone.atMs) || x.name === 'clock-step') ||
    d.endings.some((e) => e.n > s.n && e.atMs < gone.atMs);
  const floor = highestFloor(view, pev, gone.atMs);
  const held = chargeBetween(view, pev, gone.atMs, gone.atMs);
  if (disturbed || floor === undefined || held === undefined) return undefined;
  const most = floor + view.param('P_SOC_TOL') + view.param('P_SOC_HYST') + NEAR_PCT;
  if (held.low <= most) return undefined;
  return {
    expected: `an end at the floor only at a charge of ${socText(most)} or less`,
    observed: `${socText(held.low)} when the power was gone at ${instantText(gone.atMs)}`,
    n: held.n,
  };
}

/** The highest floor that was set or reported by an instant, for all or for one event; a charge for the departure is one too. */
function highestFloor(view: CaseView, pev: string, atMs: number): number | undefined {
  const said: readonly object[] = [
    view.stateOf(pev) ?? {},
    ...view
      .stimuliAt(pev)
      .filter((x) => x.at <= atMs)
      .flatMap(({ name, params }) =>
        name === 'departure' ? [{ socFloor: (params as { soc?: number }).soc }] : [params],
      ),
    ...view.received(pev, 'DischargePreference').map(({ sent }) => sent.message?.data ?? {}),
    ...view.received(pev, 'ParticipationNotice').map(({ sent }) => sent.message?.data ?? {}),
    ...view.messages('AvailabilityReport', { by: pev }).map((m) => m.message?.data ?? {}),
  ];
  const floors = said.flatMap((one) => {
    const { socFloor, departureSoc, departure, limits } = one as Record<string, unknown>;
    const nested = [departure, limits].map((o) => (o ?? {}) as Record<string, unknown>);
    return [socFloor, departureSoc, ...nested.flatMap((o) => [o['soc'], o['socFloor']])];
  });
  const known = floors.filter((f): f is number => typeof f === 'number');
  return known.length === 0 ? undefined : Math.max(...known);
}
