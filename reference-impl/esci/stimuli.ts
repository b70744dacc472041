/** What people and nature do at an ESCI. */
import type { ErrorCode, StimulateParams } from '../../schemas';
import { LabError } from '../device';
import { bounce, plugIn, unplug } from './connection';
import type { Context } from './context';
import { clearDeratings, derate, setPreference } from './copies';
import { customerActs } from './customer';
import { attestAtPanel } from './island/attesting';
import { resetTrip } from './island/island';
import { faultMeters } from './metering';

/** Acts on a stimulus; gives the product's own refusal on its panel, or null. */
export function stimulate(ctx: Context, stimulus: StimulateParams): ErrorCode | null {
  const { at } = stimulus;
  switch (stimulus.name) {
    case 'plug-in':
      plugIn(ctx, at, stimulus.params);
      return null;
    case 'unplug':
      unplug(ctx, at, stimulus.params.pevId);
      return null;
    case 'bounce':
      bounce(ctx, at, stimulus.params.ms);
      return null;
    case 'opt-out':
      return customerActs(ctx, at, 'OPT_OUT', stimulus.params);
    case 'opt-in':
      return customerActs(ctx, at, 'OPT_IN', stimulus.params);
    case 'override':
      return customerActs(ctx, at, 'OVERRIDE', stimulus.params);
    case 'set-preference':
      return setPreference(ctx, at, stimulus.params);
    case 'derate':
      if (!derate(ctx, at, stimulus.params.element, stimulus.params.maxW)) {
        throw LabError.notPossible(`${stimulus.params.element} is no part of an ESCI`);
      }
      return null;
    case 'clear-fault':
      clearDeratings(ctx, at);
      resetTrip(ctx, at);
      faultMeters(ctx, at, 'none');
      return null;
    case 'attest':
      return attestAtPanel(ctx, at, stimulus.params);
    case 'commissioning':
      ctx.state.island.commissioning = stimulus.params.record;
      return null;
    case 'sync':
      ctx.state.island.sync = stimulus.params;
      return null;
    case 'meter-fault':
      faultMeters(ctx, at, stimulus.params.kind);
      return null;
    case 'clock-step':
      stepClock(ctx, stimulus.params.deltaMs);
      return null;
    case 'secret-canary':
      return null; // nothing that an ESCI sends bears what it was told in secret (PR2-X-11)
    default:
      throw LabError.noHook(stimulus.name);
  }
}

/** The clock tells another time from now on; what runs has its instants in bench time and keeps them (PR2-X-03). */
function stepClock(ctx: Context, deltaMs: number): void {
  ctx.endpoint.settings.offsetMs += deltaMs;
  const shiftMs = ctx.behaviour.durationsShiftMs(deltaMs);
  for (const { run } of Object.values(ctx.state.events)) {
    if (run === null || run.endedAtMs !== null) continue;
    run.endMs += shiftMs;
    if (run.nextMeterMs !== null) run.nextMeterMs += shiftMs;
  }
}
