/** The cable and what comes with it: session, release, loss (PR2-A-06, A-12, A-21). */
import type { ErrorCode, Message, Stimuli } from '../../schemas';
import { level } from '../physics/trajectory';
import { endCharging } from './charging';
import { runningDispatch, type Core } from './core';
import { endDispatch, steer } from './run';
import type { Cable } from './state';

/** The plug is in; the report follows when the ESCI has said which session this is. */
export function plugIn(core: Core, p: Stimuli['plug-in']): void {
  const cable: Cable = {
    evseId: p.evseId,
    ...(p.cordsetA === undefined ? {} : { cordsetA: p.cordsetA }),
    ...(p.evseMaxW === undefined ? {} : { evseMaxW: p.evseMaxW }),
    bidirectional: p.bidirectional ?? true,
    ...(p.v2h === undefined ? {} : { v2h: p.v2h }),
    inverterAuthorised: p.inverterAuthorised ?? true,
    phases: p.phases ?? core.state.build.exportPhases,
  };
  connect(core, cable);
}

/** M09: the ESCI knows this PEV, and says what its connection may do. */
export function takeConnection(core: Core, message: Message<'ConnectionNotice'>): void {
  const { state, endpoint, behaviour, parameters } = core;
  const { data } = message;
  if (data.pevId !== undefined && data.pevId !== state.build.id) {
    endpoint.reject(state.atMs, message, 'E_UNKNOWN_PEV', 'another PEV is named');
    return;
  }
  const { sessionId, evseId, cordsetA, inverterAuthorised } = data;
  state.session = {
    sessionId,
    evseId,
    cordsetA,
    inverterAuthorised,
    bidirectional: data.bidirectional && data.capabilities.v2g,
    v2h: data.bidirectional && data.capabilities.v2h,
  };
  state.lastSessionId = sessionId;
  endpoint.acknowledge(state.atMs, message);
  steer(core, 'limit');
  state.reportDueMs = state.atMs + behaviour.reportDelayMs(parameters);
}

/** The cable is pulled: no power from this instant on, and a notice after the fact. */
export function unplug(core: Core): ErrorCode | null {
  const { state } = core;
  if (state.cable === null) return 'E_STATE';
  state.cable = null;
  state.session = null;
  state.reportDueMs = null;
  state.lastReport = null;
  endCharging(core);
  const d = runningDispatch(state);
  if (d) endDispatch(core, d, 'UNPLUG', { cause: 'trip' });
  return null;
}

/** The customer releases the plug: told, down to zero, contactor open, and only then can it be pulled. */
export function unlock(core: Core): ErrorCode | null {
  const { state } = core;
  if (state.cable === null) return 'E_STATE';
  state.unlocked = true;
  endCharging(core);
  const d = runningDispatch(state);
  if (d) endDispatch(core, d, 'UNPLUG', { cause: 'customer', predicted: true });
  return null;
}

/** The contacts part for a moment. */
export function bounce(core: Core, ms: number): ErrorCode | null {
  const { state } = core;
  const { cable } = state;
  if (cable === null) return 'E_STATE';
  unplug(core);
  state.replug = { atMs: state.atMs + ms, cable };
  return null;
}

/** The contacts are back. */
export function replug(core: Core): void {
  const { replug: again } = core.state;
  core.state.replug = null;
  if (again !== null) connect(core, again.cable);
}

function connect(core: Core, cable: Cable): void {
  const { state } = core;
  state.cable = cable;
  state.unlocked = false;
  state.replug = null;
  if (!state.charging && runningDispatch(state) === null) state.power = level(state.atMs, 0);
  // A notice that came before the plug was felt counts for it.
  if (state.session !== null)
    state.reportDueMs ??= state.atMs + core.behaviour.reportDelayMs(core.parameters);
}
