/** What the ESCI tells a PEV about the home in an outage: switch, grid, request, stop. */
import type { Message } from '../../../schemas';
import { hasRole } from '../../endpoint/inspection';
import { timeMs } from '../../endpoint/identifiers';
import { endCharging } from '../charging';
import { runningDispatch, type Core } from '../core';
import { endDispatch } from '../run';
import { energyAboveJ, preferenceOf } from '../view';
import { sendStatus } from './outbox';
import { newBackup } from './state';
import { endBackup } from './supply';
import { backupFloorPct, backupObstacle, gridReported, gridSensed, isolationQuestion, ratedW } from './view';

/** Statements about the switch that are kept: a request may refer to one that is not the newest. */
const KEPT = 8;

/** M21: remembered in the order of the times that they are of; one that is heard again says nothing new. */
export function takeIsolation(core: Core, { id, source, data }: Message<'IsolationStatus'>): void {
  const { state } = core;
  if (!hasRole(source, 'esci') || state.island.heard.some((h) => h.id === id && h.source === source)) return;
  const asOfWallMs = timeMs(data.asOf);
  state.island.heard = [
    ...state.island.heard,
    { id, source, receivedMs: state.atMs, asOfWallMs, status: data },
  ]
    .toSorted((a, b) => a.asOfWallMs - b.asOfWallMs)
    .slice(-KEPT);
  hearGrid(core, data.gridPresent, asOfWallMs);
}

/** M23: whether the grid is back; a word that is older than the last one is passed over. */
export function takeGrid(core: Core, { source, time, data }: Message<'GridStatus'>): void {
  const { state } = core;
  if (!hasRole(source, 'esci')) return;
  if (!hearGrid(core, data.state !== 'ABSENT', timeMs(time))) return;
  const sinceMs = state.atMs - Math.round(data.sinceS * 1000);
  state.island.gridInRangeSinceMs = data.state === 'IN_RANGE' ? sinceMs : null;
}

/** M24: decided and answered; a grid dispatch ends before anything is formed (PR2-B-10). */
export function takeBackupRequest(core: Core, message: Message<'EmergencyGenerationRequest'>): void {
  const { state, endpoint, behaviour } = core;
  const { data, source } = message;
  if (!hasRole(source, 'esci')) {
    endpoint.reject(state.atMs, message, 'E_UNAUTHORIZED', 'only the ESCI of the premises asks for this');
    return;
  }
  const { island } = state;
  const decision = behaviour.decideBackup({
    request: data,
    isolated: behaviour.acceptsIsolation(isolationQuestion(core, data.isolationRef, source)),
    gridSensed: gridSensed(core),
    gridReported: gridReported(core),
    obstacle: backupObstacle(state),
    preference: preferenceOf(core),
    nominal: state.build.nominal,
    ratedW: ratedW(core, data.maxW),
    availableJ: energyAboveJ(core, backupFloorPct(core, data.socFloor)),
    activeId: island.backup?.requestId ?? null,
    over: island.over.includes(data.requestId),
  });
  const starts = decision.status === 'ACCEPTED' && island.backup?.requestId !== data.requestId;
  if (starts) leaveGrid(core);
  const formingMs = behaviour.formingMs();
  endpoint.reply(state.atMs, message, 'EmergencyGenerationResponse', {
    requestId: data.requestId,
    ...decision,
    ...(decision.status === 'ACCEPTED' ? { readyInS: formingMs / 1000 } : {}),
  });
  if (!starts) return;
  state.ice.failedCranks = 0;
  island.backup = newBackup(data, source, state.atMs + formingMs);
  sendStatus(core, island.backup);
}

/** M27 from the ESCI: off, and answered. One that crosses with our own, or only tells why nothing is asked, is taken. */
export function takeStop(core: Core, message: Message<'GenerationStop'>): void {
  const { state, endpoint, behaviour } = core;
  const { requestId } = message.data;
  const { backup, over } = state.island;
  const isAnother = backup !== null && backup.requestId !== requestId;
  if (!hasRole(message.source, 'esci')) {
    endpoint.reject(state.atMs, message, 'E_UNAUTHORIZED', 'only the ESCI of the premises orders this');
    return;
  }
  if (isAnother && !over.includes(requestId)) {
    endpoint.reject(state.atMs, message, 'E_STATE', 'another supply is under way');
    return;
  }
  endpoint.acknowledge(state.atMs, message);
  if (backup?.requestId === requestId && behaviour.obeysStop()) endBackup(core, null);
}

/** Modes exclude each other: whatever holds the contactor for the grid lets go (PR2-B-03). */
function leaveGrid(core: Core): void {
  if (!core.behaviour.endsGridDispatch()) return;
  endCharging(core);
  const d = runningDispatch(core.state);
  if (d) endDispatch(core, d, 'GRID', { cause: 'trip' });
}

function hearGrid({ state: { island } }: Core, live: boolean, wallMs: number): boolean {
  if (island.gridWord !== null && wallMs < island.gridWord.wallMs) return false;
  island.gridWord = { live, wallMs };
  if (!live) island.gridInRangeSinceMs = null;
  return true;
}
