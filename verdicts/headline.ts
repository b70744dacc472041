/** The one sentence of a run: what the owed MUSTs say together. */
import type { Headline, RequirementVerdict } from '../schemas';

/** @param musts verdicts of the owed MUSTs; with `--strict` a SHOULD that failed among them */
export function headline(musts: readonly RequirementVerdict[], complete: boolean): Headline {
  if (musts.includes('fail')) return 'not conformant';
  if (!complete || musts.some(isUnverified)) return 'not fully verified';
  return musts.some((v) => v === 'pass' || v === 'pass with findings') ? 'conformant' : 'not fully verified';
}

/** Neither seen kept nor seen broken, though it applies. */
export function isUnverified(verdict: RequirementVerdict): boolean {
  return verdict === 'error' || verdict === 'inconclusive' || verdict === 'not tested';
}
