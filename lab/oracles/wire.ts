/**
 * What every message of the device under test owes, whatever it says: form (of the requirement that the message
 * serves), identity and correlation (PR2-X-02), one answer in time to each request (PR2-X-09).
 */
import { nameOf, type ErrorCode, type Message, type MessageName } from '../../schemas';
import { owesAnswer } from '../../reference-impl/endpoint/endpoint';
import { RESPONSE_CLASSES } from '../profile/response-classes';
import { fail, pass } from '../checks/check';
import { durationText, instantText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import type { Oracle, OracleJudgement } from './oracle';

/** The requirement that a malformed message of this name breaks: the one it exists for. */
const SERVES: Readonly<Partial<Record<MessageName, string>>> = {
  EnrollmentRecord: 'PR2-G-02',
  EnergySupplyEvent: 'PR2-A-01',
  EventResponse: 'PR2-A-08',
  CustomerAlert: 'PR2-A-04',
  AvailabilityReport: 'PR2-A-06',
  ConnectionNotice: 'PR2-A-12',
  AvailabilityRequest: 'PR2-A-07',
  DispatchRequest: 'PR2-A-14',
  DispatchResponse: 'PR2-A-18',
  DispatchConfirmation: 'PR2-A-18',
  DispatchUpdate: 'PR2-A-22',
  ParticipationNotice: 'PR2-A-11',
  TerminationNotice: 'PR2-A-21',
  EventCancel: 'PR2-A-24',
  EnergyTelemetry: 'PR2-A-16',
  EventReport: 'PR2-A-10',
  IsolationStatus: 'PR2-B-02',
  EmergencyGenerationRequest: 'PR2-B-05',
  EmergencyGenerationResponse: 'PR2-B-05',
  EmergencyGenerationStatus: 'PR2-B-08',
};

export const wellFormed: Oracle = {
  name: 'messages-are-well-formed',
  alone: true,
  judge(view, dut) {
    const own = view.sent.filter((s) => s.by === dut && s.n >= 0);
    const bad = own.filter((s) => s.problems.length > 0);
    const expected = 'messages that their schemas accept';
    const out: OracleJudgement[] = bad.slice(0, 20).map((s) => ({
      requirement: requirementOf(s),
      judgement: fail(
        expected,
        `${s.name ?? 'a text that is no PR2 message'}: ${s.problems
          .map((p) => p.text)
          .slice(0, 3)
          .join('; ')}`,
        [s.n],
      ),
    }));
    const last = own[own.length - 1];
    if (out.length === 0 && last !== undefined) {
      out.push({
        requirement: 'PR2-X-03',
        judgement: pass(
          'times in RFC 3339 with offset, and messages that their schemas accept',
          `${own.length} messages`,
          [last.n],
        ),
      });
    }
    return out;
  },
};

/** The message without the instant of its sending, which a repeat bears anew. */
function unstamped(message: Message | undefined): string {
  return JSON.stringify({ ...message, viatime: undefined });
}

export const identity: Oracle = {
  name: 'ids-unique-and-sequence-rises',
  alone: true,
  judge(view, dut) {
    const authored = view.sent.filter((s) => s.by === dut && s.message?.source === dut);
    const byId = new Map<string, Sent>();
    const lastSeq = new Map<string, { seq: number; n: number }>();
    const expected =
      'an id for each message, a sequence number that rises by one for each destination, repeats unchanged';
    for (const s of authored) {
      const m = s.message;
      if (m === undefined) continue;
      const before = byId.get(m.id);
      if (before !== undefined) {
        if (unstamped(before.message) === unstamped(m)) continue;
        return [
          {
            requirement: 'PR2-X-02',
            judgement: fail(expected, `id ${m.id} stands on two different messages`, [before.n, s.n]),
          },
        ];
      }
      byId.set(m.id, s);
      const previous = lastSeq.get(m.destination);
      if (previous !== undefined && m.seq !== previous.seq + 1) {
        return [
          {
            requirement: 'PR2-X-02',
            judgement: fail(
              expected,
              `sequence number ${m.seq} to ${m.destination} follows ${previous.seq}`,
              [previous.n, s.n],
            ),
          },
        ];
      }
      lastSeq.set(m.destination, { seq: m.seq, n: s.n });
    }
    const last = authored[authored.length - 1];
    return last === undefined
      ? []
      : [{ requirement: 'PR2-X-02', judgement: pass(expected, `${byId.size} messages`, [last.n]) }];
  },
};

export const oneAnswer: Oracle = {
  name: 'one-answer-in-time',
  judge(view, dut) {
    const expected = 'exactly one answer to each request, within its time';
    let answered = 0;
    let lastN = 0;
    const seen = new Set<string>();
    /** Came over a link that did not speak for them; each time they are refused anew (PR2-X-01). */
    const unheard = new Set<string>();
    for (const s of view.sent) {
      const m = s.message;
      if (m === undefined || s.problems.length > 0 || !plainRequest(m) || m.destination !== dut) continue;
      const arrived = s.deliveries.filter((d) => d.to === dut && d.outcome === 'delivered');
      if (arrived.some((d) => !d.trusted)) unheard.add(m.id);
      const delivery = arrived.find((d) => d.trusted);
      if (delivery === undefined || seen.has(m.id)) continue;
      seen.add(m.id);
      const limitMs = ackLimitMs(view, m);
      if (delivery.atMs + limitMs > view.nowMs || wentAway(view, dut, delivery.n, delivery.atMs + limitMs))
        continue;
      const answers = distinct(
        view
          .answersTo(m.id)
          .filter(
            (a) =>
              a.by === dut &&
              a.message?.destination === m.source &&
              !hasCode(a, 'E_DUPLICATE') &&
              !(unheard.has(m.id) && hasCode(a, 'E_UNAUTHORIZED')),
          ),
      );
      const first = answers[0];
      const what = `${nameOf(m.type) ?? m.type} of ${instantText(delivery.atMs)}`;
      if (first === undefined)
        return [
          {
            requirement: 'PR2-X-09',
            judgement: fail(expected, `no answer to the ${what} within ${durationText(limitMs)}`, [
              delivery.n,
            ]),
          },
        ];
      if (first.atMs - delivery.atMs > limitMs) {
        return [
          {
            requirement: 'PR2-X-09',
            judgement: fail(
              expected,
              `the answer to the ${what} came after ${durationText(first.atMs - delivery.atMs)}, allowed ${durationText(limitMs)}`,
              [delivery.n, first.n],
            ),
          },
        ];
      }
      const second = answers[1];
      if (second !== undefined && !skewReceipt(second) && !decidesLater(second))
        return [
          {
            requirement: 'PR2-X-09',
            judgement: fail(expected, `two different answers to the ${what}`, [
              delivery.n,
              first.n,
              second.n,
            ]),
          },
        ];
      answered += 1;
      lastN = first.n;
    }
    return answered === 0
      ? []
      : [{ requirement: 'PR2-X-09', judgement: pass(expected, `${answered} requests answered`, [lastN]) }];
  },
};

/** A well-formed message that owes an answer. */
function plainRequest(m: Message): boolean {
  return nameOf(m.type) !== undefined && typeof m.id === 'string' && owesAnswer(m);
}

function ackLimitMs(view: CaseView, m: Message): number {
  const name = nameOf(m.type);
  if (name === 'AvailabilityRequest') return view.param('P_T_AVREQ') * 1000;
  const { responseClass } = (m.data ?? {}) as { responseClass?: keyof typeof RESPONSE_CLASSES };
  const times = responseClass === undefined ? undefined : RESPONSE_CLASSES[responseClass];
  return times?.ackMs ?? RESPONSE_CLASSES.SCHEDULED.ackMs;
}

const CABLE: ReadonlySet<string> = new Set(['plug-in', 'unplug', 'bounce']);

/** The device could not answer: unplugged, down, or its link cut before the time was over. */
function wentAway(view: CaseView, dut: string, afterN: number, untilMs: number): boolean {
  const within = (r: { n: number; at: number }): boolean => r.n > afterN && r.at <= untilMs;
  const cable = view.ofKind('stimulus').filter((r) => r.device === dut && CABLE.has(r.name));
  return (
    cable.findLast((r) => r.n < afterN)?.name === 'unplug' ||
    cable.some((r) => within(r) && r.name !== 'plug-in') ||
    view.ofKind('restart').some((r) => within(r) && r.device === dut) ||
    view.ofKind('network').some(within)
  );
}

function distinct(answers: readonly Sent[]): Sent[] {
  const ids = new Set<string>();
  return answers.filter((a) => {
    const id = a.message?.id ?? '';
    if (ids.has(id)) return false;
    ids.add(id);
    return true;
  });
}

/** The extra receipt that reports a clock skew beside another answer (PR2-X-03). */
function skewReceipt(s: Sent): boolean {
  return s.name === 'Receipt' && (s as Sent<'Receipt'>).message?.data.skewS !== undefined;
}

/** E_DUPLICATE refuses another message that came under the same id, not this one (PR2-X-02). */
function hasCode(s: Sent, code: ErrorCode): boolean {
  return s.name === 'Receipt' && (s as Sent<'Receipt'>).message?.data.code === code;
}

/** A decision on an event that comes after UNDECIDED, or a change of mind, refers to the same event message. */
function decidesLater(s: Sent): boolean {
  return s.name === 'EventResponse';
}

function requirementOf(s: Sent): string {
  const paths = s.problems.map((p) => p.path);
  if (paths.some((p) => p === 'id' || p === 'correlationid' || p === 'seq' || p === 'source'))
    return 'PR2-X-02';
  if (paths.includes('data.sink')) return 'PR2-G-01';
  if (paths.some((p) => /W$|Wh$/.test(p) && !/requested/.test(p))) return 'PR2-X-04';
  if (paths.some((p) => p === 'time' || /At$|asOf$|start$/.test(p))) return 'PR2-X-03';
  return (s.name === undefined ? undefined : SERVES[s.name]) ?? 'PR2-X-09';
}
