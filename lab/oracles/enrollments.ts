/** Who is enrolled with which PEV at a Utility under test. */
import type { CaseView } from '../../runlog/case-view';

/** As a state or a stimulus names it: either may be wanting in what a scenario tries. */
export interface Enrolled {
  readonly customerId?: string;
  readonly pevId?: string;
  readonly programId?: string;
  readonly architecture?: string;
  readonly location?: readonly string[];
}

/** What the Utility was started with. */
export function enrolledAtStart(view: CaseView, utility: string): readonly Enrolled[] {
  const state = view.stateOf(utility) as { readonly enrollments?: readonly Enrolled[] } | undefined;
  return state?.enrollments ?? [];
}

/** The PEVs of one customer, by id. */
export function pevsAmong(all: readonly Enrolled[], customerId: string): ReadonlySet<string> {
  return new Set(all.flatMap((e) => (e.customerId === customerId && e.pevId !== undefined ? [e.pevId] : [])));
}
