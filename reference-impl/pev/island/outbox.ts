/** What a PEV tells the ESCI about the home in an outage: status, stop, attestation. */
import type { MessageBodies } from '../../../schemas';
import { timeText } from '../../endpoint/identifiers';
import { powerNow, wallNow, type Core } from '../core';
import { socShown } from '../outbox';
import type { BackupEnd } from './decide-backup';
import type { Backup } from './state';
import { formedNow, newestIsolation } from './view';

type Status = MessageBodies['EmergencyGenerationStatus'];

/** M26: how the supply stands. */
export function sendStatus(core: Core, backup: Backup, as?: Status['state']): void {
  const { state, endpoint } = core;
  const { present, running, ventilated, coAlarm, fuelPct } = state.ice;
  const formed = formedNow(core);
  const supplying = running ? 'ICE_ASSIST' : 'ISLAND_SUPPLY';
  endpoint.send(state.atMs, 'EmergencyGenerationStatus', backup.esci, backup.requestId, {
    requestId: backup.requestId,
    state: as ?? (backup.phase === 'forming' ? 'FORMING' : supplying),
    W: Math.round(powerNow(state)) + 0,
    V: formed?.voltageV ?? 0,
    Hz: formed?.frequencyHz ?? 0,
    soc: socShown(state),
    ice: { present, running, ventilated, coAlarm, ...(present ? { fuelPct } : {}) },
  });
}

/** M27: a supply ends, or is over. Repeated until answered. */
export function sendStop(core: Core, backup: Backup, reason: BackupEnd): void {
  const { state, endpoint, parameters } = core;
  endpoint.send(
    state.atMs,
    'GenerationStop',
    backup.esci,
    backup.requestId,
    { requestId: backup.requestId, reason },
    { keep: 'until-answered', ackMs: parameters.classes.EMERGENCY.ackS * 1000 },
  );
}

/** M22: the customer attested at this PEV; false where no ESCI is known to tell it to. */
export function sendAttestation(core: Core, switchId: string, confirmToken: string): boolean {
  const { state, endpoint } = core;
  const esci = state.build.esci ?? newestIsolation(state)?.source ?? null;
  if (esci === null) return false;
  endpoint.send(state.atMs, 'IsolationAttestation', esci, switchId, {
    switchId,
    statement: 'OPEN',
    at: timeText(wallNow(core)),
    confirmToken,
  });
  return true;
}
