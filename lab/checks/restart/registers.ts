/** Registers over a loss of power (PR2-X-12): what was counted before it is counted after it. */
import type { CaseView, Reading } from '../../../runlog/case-view';
import { fail, pass, type Check, type Judgement } from '../check';
import { energyText, instantText } from '../texts';

/** Continuity that is asked of a register (lab protocol, Restart), Wh. */
export const CONTINUITY_WH = 1;
const J_PER_WH = 3600;

interface RegistersArgs {
  /** Urn of the device that was without power. */
  readonly device: string;
  /** The PEV whose power the registers count. */
  readonly pev: string;
}

/** The registers of the device have gone on from where they stood over each of its restarts. */
export const registersGoOn: Check<RegistersArgs> = (view, a) =>
  judgeRegisters(view, a.device, a.pev) ??
  fail(EXPECTED, 'no reading of a register before and after a restart', []);

const EXPECTED = `registers that stand within ${CONTINUITY_WH} Wh where they stood before the power went, or have counted what flowed meanwhile`;

/** Over all restarts of a device; undefined where it was not restarted or shows no register. */
export function judgeRegisters(view: CaseView, device: string, pev: string): Judgement | undefined {
  let last: { before: Reading; after: Reading } | undefined;
  for (const down of view.ofKind('restart')) {
    if (down.device !== device || down.phase !== 'down') continue;
    const own = view.readings.filter((r) => r.device === device && r.values.exportJ !== undefined);
    const before = own.filter((r) => r.n < down.n).pop();
    const after = own.find((r) => r.n > down.n);
    if (before === undefined || after === undefined) continue;
    const flowed = view.curve(pev).energyJ(before.atMs, after.atMs);
    for (const quantity of ['exportJ', 'importJ'] as const) {
      const grewWh = ((after.values[quantity] ?? 0) - (before.values[quantity] ?? 0)) / J_PER_WH;
      const mostWh = flowed[quantity] / J_PER_WH + CONTINUITY_WH;
      if (grewWh >= -CONTINUITY_WH && grewWh <= mostWh) continue;
      const [was, is] = [before, after].map((r) => energyText((r.values[quantity] ?? 0) / J_PER_WH));
      const what = quantity === 'exportJ' ? 'exported' : 'imported';
      return fail(
        EXPECTED,
        `${is} ${what} at ${instantText(after.atMs)}, after ${was} at ${instantText(before.atMs)}`,
        [before.n, down.n, after.n],
        'the register was not stored',
      );
    }
    last = { before, after };
  }
  if (last === undefined) return undefined;
  const { before, after } = last;
  const grewWh = ((after.values.exportJ ?? 0) - (before.values.exportJ ?? 0)) / J_PER_WH;
  return pass(EXPECTED, `${energyText(grewWh)} more exported energy than before the power went`, [
    before.n,
    after.n,
  ]);
}
