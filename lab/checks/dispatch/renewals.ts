/** Checks on how a Utility renews its commands: how long each is good for, and what it asks (PR2-X-05, PR2-A-22). */
import type { CaseView } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { durationText, instantText, powerText } from '../texts';
import { commandsOf } from './commands';

interface RenewalArgs {
  readonly utility: string;
  readonly pev: string;
  readonly basisN: number;
}

type Command = ReturnType<typeof commandsOf>[number];

/** A command must outlast so many of the intervals at which it is renewed (P_WATCHDOG). */
const INTERVALS = 3;
/** The bounds of what a command may be good for, s (P_WATCHDOG). */
const LEAST_S = 30;
const MOST_S = 900;
/** How far the instants of a device may lie apart from the grid that it keeps, s. */
const JITTER_S = 0.5;

/** Each command is good for three times as long as the utility usually takes to the next, or longer. */
export const outlastsRenewals: Check<RenewalArgs> = (view, a) => {
  const renewals = renewalsOf(view, a);
  const intervalsMs = renewals.map(({ before, next }) => next.atMs - Math.max(before.atMs, before.fromMs));
  const usualMs = intervalsMs.toSorted((x, y) => x - y)[Math.floor(intervalsMs.length / 2)];
  if (usualMs === undefined) return fail('commands that are renewed', 'no command was renewed', [a.basisN]);
  const owedS = Math.min(MOST_S, Math.max(LEAST_S, (INTERVALS * usualMs) / 1000));
  const expected = `each command good for at least ${owedS} s, as one follows the other after ${durationText(usualMs)}`;
  const commands = [...renewals.slice(0, 1).map((r) => r.before), ...renewals.map((r) => r.next)];
  const brief = commands.find((c) => c.validForS < owedS - JITTER_S);
  if (brief !== undefined)
    return fail(expected, `${brief.validForS} s at ${instantText(brief.atMs)}`, [a.basisN, brief.n]);
  return pass(expected, `${commands.length} commands`, [
    a.basisN,
    commands[commands.length - 1]?.n ?? a.basisN,
  ]);
};

/** Nobody wants another power and the battery has enough: what renews a command asks for what the command asked. */
export const renewsUnchanged: Check<RenewalArgs> = (view, a) => {
  const expected = 'renewals that ask for the power of the command which they renew';
  const renewals = renewalsOf(view, a);
  const last = renewals[renewals.length - 1];
  if (last === undefined) return fail(expected, 'no command was renewed', [a.basisN]);
  const other = renewals.find(({ before, next }) => next.powerW !== before.powerW);
  if (other === undefined) return pass(expected, `${renewals.length} renewals`, [a.basisN, last.next.n]);
  const { before, next } = other;
  return fail(
    expected,
    `${powerText(next.powerW)} after ${powerText(before.powerW)} at ${instantText(next.atMs)}`,
    [before.n, next.n],
  );
};

/** Commands that follow one another in one dispatch. */
function renewalsOf(view: CaseView, a: RenewalArgs): { before: Command; next: Command }[] {
  const commands = commandsOf(view, a.utility, a.pev);
  return commands.flatMap((next, i) => {
    const before = commands
      .slice(0, i)
      .filter((c) => c.dispatchId === next.dispatchId)
      .pop();
    return before === undefined ? [] : [{ before, next }];
  });
}
