/** Ends that can be foreseen: the floor, a departure, the end of the customer's hours or of an override (PR2-A-21). */
import { after, rechargeS } from '../physics/battery';
import { courseOf } from '../physics/course';
import { latestStop, type Stop } from '../physics/stop';
import { benchMs, wallNow, type Core } from './core';
import { sendTermination } from './outbox';
import { allowedUntil } from './preferences';
import { DUST_J } from './situation';
import type { Dispatch, EndReason, Prediction } from './state';
import { chargePowerW, energyAboveJ, floorPct, preferenceOf, rampOf } from './view';

/** A prediction that moves by less than this was not wrong, ms. */
const SAME_MS = 1000;

/** Foresees the end of a running dispatch anew, and corrects a notice that no longer holds. */
export function predict(core: Core, d: Dispatch): void {
  d.prediction = foresee(core, d);
  if (d.announced === null) return;
  const { reason, atMs } = d.prediction ?? { reason: d.announced.reason, atMs: d.endMs };
  if (reason === d.announced.reason && Math.abs(atMs - d.announced.atMs) < SAME_MS) return;
  announce(core, d, { reason, atMs });
}

/** Tells the end that is foreseen. */
export function announce(core: Core, d: Dispatch, prediction: Prediction): void {
  d.announced = prediction;
  sendTermination(core, d, prediction.reason, true, prediction.atMs);
}

/** When the notice is due; null where nothing is foreseen or all is told. */
export function noticeDueMs(core: Core, d: Dispatch): number | null {
  if (d.prediction === null || d.announced !== null) return null;
  return Math.max(core.state.atMs, d.prediction.atMs - core.behaviour.noticeLeadMs(core.parameters));
}

/** The earliest stop that a limit forces before the planned end, or null. */
function foresee(core: Core, d: Dispatch): Prediction | null {
  const { state, behaviour, parameters } = core;
  const event = state.events[d.eventId] ?? null;
  const preference = preferenceOf(core);
  const rateWps = rampOf(core, d);
  const shape = behaviour.stopShape('end', rateWps, parameters);
  const changes = d.silenced ? [] : d.changes.map(({ atMs, powerW }) => ({ atMs, toW: -powerW }));
  const course = courseOf(state.power, changes, rateWps);
  const now = state.atMs;

  const budgetJ = energyAboveJ(core, behaviour.stopFloorPct(floorPct(core, event, preference))) + DUST_J;
  const limits: { reason: EndReason; fine: (stop: Stop) => boolean }[] = [
    { reason: 'SOC_MIN', fine: (stop) => stop.exportedJ <= budgetJ },
  ];
  const hoursEndMs = allowedUntil(preference, wallNow(core), core.endpoint.wallMs(d.endMs));
  const windowMs = hoursEndMs === null ? now : benchMs(core, hoursEndMs);
  if (windowMs < d.endMs) limits.push({ reason: 'PREFERENCE', fine: (stop) => stop.zeroMs <= windowMs });
  const override = event?.override ?? null;
  if (override?.endsEvent === true && override.untilMs !== null) {
    const untilMs = override.untilMs;
    limits.push({ reason: 'PREFERENCE', fine: (stop) => stop.zeroMs <= untilMs });
  }
  if (preference.departureMs !== null) {
    const departureMs = benchMs(core, preference.departureMs);
    const soc = preference.departureSocPct;
    const back = (stop: Stop): number =>
      soc === null
        ? 0
        : rechargeS(after(state.battery, { exportJ: stop.exportedJ, importJ: 0 }), soc, chargePowerW(state));
    if (departureMs > d.startMs) {
      limits.push({ reason: 'DEPARTURE', fine: (stop) => stop.zeroMs + back(stop) * 1000 <= departureMs });
    }
  }

  let earliest: Prediction | null = null;
  for (const { reason, fine } of limits) {
    const atMs = latestStop(course, now, d.endMs, shape, fine);
    if (atMs < d.endMs && (earliest === null || atMs < earliest.atMs)) earliest = { reason, atMs };
  }
  return earliest;
}
