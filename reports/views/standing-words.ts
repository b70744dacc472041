/** The standing against the vendor's known failures, in the same words in every view. */
import type { ListedFailure, ReportStanding } from '../../schemas';
import { count } from '../text/figures';
import type { CaseModel, ReportModel } from '../model/report-model';

/** From what must be seen to first to what is in order. */
const ORDER: readonly ReportStanding['standing'][] = [
  'unexpected failure',
  'declared but errored',
  'stale entry',
  'unexpected pass',
  'expected failure',
  'ok',
];

/** A sign for each, so that none is told by colour alone. */
export const STANDING_SIGNS: Readonly<Record<ReportStanding['standing'], string>> = {
  'unexpected failure': '✗',
  'declared but errored': '!',
  'stale entry': '?',
  'unexpected pass': '?',
  'expected failure': '○',
  ok: '✓',
};

/** Worst first; undefined where the run was given no list. */
export function standingsOf({ stand }: ReportModel): readonly ReportStanding[] | undefined {
  return stand?.standings.toSorted((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
}

/** Whether somebody has to do something about it. */
export function needsAttention({ standing }: ReportStanding): boolean {
  return standing !== 'ok' && standing !== 'expected failure';
}

/** What to do about it, as a half sentence. */
export function adviceOn({ standing, expires }: ReportStanding): string {
  switch (standing) {
    case 'unexpected failure':
      return 'the list does not know of it';
    case 'declared but errored':
      return 'the list knows a failure, and it could not be judged at all';
    case 'unexpected pass':
      return 'it passes now: take the entry out';
    case 'stale entry':
      return `the entry no longer holds (last day ${expires ?? 'unknown'}): renew it or take it out`;
    case 'expected failure':
      return `known until ${expires ?? 'an unknown day'}`;
    case 'ok':
      return 'neither borne out nor contradicted by this run';
  }
}

/** `against the known failures: 1 unexpected failure, 2 expected failures`; undefined without a list. */
export function standingSentence(model: ReportModel): string | undefined {
  const { stand } = model;
  if (stand === undefined) return undefined;
  const parts = ORDER.flatMap((kind) => {
    const n = stand.standings.filter((s) => s.standing === kind).length;
    return n === 0 ? [] : [kind === 'ok' ? `${n} not seen in this run` : `${n} ${kind}`];
  });
  if (parts.length === 0) return 'Against the known failures: the list is empty, and nothing failed.';
  return `Against ${count(model.log.run.knownFailures?.length ?? 0, 'known failure')}: ${parts.join(', ')}.`;
}

/** The entry that excuses a failed case. */
export function excuseOf({ stand }: ReportModel, c: CaseModel): ListedFailure | undefined {
  return stand?.excused.get(c.log.index);
}
