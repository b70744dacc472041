/** Checks on answers: the same for the same message, and each naming what it answers (PR2-X-02, PR2-X-09). */
import { isAnswerType } from '../../../schemas';
import type { CaseView, Sent } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { instantText } from '../texts';

interface AlikeArgs {
  readonly by: string;
  /** Log position of one of the deliveries' messages; the others bear the same id. */
  readonly request: number;
  /** How often it was answered at the least. */
  readonly least: number;
  readonly untilMs: number;
}

/** Every delivery of one message is answered with one and the same result. */
export const answersAlike: Check<AlikeArgs> = (view, a) => {
  const expected = `${a.least} answers or more, all with the result of the first`;
  const message = view.sentAt(a.request)?.message;
  const answers = view.sent.filter(
    (s) =>
      s.by === a.by &&
      s.message?.correlationid === message?.id &&
      s.message?.destination === message?.source &&
      !tellsSkew(s),
  );
  const [first] = answers;
  const basis = [a.request, ...answers.map((s) => s.n)].slice(0, 50);
  const other = answers.find((s) => resultOf(s) !== (first === undefined ? '' : resultOf(first)));
  if (other !== undefined)
    return fail(expected, `another result at ${instantText(other.atMs)}`, [
      a.request,
      first?.n ?? a.request,
      other.n,
    ]);
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  return answers.length < a.least
    ? fail(expected, `${answers.length} answers`, basis)
    : pass(expected, `${answers.length}, all alike`, basis);
};

/** Each answer of the device names a message that had reached it. */
export const namesWhatItAnswers: Check<{ by: string }> = (view, a) => {
  const expected = 'in each answer the id of the message that it answers';
  const answers = view.sent.filter((s) => s.by === a.by && s.message?.source === a.by && isAnswer(s));
  for (const s of answers) {
    const id = s.message?.correlationid;
    if (id === undefined) {
      if (saysUnknown(s)) continue;
      return fail(expected, `a ${s.name} at ${instantText(s.atMs)} names none`, [s.n]);
    }
    if (!hadReached(view, a.by, id, s.n))
      return fail(expected, `a ${s.name} at ${instantText(s.atMs)} answers ${id}, which never came`, [s.n]);
  }
  const last = answers[answers.length - 1];
  return last === undefined
    ? fail(expected, 'no answer at all', [])
    : pass(expected, `${answers.length} answers`, [last.n]);
};

/** Answers by their type; a report of what is available only where it says that it is one. */
function isAnswer(s: Sent): boolean {
  if (s.name === undefined) return false;
  return s.name === 'AvailabilityReport' ? s.message?.correlationid !== undefined : isAnswerType(s.name);
}

/** An old message has an old date: that its clock seems to be off may be said beside the answer (PR2-X-03). */
function tellsSkew(s: Sent): boolean {
  return s.name === 'Receipt' && (s.message?.data as { skewS?: unknown } | undefined)?.skewS !== undefined;
}

/** What could not be read has no id that an answer could name. */
function saysUnknown(s: Sent): boolean {
  return (s.message?.data as { refMessageId?: unknown } | undefined)?.refMessageId === 'unknown';
}

function hadReached(view: CaseView, device: string, id: string, beforeN: number): boolean {
  return view.sent.some(
    (s) =>
      s.message?.id === id &&
      s.deliveries.some((d) => d.to === device && d.outcome === 'delivered' && d.n < beforeN),
  );
}

function resultOf(s: Sent): string {
  return `${s.name} ${JSON.stringify(s.message?.data)}`;
}
