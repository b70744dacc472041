/** Checks on what a device sends, answers and keeps to itself. */
import type { MessageName } from '../../schemas';
import type { CaseView, Sent } from '../../runlog/case-view';
import { fail, pass, type Check, type Measured } from './check';
import { authored, firstCopies } from './dispatches';
import { fieldsText, mismatch, type Fields } from './fields';
import { durationText, instantText } from './texts';

interface SendsArgs {
  /** Urn of the device that must put it on the wire. */
  readonly by: string;
  readonly name: MessageName;
  /** Urn in `destination`; any where absent. */
  readonly to?: string;
  /** Only what comes after this log position counts. */
  readonly afterN: number;
  /** The instant from which the limit counts, and the limit. */
  readonly fromMs: number;
  readonly byMs: number;
  /** What the body must hold; the first message that matches `select` is judged against it. */
  readonly fields?: Fields;
  /** Which of the messages of that name is meant, for example by eventId. */
  readonly select?: Fields;
  /** Also what others authored and this device passes on. */
  readonly relayed?: boolean;
  readonly measure?: Measured['name'];
}

/** The device sends the message by then, and its body is as expected. */
export const sends: Check<SendsArgs> = (view, a) => {
  const expected = `${a.name}${a.fields === undefined ? '' : ` with ${fieldsText(a.fields)}`} by ${instantText(a.byMs)}`;
  const found = candidates(view, a).find((s) => mismatch(s.message?.data, a.select ?? {}) === undefined);
  if (found === undefined) {
    if (view.nowMs < a.byMs) return { untilMs: a.byMs };
    const other = candidates(view, a)[0];
    return fail(
      expected,
      other === undefined
        ? `no ${a.name} came`
        : `only a ${a.name} with another ${Object.keys(a.select ?? {}).join(', ')}`,
      [a.afterN, ...(other === undefined ? [] : [other.n])],
    );
  }
  const wrong = mismatch(found.message?.data, a.fields ?? {});
  const lateMs = found.atMs - a.fromMs;
  const measured =
    a.measure === undefined ? undefined : [{ name: a.measure, valueMs: lateMs, limitMs: a.byMs - a.fromMs }];
  if (wrong !== undefined)
    return fail(expected, `${a.name} at ${instantText(found.atMs)}: ${wrong}`, [a.afterN, found.n]);
  if (found.atMs > a.byMs) {
    const observed = `${a.name} came at ${instantText(found.atMs)}, ${durationText(found.atMs - a.byMs)} late`;
    return fail(expected, observed, [a.afterN, found.n], undefined, measured);
  }
  return pass(expected, `${a.name} after ${durationText(lateMs)}`, [a.afterN, found.n], measured);
};

/** The device sends exactly so many of the message by then (repeats with the same id count once). */
export const sendsExactly: Check<SendsArgs & { readonly count: number }> = (view, a) => {
  const expected = `exactly ${a.count} ${a.name}${a.select === undefined ? '' : ` with ${fieldsText(a.select)}`} by ${instantText(a.byMs)}`;
  const found = candidates(view, a).filter((s) => mismatch(s.message?.data, a.select ?? {}) === undefined);
  const basis = [a.afterN, ...found.map((s) => s.n)].slice(0, 50);
  if (found.length > a.count) return fail(expected, `${found.length} by ${instantText(view.nowMs)}`, basis);
  if (view.nowMs < a.byMs) return { untilMs: a.byMs };
  const wrong = found.map((s) => mismatch(s.message?.data, a.fields ?? {})).find((w) => w !== undefined);
  if (found.length < a.count) return fail(expected, `${found.length}`, basis);
  return wrong === undefined ? pass(expected, `${found.length}`, basis) : fail(expected, wrong, basis);
};

interface SilentArgs {
  readonly by: string;
  readonly name: MessageName;
  readonly to?: string;
  readonly afterN: number;
  readonly untilMs: number;
  readonly select?: Fields;
  readonly relayed?: boolean;
  /** Urn of the author, where it is relayed. */
  readonly source?: string;
  /** A repeat of what was sent before, under its id, does not count: it is nothing new. */
  readonly onlyNew?: boolean;
}

