/** The sessions of PEVs at an ESCI, as its own notices tell of them. */
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { CaseView, RecordOf, Sent } from '../../runlog/case-view';

/** What the ESCI's own meter told of the PEV, in whatever session. */
export function telemetryOf(view: CaseView, esci: string, pev: string): Sent<'EnergyTelemetry'>[] {
  const sessions = sessionsOf(view, esci, partsOf(pev).id);
  return view
    .messages('EnergyTelemetry', { by: esci, source: esci })
    .filter((s) => sessions.has(s.message?.data.sessionId ?? ''));
}

/** Every session that the ESCI has told of for the PEV. */
function sessionsOf(view: CaseView, esci: string, pevId: string): ReadonlySet<string> {
  const told = view.messages('ConnectionNotice', { by: esci, source: esci });
  return new Set(told.flatMap((s) => (s.message?.data.pevId === pevId ? [s.message.data.sessionId] : [])));
}

const CABLE: readonly string[] = ['plug-in', 'unplug', 'bounce'];

/** What was done to the cable of a device, oldest first. */
export function cableOf(view: CaseView, device: string): RecordOf<'stimulus'>[] {
  return view.stimuliAt(device).filter((s) => CABLE.includes(s.name));
}

/** Its clock was put, or a link of the case touched, before: its times may be others. */
export function disturbed(view: CaseView, device: string, untilMs: number): boolean {
  return (
    view.stimuliAt(device).some((s) => s.name === 'clock-step' && s.at <= untilMs) ||
    view.ofKind('network').some((r) => r.at <= untilMs)
  );
}

/** The same, or it lost its power in that time. */
export function upset(view: CaseView, device: string, fromMs: number, untilMs: number): boolean {
  const down = view.restartsOf(device).some((r) => r.at >= fromMs && r.at <= untilMs);
  return down || disturbed(view, device, untilMs);
}
