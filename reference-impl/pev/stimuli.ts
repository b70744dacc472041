/** What people and nature do to a PEV. */
import type { ErrorCode, StimulateParams, Stimuli } from '../../schemas';
import { LabError } from '../device';
import { batteryAt, JOULES_PER_WH, socPct } from '../physics/battery';
import { endCharging } from './charging';
import { bounce, plugIn, unlock, unplug } from './connection';
import { liveDispatches, runningDispatch, wallNow, type Core } from './core';
import { act, userStop, type Action } from './customer';
import { setGrid } from './grid-watch';
import { attest } from './island/attest';
import { setEngine } from './island/engine';
import { endBackup } from './island/supply';
import { endDispatch, steer } from './run';
import { derate, setDeparture, setPreference } from './settings';
import { floorPct, phasesOf } from './view';

export const PEV_STIMULI = [
  'plug-in',
  'unplug',
  'unlock',
  'bounce',
  'opt-out',
  'opt-in',
  'override',
  'user-stop',
  'set-preference',
  'attest',
  'set-soc',
  'drive',
  'derate',
  'departure',
  'power-fault',
  'clear-fault',
  'grid',
  'load',
  'matched-load',
  'ice',
  'clock-step',
  'secret-canary',
] as const satisfies readonly StimulateParams['name'][];

/** Does it, or refuses it as a panel would. Throws for a stimulus that is none of a PEV's. */
export function stimulate(core: Core, s: StimulateParams): ErrorCode | null {
  const { state } = core;
  switch (s.name) {
    case 'plug-in':
      plugIn(core, s.params);
      return null;
    case 'unplug':
      return unplug(core);
    case 'unlock':
      return unlock(core);
    case 'bounce':
      return bounce(core, s.params.ms);
    case 'opt-out':
      return act(core, byCustomer(core, 'OPT_OUT', s.params));
    case 'opt-in':
      return act(core, byCustomer(core, 'OPT_IN', s.params));
    case 'override':
      return act(core, { ...byCustomer(core, 'OVERRIDE', s.params), limits: s.params.limits });
    case 'user-stop':
      if (state.island.backup === null) return userStop(core);
      endBackup(core, 'USER_STOP');
      return null;
    case 'set-preference':
      return setPreference(core, s.params);
    case 'attest':
      return attest(core, s.params);
    case 'set-soc':
      setStored(core, batteryAt(state.battery.capacityWh, 1, s.params.soc).storedJ);
      return null;
    case 'drive':
      setStored(core, Math.max(0, state.battery.storedJ - s.params.energyWh * JOULES_PER_WH));
      return null;
    case 'derate':
      derate(core, s.params.element, s.params.maxW);
      return null;
    case 'departure':
      setDeparture(core, s.params.at, s.params.soc);
      return null;
    case 'power-fault':
      fail(core, s.params.kind);
      return null;
    case 'clear-fault':
      return clearFault(core);
    case 'grid': {
      const { voltagePu, frequencyHz, present } = s.params;
      const { grid, build } = state;
      setGrid(core, {
        voltageV: voltagePu === undefined ? grid.voltageV : voltagePu * build.nominal.voltageV,
        frequencyHz: frequencyHz ?? grid.frequencyHz,
        present: present ?? grid.present,
      });
      return null;
    }
    case 'load':
      setLoad(core, s.params);
      return null;
    case 'matched-load':
      state.matchedLoad = s.params.on;
      return null;
    case 'ice':
      return setEngine(core, s.params);
    case 'clock-step':
      stepClock(core, s.params.deltaMs);
      return null;
    case 'secret-canary':
      state.secret = s.params.text;
      return null;
    default:
      throw LabError.noHook(s.name);
  }
}

function byCustomer(
  core: Core,
  action: Action['action'],
  params: { eventId: string; source?: Action['source'] },
): Action {
  return {
    action,
    eventId: params.eventId,
    source: params.source ?? 'HMI',
    sourceWallMs: wallNow(core),
    tell: true,
  };
}

/** What the home draws: on one phase, or evenly on all that this PEV feeds. A shed load comes back with it. */
function setLoad({ state }: Core, { W, phase }: Stimuli['load']): void {
  const fed = phasesOf(state);
  const [a, b, c] = state.loads.map((w, i) => {
    if (phase !== undefined) return i === phase - 1 ? W : w;
    return i < fed ? W / fed : 0;
  });
  state.loads = [a ?? 0, b ?? 0, c ?? 0];
  if (state.island.backup !== null) state.island.backup.shed = false;
}

/** The clock tells another time from now on; what runs has its instants in bench time and keeps them (PR2-X-03). */
function stepClock(core: Core, deltaMs: number): void {
  core.endpoint.settings.offsetMs += deltaMs;
  const shiftMs = core.behaviour.durationsShiftMs(deltaMs);
  for (const d of liveDispatches(core.state)) {
    d.endMs += shiftMs;
    d.deadlineMs += shiftMs;
  }
}

function setStored(core: Core, storedJ: number): void {
  const { state, behaviour, parameters } = core;
  state.battery = { ...state.battery, storedJ };
  const release = behaviour.releaseFloorPct(floorPct(core, null), parameters);
  if (socPct(state.battery) > release) state.floorLatched = false;
  steer(core, 'end');
}

/** Zero at once, contactor open, and a notice after the fact (PR2-A-21). */
function fail(core: Core, kind: string): void {
  const { state } = core;
  state.fault = kind;
  endCharging(core);
  const d = runningDispatch(state);
  if (d) endDispatch(core, d, 'FAULT', { cause: 'trip' });
}

function clearFault({ state }: Core): ErrorCode | null {
  if (state.fault === null) return 'E_STATE';
  state.fault = null;
  return null;
}