/** The device does not send such a message before the window ends. */
export const doesNotSend: Check<SilentArgs> = (view, a) => {
  const expected = `no ${a.name}${a.select === undefined ? '' : ` with ${fieldsText(a.select)}`} before ${instantText(a.untilMs)}`;
  const found = candidates(view, { ...a, fromMs: 0, byMs: a.untilMs }).find(
    (s) =>
      mismatch(s.message?.data, a.select ?? {}) === undefined &&
      s.atMs <= a.untilMs &&
      !(a.onlyNew === true && sentBefore(view, s, a.afterN)),
  );
  if (found !== undefined)
    return fail(expected, `${a.name} at ${instantText(found.atMs)}`, [a.afterN, found.n]);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const alive = view.sent.filter((s) => s.by === a.by).pop();
  return pass(
    expected,
    `none; the device's last message before that was ${alive === undefined ? 'never' : `${alive.name ?? 'a text'} at ${instantText(alive.atMs)}`}`,
    [a.afterN, ...(alive === undefined ? [] : [alive.n])],
  );
};

function sentBefore(view: CaseView, copy: Sent, afterN: number): boolean {
  return view.sent.some((s) => s.n <= afterN && s.by === copy.by && s.message?.id === copy.message?.id);
}

interface AnswersArgs {
  /** Log position of the request as put on the wire by its author or the kit. */
  readonly request: number;
  /** Urn of the device that must answer. */
  readonly by: string;
  readonly limitMs: number;
  readonly name: MessageName;
  readonly fields?: Fields;
  readonly responseClass?: string;
}

/** The device answers the request within the limit from its receipt, with such a message. */
export const answers: Check<AnswersArgs> = (view, a) => {
  const request = view.sentAt(a.request);
  const delivery = requestDelivery(view, a.request, a.by);
  const expected = `${a.name}${a.fields === undefined ? '' : ` with ${fieldsText(a.fields)}`} within ${durationText(a.limitMs)} of the ${request?.name ?? 'message'}`;
  if (request?.message === undefined && request?.raw === undefined)
    return fail(expected, 'the request is not in the log', [a.request]);
  if (delivery === undefined) {
    const untilMs = (request?.atMs ?? 0) + 60_000;
    return view.nowMs < untilMs
      ? { untilMs }
      : fail(expected, 'the request never reached the device', [a.request]);
  }
  const dueMs = delivery.atMs + a.limitMs;
  const all = view.sent.filter((s) => s.n > delivery.n && s.by === a.by && answersTo(s, request));
  const found = all.find((s) => s.name === a.name && mismatch(s.message?.data, a.fields ?? {}) === undefined);
  if (found !== undefined && found.atMs <= dueMs) {
    const valueMs = found.atMs - delivery.atMs;
    return pass(
      expected,
      `after ${durationText(valueMs)}`,
      [delivery.n, found.n],
      [
        {
          name: 'ack',
          valueMs,
          limitMs: a.limitMs,
          ...(a.responseClass === undefined ? {} : { responseClass: a.responseClass }),
        },
      ],
    );
  }
  const wrong = all.find((s) => s.name === a.name) ?? all[0];
  if (wrong !== undefined && wrong !== found) {
    const why =
      wrong.name === a.name
        ? mismatch(wrong.message?.data, a.fields ?? {})
        : `${wrong.name ?? 'a text'} came instead${codeText(wrong)}`;
    return fail(expected, why ?? '', [delivery.n, wrong.n]);
  }
  if (view.nowMs < dueMs) return { untilMs: dueMs };
  if (found === undefined) return fail(expected, 'no answer came', [delivery.n]);
  const valueMs = found.atMs - delivery.atMs;
  const late = [{ name: 'ack' as const, valueMs, limitMs: a.limitMs }];
  return fail(
    expected,
    `it came ${durationText(found.atMs - dueMs)} late`,
    [delivery.n, found.n],
    undefined,
    late,
  );
};

