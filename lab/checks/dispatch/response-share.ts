/** A series of changes of power, judged by how many of them meet the declared class (PR2-A-19, P_RESP_PCT). */
import type { ResponseClass } from '../../../schemas';
import { fail, isPending, pass, type Check, type Measured } from '../check';
import { requestDelivery } from '../messages';
import { reachesPower } from '../power';
import { durationText, instantText } from '../texts';

interface ShareArgs {
  readonly pev: string;
  /** At whose interface a change counts as received: the device under test. */
  readonly receivedBy: string;
  readonly responseClass: ResponseClass;
  readonly changes: readonly { readonly n: number; readonly fromW: number; readonly powerW: number }[];
  /** How long after t0 each power must still be held, ms. */
  readonly holdMs: number;
  /** Share of the changes that must be met, per cent. */
  readonly pct: number;
}

export const meetsClassMostly: Check<ShareArgs> = (view, a) => {
  const expected = `at least ${a.pct} % of ${a.changes.length} changes met within class ${a.responseClass}`;
  const basis: number[] = [a.changes[0]?.n ?? 0];
  const measured: Measured[] = [];
  const missed: string[] = [];
  for (const change of a.changes) {
    const delivery = requestDelivery(view, change.n, a.receivedBy);
    if (delivery === undefined) {
      missed.push('a change that never arrived');
      continue;
    }
    const outcome = reachesPower(view, {
      pev: a.pev,
      fromW: change.fromW,
      setpointW: change.powerW,
      responseClass: a.responseClass,
      t0Ms: delivery.atMs,
      holdUntilMs: delivery.atMs + a.holdMs,
      basisN: delivery.n,
    });
    if (isPending(outcome)) return outcome;
    if (outcome.verdict === 'pass') measured.push(...(outcome.measured ?? []));
    else {
      missed.push(`that of ${instantText(delivery.atMs)}: ${outcome.observed}`);
      basis.push(...outcome.basis);
    }
  }
  const met = a.changes.length - missed.length;
  const observed = `${met} of ${a.changes.length} met${missed[0] === undefined ? '' : `; first missed, ${missed[0]}`}`;
  if (met * 100 < a.pct * a.changes.length) return fail(expected, observed, basis);
  const slowest = Math.max(0, ...measured.filter((m) => m.name === 'full').map((m) => m.valueMs));
  return pass(expected, `${observed}; the slowest took ${durationText(slowest)}`, basis, measured);
};
