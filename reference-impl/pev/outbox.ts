/** What a PEV tells of its own accord; all of it is addressed to the Utility and relayed by the ESCI. */
import type { MessageBodies } from '../../schemas';
import { timeText } from '../endpoint/identifiers';
import { JOULES_PER_WH, socPct } from '../physics/battery';
import type { Metered } from './behaviour';
import { powerNow, wallNow, type Core } from './core';
import type { ConfirmationState, CustomerAction, Dispatch, EndReason, PevState } from './state';
import { freshReport } from './view';

/** M08, unasked (PR2-A-06, A-07). Nothing without a session. */
export function sendReport(core: Core): void {
  const { state, endpoint } = core;
  const report = freshReport(core);
  state.reportDueMs = null;
  if (report === null) return;
  // An older report that is still unanswered would only mislead.
  endpoint.forget((m) => m.type === 'pr2.AvailabilityReport.v1');
  state.lastReport = report;
  endpoint.send(state.atMs, 'AvailabilityReport', utilityOf(state), report.sessionId, report);
}

/** M13: what is measured, not what was asked (PR2-A-18). */
export function sendConfirmation(
  core: Core,
  d: Dispatch,
  confirmed: ConfirmationState,
  reboundDelayS?: number,
): void {
  const { state, endpoint } = core;
  const shown = meteredNow(core);
  endpoint.send(
    state.atMs,
    'DispatchConfirmation',
    d.utility,
    d.eventId,
    {
      pevId: state.build.id,
      dispatchId: d.dispatchId,
      revision: confirmed === 'ENDED' ? d.revision : d.powerRevision,
      state: confirmed,
      ...(reboundDelayS === undefined ? {} : { reboundDelayS }),
      activePowerW: Math.round(shown.powerW),
      at: timeText(wallNow(core)),
      registerWh: wholeWh(shown.exportJ),
    },
    { keep: 'until-alive', ackMs: ackMs(core, d) },
  );
}

/** M16: an end, told before it happens where that is possible (PR2-A-21). Repeated until answered. */
export function sendTermination(
  core: Core,
  d: Dispatch,
  reason: EndReason,
  predicted: boolean,
  effectiveMs: number,
): void {
  const { state, endpoint, behaviour } = core;
  if (!behaviour.announces(reason)) return;
  endpoint.send(
    state.atMs,
    'TerminationNotice',
    d.utility,
    d.eventId,
    {
      pevId: state.build.id,
      eventId: d.eventId,
      dispatchId: d.dispatchId,
      reason,
      predicted,
      effectiveAt: timeText(endpoint.wallMs(effectiveMs)),
      registerWh: wholeWh(meteredNow(core).exportJ),
      soc: socShown(state),
      originator: 'PEV',
    },
    { keep: 'until-answered', ackMs: ackMs(core, d) },
  );
}

/** M15: what the customer did (PR2-A-11). Repeated until answered, with its original time. */
export function sendParticipation(
  core: Core,
  utility: string,
  notice: Pick<MessageBodies['ParticipationNotice'], 'eventId' | 'source' | 'limits'> & CustomerAction,
): void {
  const { state, endpoint, behaviour } = core;
  const { eventId, source, action, sourceWallMs, limits } = notice;
  const body = behaviour.participation({
    pevId: state.build.id,
    eventId,
    action,
    source,
    sourceTime: timeText(sourceWallMs),
    ...(limits === undefined ? {} : { limits }),
  });
  if (body !== null)
    endpoint.send(state.atMs, 'ParticipationNotice', utility, eventId, body, { keep: 'until-answered' });
}

/** M18: the vehicle's own meter (PR2-A-16). */
export function sendTelemetry(core: Core, d: Dispatch): void {
  const { state, endpoint } = core;
  const sessionId = state.session?.sessionId ?? state.lastSessionId;
  if (sessionId === null) return;
  const shown = meteredNow(core);
  endpoint.send(state.atMs, 'EnergyTelemetry', d.utility, sessionId, {
    sessionId,
    meteringPointId: d.meteringPointId,
    at: timeText(wallNow(core)),
    activePowerW: Math.round(shown.powerW),
    exportRegisterWh: wholeWh(shown.exportJ),
    importRegisterWh: wholeWh(shown.importJ),
    voltageV: state.grid.voltageV,
    frequencyHz: state.grid.frequencyHz,
    soc: socShown(state),
    quality: 'MEASURED',
  });
}

export function meteredNow({ behaviour, state }: Core): Metered {
  return behaviour.shown({ exportJ: state.exportJ, importJ: state.importJ, powerW: powerNow(state) });
}

/** Whom reports go to: the Utility as configured, else as it made itself known, else the ESCI. */
export function utilityOf(state: PevState): string {
  return state.build.utility ?? state.metUtility ?? state.build.esci ?? 'urn:pr2:utility:unknown';
}

/** Three decimals. */
export function socShown(state: PevState): number {
  return Math.round(socPct(state.battery) * 1000) / 1000;
}

/** A register counts whole watt-hours; a hair short of one is one. */
function wholeWh(joules: number): number {
  return Math.floor(joules / JOULES_PER_WH + 1e-6);
}

function ackMs({ parameters }: Core, d: Dispatch): number {
  return parameters.classes[d.responseClass].ackS * 1000;
}
