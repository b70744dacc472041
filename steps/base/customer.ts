/** What the customer does at the PEV, at the EVSE or from afar. */
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { When } from '../world';
import { act } from './connection';
import { theEvent } from './event';

When('the customer opts out at the PEV', async function () {
  await act(this.run, this.run.pev, 'opt-out', { eventId: theEvent(this.run).eventId, source: 'HMI' });
});

When('the customer opts out at the EVSE', async function () {
  await act(this.run, this.run.esci, 'opt-out', { eventId: theEvent(this.run).eventId, source: 'EVSE' });
});

When('the customer opts in again at the PEV', async function () {
  await act(this.run, this.run.pev, 'opt-in', { eventId: theEvent(this.run).eventId, source: 'HMI' });
});

When('the customer stops the discharge at the PEV', async function () {
  await act(this.run, this.run.pev, 'user-stop', {});
});

When('the customer limits the event to {power} at the PEV', async function (powerW: number) {
  await act(this.run, this.run.pev, 'override', {
    eventId: theEvent(this.run).eventId,
    source: 'HMI',
    limits: { W: powerW },
  });
});

When('the customer sets the floor to {percent}', async function (socFloor: number) {
  await prefer(this.run, { socFloor });
  this.run.memory.floor = socFloor;
});

When('the customer sets the maximum discharge to {power}', async function (maxDischargeW: number) {
  await prefer(this.run, { maxDischargeW });
});

/** Sets preference fields at the PEV's own panel, the others staying as they are; the product must take them. */
export async function prefer(run: CaseRun, fields: Record<string, unknown>): Promise<void> {
  const refused = await act(run, run.pev, 'set-preference', preference(run, fields));
  if (refused !== undefined)
    throw new CaseStop('precondition', `the PEV refused the preference: ${refused}`, run.pev);
}

/** The whole preference (M07) with some fields changed, one version on. */
export function preference(run: CaseRun, fields: Record<string, unknown>): Record<string, unknown> {
  const { pevs } = run.setup;
  const socFloor = run.memory.floor ?? pevs[0]?.state['socFloor'] ?? 30;
  const before = run.memory.preference ?? {
    pevId: run.ids.of('pev'),
    source: 'PEV_HMI',
    version: 1,
    enabled: true,
    socFloor,
  };
  const now = { ...before, version: Number(before['version']) + 1, ...fields };
  run.memory.preference = now;
  return now;
}
