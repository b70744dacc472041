/** How the pr2 command ends: the first reason that holds. */
import type { Headline } from '../schemas';
import type { Standing } from './standing';

export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface ExitFacts {
  /** Usage, file or port. */
  readonly usage: boolean;
  /** A device gave no valid hello. */
  readonly noHello: boolean;
  readonly kitError: boolean;
  readonly headline: Headline;
  /** Only with a list of known failures. */
  readonly standings?: readonly Standing[];
  /** An owed MUST is in error, inconclusive or not tested, or the run is incomplete. */
  readonly mustUnverified: boolean;
}

const OF_HEADLINE = { 'not conformant': 1, 'not fully verified': 3, conformant: 0 } as const satisfies Record<
  Headline,
  ExitCode
>;

export function decideExit(facts: ExitFacts): ExitCode {
  if (facts.usage) return 2;
  if (facts.noHello) return 6;
  if (facts.kitError) return 5;
  if (facts.standings === undefined) return OF_HEADLINE[facts.headline];
  const has = (...kinds: Standing[]): boolean => kinds.some((k) => facts.standings?.includes(k) === true);
  if (has('unexpected failure', 'declared but errored')) return 1;
  if (has('stale entry', 'unexpected pass')) return 4;
  return facts.mustUnverified ? 3 : 0;
}

/** What a judged run or role tells of its exit. */
export interface Judged {
  readonly headline: Headline;
  readonly kitError: string | undefined;
  readonly mustUnverified: boolean;
  /** A SHOULD was seen not met. */
  readonly findings: boolean;
}

export interface ExitOptions {
  readonly strict?: boolean;
  readonly standings?: readonly Standing[];
}

/** Exit code of a run that took place. With `strict` a finding is a failure, also where the judgement itself was not. */
export function exitCode(judged: Judged, { strict = false, standings }: ExitOptions = {}): ExitCode {
  return decideExit({
    usage: false,
    noHello: false,
    kitError: judged.kitError !== undefined,
    headline: strict && judged.findings ? 'not conformant' : judged.headline,
    mustUnverified: judged.mustUnverified,
    ...(standings === undefined ? {} : { standings }),
  });
}
