/** Why a case probably failed: patterns that explain many failures at once, and that a vendor can act on. */
import { MESSAGE_NAMES, type MessageName } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { nameIn, numberOf } from '../log/message-text';
import type { CaseLog } from '../log/run-log';
import type { Hop } from '../log/wire';
import { durationText, powerText } from '../text/figures';
import { dutOf, type Divergence } from './divergence';
import { requestsOf } from './power';

/** A pattern by its name, so that cases that share one can be counted; what it means here, where there is more to say. */
export interface LikelyCause {
  readonly pattern: string;
  /** The pattern in half a sentence about the device, for the top of the report. */
  readonly summary: string;
  readonly text: string | undefined;
}

/** Below this much power nothing flows (tolerance at 0 W, specification 4.2). */
const NOTHING_W = 50;

/** The first pattern that fits; that a certain check fails first, where none does. */
export function likelyCause(log: CaseLog, hops: readonly Hop[], divergence: Divergence): LikelyCause {
  const { check } = divergence;
  return (
    malformed(divergence) ??
    electrical(log, hops, divergence) ??
    late(divergence) ??
    missing(log, hops, divergence) ?? {
      pattern: `check ${check.check}`,
      summary: check.cause ?? `what fails first is ${check.requirement}, ${check.check.replaceAll('-', ' ')}`,
      text: check.cause,
    }
  );
}

/** The message that a check waited for: as it says itself, else as its arguments, else as its words do. */
export function awaitedName({ args, expected, divergence }: Divergence['check']): MessageName | undefined {
  const values = [divergence?.missing, ...Object.values(args)].filter((v) => typeof v === 'string');
  return MESSAGE_NAMES.find((n) => values.includes(n)) ?? nameIn(expected);
}

function malformed({ hop, showing }: Divergence): LikelyCause | undefined {
  const problem = hop?.problems[0];
  if (showing !== 'message' || problem === undefined) return undefined;
  return {
    pattern: 'malformed',
    summary: 'the device sends messages that do not fit their schema',
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
  if (strongest.powerW > -NOTHING_W && weakest.powerW > asked.powerW / 2) {
    return {
      pattern: 'inverted sign',
      summary: 'the device imports where it is asked to export: its power has the wrong sign',
      text: `Asked to discharge ${powerText(asked.powerW)}, the device drew ${powerText(weakest.powerW)} from the grid: the right size, the wrong sign. A command is a magnitude and never negative; only telemetry has a sign, and minus means discharge.`,
    };
  }
  const stoodMs = toMs - asked.fromMs;
  const still = strongest.powerW > -NOTHING_W && weakest.powerW < NOTHING_W;
  const over = divergence.check.measured?.some((m) => m.valueMs > m.limitMs) === true;
  if (still && asked.accepted && stoodMs > 1000 && !over) {
    return {
      pattern: 'never discharges',
      summary: 'the device accepts requests to discharge and no power ever flows',
      text: `The device accepted ${powerText(asked.powerW)} and nothing followed: its power stayed at 0 W for ${durationText(stoodMs)}. The answer seems not to be tied to the inverter.`,
    };
  }
  return undefined;
}

function late({ check }: Divergence): LikelyCause | undefined {
  const over = check.measured?.find((m) => m.valueMs > m.limitMs);
  if (over === undefined) return undefined;
  return {
    pattern: 'late',
    summary: 'the device does what it is asked to, but too late',
    text: `It comes, ${durationText(over.valueMs - over.limitMs)} too late.`,
  };
}

/** A message that never came in the whole case, or a device that says nothing any more. */
function missing(
  log: CaseLog,
  hops: readonly Hop[],
  { check, showing, sinceMs }: Divergence,
): LikelyCause | undefined {
  const dut = dutOf(log);
  if (showing !== 'absence' || dut === undefined) return undefined;
  const own = hops.filter((h) => h.from === dut);
  const awaited = awaitedName(check);
  const others = hops.some((h) => h.to === dut && h.name === awaited);
  if (awaited !== undefined && !others && !own.some((h) => h.name === awaited)) {
    const title = `${numberOf(awaited) ?? ''} ${awaited}`;
    return {
      pattern: `no ${awaited}`,
      summary: `the device never sends ${title}`,
      text: `In this case the device sent no ${title} at all.`,
    };
  }
  if (own.some((h) => h.atMs > sinceMs)) return undefined;
  return {
    pattern: 'silent',
    summary: 'the device falls silent',
    text: 'The device sent nothing more from this moment to the end of the case.',
  };
}
