/**
 * What a peer owes a home in an outage for a case to mean anything (PR2-B): an ESCI opens its switch, asks and goes back,
 * a PEV forms what it agreed to and lets go. Only where nothing was done to it that could excuse it.
 */
import type { CaseView } from '../../runlog/case-view';
import { fail, type Judgement } from '../checks/check';
import { dispatchesOf, inForceAt } from '../checks/dispatches';
import { formingAt, formingOf, gridOf, movementsOf, positionAt } from '../checks/island/facts';
import { durationText, instantText } from '../checks/texts';
import type { Oracle } from '../oracles/oracle';
import { disturbed, duty, pluggedIn } from './duty';

export const ISLAND_DUTIES: readonly Oracle[] = [
  duty('opens-its-switch', 'esci', 'PR2-B-06', judgeOpening),
  duty('asks-for-backup', 'esci', 'PR2-B-05', judgeAsking),
  duty('goes-back-to-the-grid', 'esci', 'PR2-B-04', judgeReturn),
  duty('forms-what-it-agreed-to', 'pev', 'PR2-B-05', judgeForming),
  duty('lets-go-when-told', 'pev', 'PR2-B-04', judgeStop),
];

/** For an answer on its way, and for switches that bounce, ms. */
const SLACK_MS = 1000;
/** By when the suite's own cases want the home back on the grid, and a voltage after a yes, ms. */
const BACK_MS = 900_000;
const FORMED_MS = 30_000;

/** What an ESCI was started with, as far as an outage is about it. */
interface Site {
  readonly switch?: { readonly type: string };
  readonly commissioning?: {
    readonly switchType: string;
    readonly certification: readonly string[];
    readonly sensing: readonly string[];
    readonly validUntil: string;
  } | null;
  readonly preferences?: { readonly enabled: boolean; readonly backupEnabled?: boolean };
}

/** It drives an automated switch open within P_T_ISO of the loss of the grid. */
function judgeOpening(view: CaseView, esci: string): Judgement | undefined {
  const limitMs = view.param('P_T_ISO') * 1000;
  for (const lost of outages(view)) {
    const dueMs = lost.atMs + limitMs;
    if (siteOf(view, esci).switch?.type !== 'AUTO' || !lasts(view, lost, dueMs)) continue;
    if (tampered(view, esci, dueMs) || disturbed(view, esci, lost.n, dueMs)) continue;
    const command = view.reading(esci, 'switchCommand', dueMs);
    if (command === undefined || command.values.switchCommand === 'OPEN') continue;
    return fail(
      `its switch told to open within ${durationText(limitMs)} of the loss of the grid`,
      `it was not, after ${instantText(lost.atMs)}`,
      [lost.n, command.n],
    );
  }
  return undefined;
}

/** It asks the one PEV that is there within P_T_EMERG of an open switch, where its papers and its customer are for it. */
function judgeAsking(view: CaseView, esci: string): Judgement | undefined {
  const limitMs = (view.param('P_T_EMERG') + view.param('P_DEAD_T')) * 1000 + SLACK_MS;
  const [lost] = outages(view); // later ones may find a PEV that has refused, or stopped of its own accord
  const open = movementsOf(view).find((m) => lost !== undefined && m.n > lost.n && m.position === 'OPEN');
  if (lost === undefined || open === undefined) return undefined;
  const dueMs = open.atMs + limitMs;
  const asked = view.messages('EmergencyGenerationRequest', { by: esci, toMs: dueMs });
  const moved = movementsOf(view).some((m) => m.n > open.n && m.atMs <= dueMs);
  if (!lasts(view, lost, dueMs) || moved || asked.length > 0 || !wantsBackup(view, esci)) return undefined;
  if (tampered(view, esci, dueMs) || disturbed(view, esci, lost.n, dueMs)) return undefined;
  if (!cableMayFeed(view, esci)) return undefined;
  const free = (view.case?.devices ?? []).filter(
    ({ role, urn }) =>
      role === 'pev' &&
      pluggedIn(view, urn, lost.n, dueMs) &&
      !dispatchesOf(view, urn).some((d) => inForceAt(d, open.atMs + SLACK_MS)),
  );
  if (free.length === 0) return undefined;
  return fail(
    `a request for backup within ${durationText(limitMs)} of the open switch`,
    `none came after ${instantText(open.atMs)}`,
    [lost.n, open.n],
  );
}

/** It puts the home back once the grid is good and the PEV is off, or tells the PEV to go. */
function judgeReturn(view: CaseView, esci: string): Judgement | undefined {
  const changes = gridOf(view);
  for (const back of changes.filter((c) => c.inRange)) {
    const dueMs = back.atMs + BACK_MS;
    const left = changes.some((c) => c.n > back.n && c.atMs <= dueMs && !c.inRange);
    if (dueMs > view.nowMs || left || siteOf(view, esci).switch?.type !== 'AUTO') continue;
    if (positionAt(movementsOf(view), back.atMs) !== 'OPEN') continue;
    if (tampered(view, esci, dueMs) || disturbed(view, esci, back.n, dueMs)) continue;
    const commands = view.readingsOf(esci, back.atMs, dueMs).flatMap((r) => r.values.switchCommand ?? []);
    if (commands.length === 0 || commands.includes('CLOSED')) continue;
    const told = view.messages('GenerationStop', { by: esci, afterN: back.n, toMs: dueMs }).length > 0;
    const live = (view.case?.devices ?? []).some(
      ({ role, urn }) => role === 'pev' && formingAt(formingOf(view, urn), dueMs)?.forming === true,
    );
    if (told && live) continue; // then it is the PEV's doing
    return fail(
      `the home back on the grid within ${durationText(BACK_MS)}`,
      `the switch was not told to close after ${instantText(back.atMs)}`,
      [back.n],
    );
  }
  return undefined;
}

