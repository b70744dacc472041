/**
 * What every message of the device under test owes, whatever it says: form (of the requirement that the message
 * serves), identity and correlation (PR2-X-02).
 */
import type { Message, MessageName } from '../../schemas';
import { fail, pass } from '../checks/check';
import type { Sent } from '../../runlog/case-view';
import type { Oracle, OracleJudgement } from './oracle';

/** The requirement that a malformed message of this name breaks: the one it exists for. */
export const SERVES: Readonly<Partial<Record<MessageName, string>>> = {
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

/** The requirement that a message breaks by its form, or, well formed, serves. */
export function requirementOf(s: Sent): string {
  const paths = s.problems.map((p) => p.path);
  if (paths.some((p) => p === 'id' || p === 'correlationid' || p === 'seq' || p === 'source'))
    return 'PR2-X-02';
  if (paths.includes('data.sink')) return 'PR2-G-01';
  if (paths.some((p) => /W$|Wh$/.test(p) && !/requested/.test(p))) return 'PR2-X-04';
  if (paths.some((p) => p === 'time' || /At$|asOf$|start$/.test(p))) return 'PR2-X-03';
  return (s.name === undefined ? undefined : SERVES[s.name]) ?? 'PR2-X-09';
}
