/** What the customer and the makers of the equipment set: preferences, departure, deratings (PR2-A-08, A-12, A-13). */
import { checkBody, type ErrorCode, type Message, type MessageBodies } from '../../schemas';
import { runningDispatch, wallNow, type Core } from './core';
import { endDispatch, steer } from './run';
import { socPct } from '../physics/battery';
import { allowedUntil, type Preference } from './preferences';
import type { Element } from './state';
import { floorPct, preferenceOf } from './view';

/** M07: from the customer, or the ESCI's own as a copy. */
export function takePreference(core: Core, message: Message<'DischargePreference'>): void {
  const { state, endpoint } = core;
  const code = adoptPreference(core, message.data);
  if (code === null) endpoint.acknowledge(state.atMs, message);
  else endpoint.reject(state.atMs, message, code);
}

/** The customer at the panel; what is wrong is refused there, and the last valid preference stays. */
export function setPreference(core: Core, values: Readonly<Record<string, unknown>>): ErrorCode | null {
  const { state } = core;
  const offered = {
    pevId: state.build.id,
    source: 'PEV_HMI',
    version: state.preferences.pev.version + 1,
    ...values,
  };
  const [problem] = checkBody('DischargePreference', offered, 'open').problems;
  if (problem) return problem.keyword === 'enum' ? 'E_UNSUPPORTED' : 'E_SCHEMA';
  return adoptPreference(core, offered as Preference);
}

/** A departure by itself: when the vehicle is wanted, and how full. */
export function setDeparture(core: Core, atMs: number, soc: number | undefined): void {
  core.state.departure = { atMs: core.endpoint.wallMs(atMs), socPct: soc ?? null };
  steer(core, 'end');
}

/** A part can carry only so much from now on. */
export function derate(core: Core, element: Element, maxW: number): void {
  core.state.derating[element] = maxW;
  steer(core, 'limit');
}

function adoptPreference(core: Core, offered: MessageBodies['DischargePreference']): ErrorCode | null {
  const { state, behaviour } = core;
  if (offered.pevId !== state.build.id) return 'E_UNKNOWN_PEV';
  const store = offered.source === 'ESCI' ? 'esci' : 'pev';
  const code = behaviour.refusesPreference(offered, state.preferences[store]);
  if (code !== null) return code;
  state.preferences[store] = offered;
  // The customer's latest word on the departure replaces one that was stated by itself.
  if (offered.departure !== undefined) state.departure = null;
  obeyPreference(core);
  return null;
}

/** What runs against the preference stops at once; what only has to give way is curtailed. */
function obeyPreference(core: Core): void {
  const { state } = core;
  const d = runningDispatch(state);
  if (d?.phase !== 'running') return;
  const preference = preferenceOf(core);
  const floor = floorPct(core, state.events[d.eventId] ?? null, preference);
  const now = wallNow(core);
  const allowed =
    preference.enabled && socPct(state.battery) > floor && allowedUntil(preference, now, now + 1) !== null;
  if (allowed) steer(core, 'limit');
  else endDispatch(core, d, 'PREFERENCE', { cause: 'customer' });
}
