/** Checks of how times and powers are written, and of what a panel refuses. */
import type { Message } from '../../../schemas';
import type { CaseView } from '../../../runlog/case-view';
import { fail, inconclusive, pass, type Check } from '../check';
import { clockAheadMs } from '../clock';
import { authored } from '../dispatches';
import { durationText, instantText, powerText } from '../texts';

const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/;
const OFFSET = /(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Every time in every message of the device has its offset; the envelope's lies near the bench's clock. */
export const timesAreComplete: Check<{ by: string; skewMs: number }> = (view, a) => {
  const expected = `times with their offset, and messages dated within ${durationText(a.skewMs)} of the clock`;
  const own = authored(view.sent.filter((s) => s.by === a.by));
  const seen = new Set<string>();
  for (const s of own) {
    const bare = timesIn(s.message).find((t) => !OFFSET.test(t));
    if (bare !== undefined)
      return fail(expected, `"${bare}" in a ${s.name ?? 'message'} at ${instantText(s.atMs)}`, [s.n]);
    const id = s.message?.id ?? '';
    const off = Math.abs(Date.parse(s.message?.time ?? '') - s.atMs);
    if (!seen.has(id) && !(off <= a.skewMs))
      return fail(
        expected,
        `a ${s.name ?? 'message'} sent at ${instantText(s.atMs)} is dated ${s.message?.time}`,
        [s.n],
      );
    seen.add(id);
  }
  const last = own[own.length - 1];
  return last === undefined
    ? inconclusive(expected, 'the device has sent nothing', [0], 'nothing to look at')
    : pass(expected, `${own.length} messages`, [last.n]);
};

/**
 * The answer reports the sender's clock skew where it is beyond the limit, and only there: by the device's own clock,
 * which may itself be off within P_CLK_SKEW.
 */
export const namesSkew: Check<{ request: number; by: string; skewMs: number; named: boolean }> = (
  view,
  a,
) => {
  const request = view.sentAt(a.request);
  const offMs = Math.abs(a.skewMs);
  const expected = a.named
    ? `a Receipt with skewS of about ${-a.skewMs / 1000} s`
    : 'an answer without skewS';
  const untilMs = (request?.atMs ?? 0) + 11_000;
  const id = request?.message?.id;
  const answers = view.sent.filter((s) => s.by === a.by && s.message?.correlationid === id);
  const skewed = answers.find((s) => s.name === 'Receipt' && typeof skewOf(s.message) === 'number');
  const basis = [a.request, ...answers.map((s) => s.n).slice(-1)];
  const ownMs = Math.min(Math.abs(clockAheadMs(view, a.by)), view.param('P_CLK_SKEW') * 1000);
  if (skewed !== undefined) {
    const skewS = skewOf(skewed.message) ?? NaN;
    const near = Math.abs(skewS + a.skewMs / 1000) <= 0.5 + ownMs / 1000;
    const beyond = offMs + ownMs > view.param('P_CLK_SKEW') * 1000;
    if (!a.named && !(near && beyond)) return fail(expected, `skewS ${skewS}`, [a.request, skewed.n]);
    return near
      ? pass(expected, `skewS ${skewS}`, [a.request, skewed.n])
      : fail(expected, `skewS ${skewS}`, [a.request, skewed.n]);
  }
  if (view.nowMs < untilMs) return { untilMs };
  if (answers.length === 0) return fail(expected, 'no answer came', [a.request]);
  return a.named
    ? fail(expected, 'no answer names a skew', basis)
    : pass(expected, `${answers.length} answers, none with skewS`, basis);
};

/** Each power reported for an instant of discharge is below zero, and there is at least one. */
export const reportedPowersAreNegative: Check<{ by: string; pev: string }> = (view, a) => {
  const expected = 'power reported as negative while discharging, at least once';
  const basis: number[] = [];
  for (const { n, atMs, powerW, name } of powersOf(view, a.by)) {
    // The instant is of the device's own clock; one around which the power comes and goes tells nothing of its sign.
    const skewMs = view.param('P_CLK_SKEW') * 1000;
    const around = [atMs - skewMs, atMs, Math.min(atMs + skewMs, view.nowMs)];
    if (around.some((ms) => (view.curve(a.pev).powerAt(ms) ?? 0) > -50)) continue;
    if (powerW >= 0)
      return fail(
        expected,
        `${name} reports ${powerText(powerW)} for ${instantText(atMs)}`,
        [...basis.slice(-1), n],
        'the sign is inverted: telemetry counts discharge as negative',
      );
    basis.push(n);
  }
  return basis.length === 0
    ? fail(expected, 'nothing was reported while power flowed', [0])
    : pass(expected, `${basis.length} reports`, basis.slice(-1));
};

/** The product's own panel refuses what the customer tried to set. */
export const panelRefuses: Check<{ stimulus: number; code: string }> = (view, a) => {
  const record = view.records.find((r) => r.n === a.stimulus);
  const expected = `a refusal with ${a.code} on the device's own panel`;
  const refused = record?.kind === 'stimulus' ? record.refused : undefined;
  return refused === a.code
    ? pass(expected, refused, [a.stimulus])
    : fail(expected, refused ?? 'it was taken', [a.stimulus]);
};

function powersOf(view: CaseView, by: string): { n: number; atMs: number; powerW: number; name: string }[] {
  const confirmations = authored(view.messages('DispatchConfirmation', { by })).map((s) => ({
    n: s.n,
    data: s.message?.data,
    name: 'a confirmation',
  }));
  const telemetry = authored(view.messages('EnergyTelemetry', { by })).map((s) => ({
    n: s.n,
    data: s.message?.data,
    name: 'telemetry',
  }));
  return [...confirmations, ...telemetry].flatMap(({ n, data, name }) =>
    data === undefined ? [] : [{ n, atMs: Date.parse(data.at), powerW: data.activePowerW, name }],
  );
}

function timesIn(value: unknown): string[] {
  if (typeof value === 'string') return DATE_TIME.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(timesIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(timesIn) : [];
}

function skewOf(message: Message | undefined): number | undefined {
  const { skewS } = (message?.data ?? {}) as { skewS?: number };
  return skewS;
}
