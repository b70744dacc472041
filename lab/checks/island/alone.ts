/** Who holds the voltage of a home: one PEV at a time (PR2-B-05, reading D37). */
import { fail, pass, type Check } from '../check';
import { instantText } from '../texts';
import { formingAt, formingOf } from './facts';

interface FormsAloneArgs {
  /** The PEVs at the home. */
  readonly pevs: readonly string[];
  readonly untilMs: number;
  /** The log position from which on it is watched. */
  readonly afterN: number;
}

/** At no instant do two of the PEVs form a voltage, and at some instant one of them does. */
export const formsAlone: Check<FormsAloneArgs> = (view, { pevs, untilMs, afterN }) => {
  const expected = `one PEV at a time with a voltage of its own on the home, until ${instantText(untilMs)}`;
  const all = pevs.map((pev) => formingOf(view, pev));
  const forming = all.flatMap((series, of) =>
    series.filter((f) => f.forming && f.n > afterN && f.atMs <= untilMs).map((f) => ({ ...f, of })),
  );
  for (const f of forming) {
    const other = all
      .map((series) => formingAt(series, f.atMs))
      .find((o, i) => i !== f.of && o?.forming === true);
    if (other !== undefined)
      return fail(expected, `two at ${instantText(f.atMs)}`, [
        afterN,
        ...[other.n, f.n].toSorted((a, b) => a - b),
      ]);
  }
  if (view.nowMs < untilMs) return { untilMs };
  const [first] = forming;
  return first === undefined
    ? fail(expected, 'none', [afterN])
    : pass(expected, 'so it was', [afterN, first.n]);
};
