/** A PEV that wakes up after a loss of power as another than it was (PR2-X-12). */
import type { PevState } from '../../pev/state';
import type { Fault } from '../fault';
import { createPev } from '../../pev';
import type { Device } from '../../device';
import { conformant, decides, made, wrapped } from './make';

/** A PEV that finds something else than it stored. */
function finds(name: string, breaks: string, spoil: (state: PevState) => void): Fault {
  return wrapped(name, breaks, 'forgets after restart', {
    restore: (state) => spoil(state as unknown as PevState),
  });
}

export const RESTART_FAULTS: readonly Fault[] = [
  decides('resumes-after-a-restart', 'PR2-X-12', 'stale data', { afterRestart: () => 'resume' }),
  finds('forgets-events-in-a-restart', 'PR2-X-12', (state) => {
    state.events = {};
  }),
  finds('forgets-opt-outs-in-a-restart', 'PR2-X-12', (state) => {
    for (const event of Object.values(state.events)) {
      event.lastAction = null;
      event.decision = 'OPT_IN';
    }
  }),
  finds('forgets-the-revision-of-an-event-in-a-restart', 'PR2-X-12', (state) => {
    for (const { message } of Object.values(state.events)) message.data.revision = 0;
  }),
  finds('forgets-a-cancel-in-a-restart', 'PR2-X-12', (state) => {
    for (const event of Object.values(state.events)) event.cancelled = false;
  }),
  finds('forgets-the-wishes-at-the-esci-in-a-restart', 'PR2-X-12', (state) => {
    state.preferences.esci = null;
  }),
  finds('forgets-what-it-owes-in-a-restart', 'PR2-X-12', (state) => {
    state.endpoint.awaiting = [];
    state.queue = [];
  }),
  finds('forgets-its-answers-in-a-restart', 'PR2-X-02', (state) => {
    state.endpoint.answered = {};
  }),
  finds('begins-its-ids-anew-after-a-restart', 'PR2-X-02', (state) => {
    state.endpoint.drawn = 0;
  }),
  finds('forgets-used-words-in-a-restart', 'PR2-B-07', (state) => {
    state.island.usedTokens = [];
  }),
  finds('forgets-what-it-charged-in-a-restart', 'PR2-X-12', (state) => {
    state.importJ = 0;
  }),
  finds('starts-its-registers-anew', 'PR2-X-12', (state) => {
    state.exportJ = 0;
    state.importJ = 0;
  }),
  finds('loses-two-watt-hours-in-a-restart', 'PR2-X-12', (state) => {
    state.exportJ = Math.max(0, state.exportJ - 2 * 3600);
  }),
  decides('says-nothing-of-a-restart', 'PR2-A-21', 'acts but does not answer', {
    announces: (reason) => reason !== 'RESTART' && conformant.announces(reason),
  }),
  finds('forgets-its-panel-in-a-restart', 'PR2-X-12', (state) => {
    const { pevId, source } = state.preferences.pev;
    state.preferences.pev = { pevId, source, version: 0, enabled: true, socFloor: 30 };
  }),
  finds('forgets-a-limit-of-its-customer-in-a-restart', 'PR2-X-12', (state) => {
    for (const event of Object.values(state.events)) event.override = null;
  }),
  finds('keeps-no-energy-for-its-events-after-a-restart', 'PR2-X-12', (state) => {
    for (const event of Object.values(state.events)) event.acceptedEnergyWh = 0;
  }),
  finds('charges-at-once-after-a-restart', 'PR2-A-23', (state) => {
    if (state.chargeFromMs !== null) state.chargeFromMs = 0;
  }),
  made(
    'begins-after-a-restart-what-it-called-off',
    'PR2-X-12',
    'answers but does not act',
    beginsWhatItCalledOff,
  ),
];

/** It says that what waited for its start is over, and takes it up again all the same. */
function beginsWhatItCalledOff(): Device {
  let woken = false;
  return createPev({
    afterRestart: () => {
      woken = true;
      return 'end';
    },
    report: (fresh, state) => {
      const waited = Object.values(state.dispatches).filter(
        (d) => d.phase === 'ended' && d.startMs > state.atMs,
      );
      if (woken) for (const d of waited) if (d.stopReason === null) d.phase = 'pending';
      return fresh;
    },
  });
}
