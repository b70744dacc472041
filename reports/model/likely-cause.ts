/** Why a case probably failed: patterns that explain many failures at once, and that a vendor can act on. */
import { CaseView } from '../../runlog/case-view';
import type { CaseLog } from '../log/run-log';
import type { Hop } from '../log/wire';
import { durationText, powerText } from '../text/figures';
import { dutOf, type Divergence } from './divergence';
import { requestsOf } from './power';

/** A pattern by its name, so that cases that share one can be counted, and what it means here. */
export interface LikelyCause {
  readonly pattern: string;
  readonly text: string;
}

/** Below this much power nothing flows (tolerance at 0 W, specification 4.2). */
const NOTHING_W = 50;

/** The first pattern that fits, the check's own word where none does. */
export function likelyCause(
  log: CaseLog,
  hops: readonly Hop[],
  divergence: Divergence,
): LikelyCause | undefined {
  const pattern =
    malformed(divergence) ??
    electrical(log, hops, divergence) ??
    late(divergence) ??
    silent(log, hops, divergence);
  if (pattern !== undefined) return pattern;
  const said = divergence.check.cause;
  return said === undefined ? undefined : { pattern: said, text: said };
}

/** One sentence for the top of the report, by pattern. */
export const COMMON_CAUSES: Readonly<Record<string, string>> = {
  'inverted sign': 'the device imports where it is asked to export: its power has the wrong sign',
  'never discharges': 'the device accepts requests to discharge and no power ever flows',
  silent: 'the device stops answering',
  late: 'the device does what it is asked to, but too late',
  malformed: 'the device sends messages that do not fit their schema',
};

function malformed({ hop, showing }: Divergence): LikelyCause | undefined {
  if (showing !== 'message' || hop === undefined) return undefined;
  const problem = hop.problems[0];
  if (problem === undefined) return undefined;
  return {
    pattern: 'malformed',
    text: `The message does not fit its schema: ${problem.path} ${problem.text}.`,
  };
}

/** What the power did while it was asked for: the opposite, or nothing. */
function electrical(log: CaseLog, hops: readonly Hop[], divergence: Divergence): LikelyCause | undefined {
  const pev = log.head.devices.find((d) => d.role === 'pev')?.urn;
  if (pev === undefined) return undefined;
  const asked = requestsOf(hops, pev).findLast((r) => r.fromMs <= divergence.atMs && r.powerW > NOTHING_W);
  if (asked === undefined) return undefined;
  const view = new CaseView();
  log.records.forEach((r) => view.add(r));
  const curve = view.curve(pev);
  const toMs = Math.min(asked.toMs, Math.max(divergence.atMs, divergence.check.at));
  const strongest = curve.lowest(asked.fromMs, toMs);
  const weakest = curve.highest(asked.fromMs, toMs);
  if (strongest === undefined || weakest === undefined) return undefined;
  if (weakest.powerW > NOTHING_W && strongest.powerW > -NOTHING_W && weakest.powerW > asked.powerW / 2) {
    return {
      pattern: 'inverted sign',
      text: `Asked to discharge ${powerText(asked.powerW)}, the device drew ${powerText(weakest.powerW)} from the grid: the right size, the wrong sign. A command is a magnitude and never negative; only telemetry has a sign, and minus means discharge.`,
    };
  }
  const heldMs = toMs - asked.fromMs;
  if (strongest.powerW > -NOTHING_W && weakest.powerW < NOTHING_W && heldMs > 1000 && asked.accepted) {
    return {
      pattern: 'never discharges',
      text: `The device accepted ${powerText(asked.powerW)} and nothing followed: its power stayed at 0 W for ${durationText(heldMs)}. The answer seems not to be tied to the inverter.`,
    };
  }
  return undefined;
}

function late({ check }: Divergence): LikelyCause | undefined {
  const over = (check.measured ?? []).find((m) => m.valueMs > m.limitMs);
  if (over === undefined) return undefined;
  const byMs = over.valueMs - over.limitMs;
  return { pattern: 'late', text: `Everything else is as it should be, ${durationText(byMs)} too late.` };
}

function silent(
  log: CaseLog,
  hops: readonly Hop[],
  { showing, sinceMs }: Divergence,
): LikelyCause | undefined {
  const dut = dutOf(log);
  if (showing !== 'absence' || dut === undefined) return undefined;
  const own = hops.filter((h) => h.from === dut);
  if (own.some((h) => h.atMs > sinceMs)) return undefined;
  return { pattern: 'silent', text: 'The device sent nothing more from this moment to the end of the case.' };
}