interface RefusesArgs {
  readonly request: number;
  /** Urn of the device that must refuse; where absent whoever does, as seen by the request's author. */
  readonly by?: string;
  readonly code: string;
  readonly limitMs: number;
}

/** The request is refused with the code within the limit, in whatever answer the message calls for. */
export const refuses: Check<RefusesArgs> = (view, a) => {
  const request = view.sentAt(a.request);
  const expected = `a refusal with ${a.code} within ${durationText(a.limitMs)} of the ${request?.name ?? 'message'}`;
  const from = a.by === undefined ? undefined : requestDelivery(view, a.request, a.by);
  if (a.by !== undefined && from === undefined) {
    const untilMs = (request?.atMs ?? 0) + 60_000;
    return view.nowMs < untilMs
      ? { untilMs }
      : fail(expected, 'the request never reached the device', [a.request]);
  }
  const start = from ?? { n: a.request, atMs: request?.atMs ?? 0 };
  const dueMs = start.atMs + a.limitMs;
  const all = view.sent.filter(
    (s) =>
      s.n > start.n &&
      (a.by === undefined ? s.by !== request?.by : s.by === a.by && s.message?.source === a.by) &&
      answersTo(s, request),
  );
  const found = all.find((s) => mismatch(s.message?.data, { code: { eq: a.code } }) === undefined);
  if (found !== undefined && found.atMs <= dueMs)
    return pass(expected, `after ${durationText(found.atMs - start.atMs)}`, [start.n, found.n]);
  const other = all.find((s) => s !== found && !(s.name === 'Receipt' && codeText(s) === ''));
  if (other !== undefined)
    return fail(expected, `${other.name ?? 'a text'}${codeText(other)}`, [start.n, other.n]);
  if (view.nowMs < dueMs) return { untilMs: dueMs };
  const any = found ?? all[0];
  return fail(
    expected,
    any === undefined
      ? 'no answer came'
      : found === undefined
        ? `${any.name ?? 'a text'} without refusal`
        : `it came ${durationText(found.atMs - dueMs)} late`,
    [start.n, ...(any === undefined ? [] : [any.n])],
  );
};

/** Delivery of a message, or of the copy that a relay passed on, to the device. */
export function requestDelivery(
  view: CaseView,
  request: number,
  to: string,
): { n: number; atMs: number } | undefined {
  const sent = view.sentAt(request);
  const direct = sent?.deliveries.find((d) => d.to === to && d.outcome === 'delivered');
  if (direct !== undefined || sent?.message === undefined) return direct;
  const { id, source } = sent.message;
  for (const s of view.sent) {
    if (s.message?.id !== id || s.message.source !== source) continue;
    const relayed = s.deliveries.find((d) => d.to === to && d.outcome === 'delivered');
    if (relayed !== undefined) return relayed;
  }
  return undefined;
}

function answersTo(s: Sent, request: Sent | undefined): boolean {
  if (s.message === undefined) return false;
  if (request?.message !== undefined && typeof request.message.id === 'string')
    return s.message.correlationid === request.message.id;
  return s.name === 'Receipt' && s.message.correlationid === undefined; // what cannot be parsed has no id to correlate
}

function codeText(s: Sent): string {
  const { code, detail } = (s.message?.data ?? {}) as { code?: unknown; detail?: unknown };
  return typeof code === 'string' ? ` (${code}${typeof detail === 'string' ? `: ${detail}` : ''})` : '';
}

function candidates(view: CaseView, a: SendsArgs & { readonly source?: string }): Sent[] {
  const sent = view.messages(a.name, {
    by: a.by,
    afterN: a.afterN,
    ...(a.to === undefined ? {} : { destination: a.to }),
    ...(a.source === undefined ? {} : { source: a.source }),
  });
  return firstCopies(a.relayed === true ? sent : authored(sent));
}
