/** Each request gets one answer in time, unless the device could not give it (PR2-X-09). */
import { nameOf, type ErrorCode, type Message } from '../../schemas';
import { owesAnswer } from '../../reference-impl/endpoint/repeats';
import { RESPONSE_CLASSES } from '../profile/response-classes';
import { fail, pass } from '../checks/check';
import { durationText, instantText } from '../checks/texts';
import type { CaseView, Sent } from '../../runlog/case-view';
import type { Oracle } from './oracle';
import { wentAway } from './went-away';

export const oneAnswer: Oracle = {
  name: 'one-answer-in-time',
  judge(view, dut) {
    const expected = 'exactly one answer to each request, within its time';
    let answered = 0;
    let lastN = 0;
    const seen = new Set<string>();
    /** Came over a link that did not speak for them; each time they are refused anew (PR2-X-01). */
    const unheard = new Set<string>();
    const twins = twinned(view);
    for (const s of view.sent) {
      const m = s.message;
      if (m === undefined || s.problems.length > 0 || !plainRequest(m) || m.destination !== dut) continue;
      const arrived = s.deliveries.filter((d) => d.to === dut && d.outcome === 'delivered');
      if (arrived.some((d) => !d.trusted)) unheard.add(m.id);
      const delivery = arrived.find((d) => d.trusted);
      if (delivery === undefined || seen.has(m.id)) continue;
      seen.add(m.id);
      const limitMs = ackLimitMs(view, m);
      if (
        delivery.atMs + limitMs > view.nowMs ||
        wentAway(view, { dut, peer: s.by, fromN: delivery.n, untilMs: delivery.atMs + limitMs })
      )
        continue;
      const answers = distinct(
        view
          .answersTo(m.id)
          .filter(
            (a) =>
              a.by === dut &&
              a.message?.destination === m.source &&
              !(twins.has(m.id) && hasCode(a, 'E_DUPLICATE')) &&
              !(unheard.has(m.id) && hasCode(a, 'E_UNAUTHORIZED')),
          ),
      );
      // What tells a skew beside another answer may come before it as well as after it.
      const own = answers.filter((answer) => !skewReceipt(answer));
      const [first = answers[0], second] = own;
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
      if (second !== undefined && !decidesLater(second))
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
    const needless = answeredReceipt(view, dut);
    if (needless !== undefined)
      return [
        {
          requirement: 'PR2-X-09',
          judgement: fail(
            'no answer to what is an answer itself',
            `the Receipt of ${instantText(needless.receipt.atMs)} was answered`,
            [needless.receipt.n, needless.answer.n],
          ),
        },
      ];
    return answered === 0
      ? []
      : [{ requirement: 'PR2-X-09', judgement: pass(expected, `${answered} requests answered`, [lastN]) }];
  },
};

/** A sound receipt that the device took up with a receipt of its own, as if it had asked for something. */
function answeredReceipt(view: CaseView, dut: string): { receipt: Sent; answer: Sent } | undefined {
  for (const receipt of view.messages('Receipt', { destination: dut })) {
    if (receipt.problems.length > 0 || receipt.message === undefined) continue;
    const answer = view
      .answersTo(receipt.message.id)
      .find((a) => a.by === dut && a.name === 'Receipt' && !skewReceipt(a) && takes(a));
    if (answer !== undefined) return { receipt, answer };
  }
  return undefined;
}

const takes = (s: Sent): boolean => (s as Sent<'Receipt'>).message?.data.status !== 'REJECTED';

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

/** The ids under which more than one message came: there E_DUPLICATE refuses the other one (PR2-X-02). */
function twinned(view: CaseView): ReadonlySet<string> {
  const bodies = new Map<string, string>();
  const twins = new Set<string>();
  for (const { message } of view.sent) {
    if (typeof message?.id !== 'string') continue;
    const body = JSON.stringify(message.data);
    if ((bodies.get(message.id) ?? body) !== body) twins.add(message.id);
    bodies.set(message.id, body);
  }
  return twins;
}

function hasCode(s: Sent, code: ErrorCode): boolean {
  return s.name === 'Receipt' && (s as Sent<'Receipt'>).message?.data.code === code;
}

/** A decision on an event that comes after UNDECIDED, or a change of mind, refers to the same event message. */
function decidesLater(s: Sent): boolean {
  return s.name === 'EventResponse';
}