/** A voltage stands half a minute after it agreed, unless something came between. */
function judgeForming(view: CaseView, pev: string): Judgement | undefined {
  for (const yes of view.messages('EmergencyGenerationResponse', { by: pev, source: pev })) {
    const dueMs = yes.atMs + FORMED_MS;
    if (yes.message?.data.status !== 'ACCEPTED' || dueMs > view.nowMs) continue;
    const within = (r: { n: number; at: number }): boolean => r.n > yes.n && r.at <= dueMs;
    if (disturbed(view, pev, yes.n, dueMs)) continue;
    if (view.ofKind('electrical').some(within) || view.ofKind('stimulus').some(within)) continue;
    const filter = { afterN: yes.n, toMs: dueMs };
    if (view.messages('GenerationStop', filter).length > 0) continue;
    const reports = view.messages('IsolationStatus', filter);
    if (reports.some((s) => s.message?.data.position !== 'OPEN')) continue;
    const series = formingOf(view, pev).filter((f) => f.atMs <= dueMs);
    if (series.length === 0 || series.some((f) => f.n > yes.n && f.forming)) continue;
    return fail(
      `a voltage on the home within ${durationText(FORMED_MS)}, as agreed`,
      `none came after ${instantText(yes.atMs)}`,
      [yes.n],
    );
  }
  return undefined;
}

/** Told to stop the supply that it agreed to, it is off within P_T_TRIP. */
function judgeStop(view: CaseView, pev: string): Judgement | undefined {
  const limitMs = view.param('P_T_TRIP') * 1000;
  const agreed = view
    .messages('EmergencyGenerationResponse', { by: pev, source: pev })
    .filter((s) => s.message?.data.status === 'ACCEPTED')
    .map((s) => s.message?.data.requestId);
  for (const { sent, delivery } of view.received(pev, 'GenerationStop')) {
    const dueMs = delivery.atMs + limitMs;
    if (dueMs > view.nowMs || !agreed.includes(sent.message?.data.requestId)) continue;
    if (disturbed(view, pev, delivery.n, dueMs)) continue;
    const still = formingAt(formingOf(view, pev), dueMs);
    if (still?.forming !== true) continue;
    return fail(
      `no voltage ${durationText(limitMs)} after the order to stop`,
      `still there, told at ${instantText(delivery.atMs)}`,
      [delivery.n, still.n],
    );
  }
  return undefined;
}

/** Losses of the grid that the kit brought about. */
function outages(view: CaseView): { n: number; atMs: number }[] {
  const changes = view.ofKind('electrical').filter((r) => typeof r.values['gridPresent'] === 'boolean');
  return changes
    .filter((r, i) => r.values['gridPresent'] === false && changes[i - 1]?.values['gridPresent'] !== false)
    .map(({ n, at }) => ({ n, atMs: at }));
}

/** The grid stays away from then until `untilMs`, which is over. */
function lasts(view: CaseView, lost: { n: number }, untilMs: number): boolean {
  const back = view
    .ofKind('electrical')
    .some((r) => r.n > lost.n && r.at <= untilMs && r.values['gridPresent'] === true);
  return untilMs <= view.nowMs && !back;
}

function siteOf(view: CaseView, esci: string): Site {
  return view.stateOf(esci) ?? {};
}

/** A sensor that does not show the truth, or a hand or a setting at the ESCI: it may have its reasons. */
function tampered(view: CaseView, esci: string, untilMs: number): boolean {
  return (
    view.ofKind('electrical').some((r) => r.at <= untilMs && r.values['shows'] !== undefined) ||
    view.stimuliAt(esci).some((r) => r.at <= untilMs && r.name !== 'plug-in' && r.name !== 'sync')
  );
}

/** Papers that hold for days to come, and a customer who wants it. */
function wantsBackup(view: CaseView, esci: string): boolean {
  const { switch: fitted, commissioning, preferences } = siteOf(view, esci);
  const today = new Date(view.nowMs + 86_400_000).toISOString();
  return (
    fitted?.type === 'AUTO' &&
    commissioning?.switchType === 'AUTO' &&
    commissioning.certification.length > 0 &&
    commissioning.sensing.length > 1 &&
    commissioning.validUntil > today &&
    preferences?.enabled === true &&
    preferences.backupEnabled === true
  );
}

/** Every cable that went in can carry what a home draws. */
function cableMayFeed(view: CaseView, esci: string): boolean {
  return view
    .stimuliAt(esci)
    .filter((s) => s.name === 'plug-in')
    .every(({ params }) => {
      const p = params as Record<string, unknown>;
      const open = p['bidirectional'] === true && p['v2h'] === true && p['inverterAuthorised'] === true;
      return open && Number(p['cordsetA'] ?? 0) > 0;
    });
}
