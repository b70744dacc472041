/** What is asked of a case again and again: read once, and anew when the case has grown. */
import type { CaseView } from '../../runlog/case-view';

interface Known<T> {
  readonly facts: number;
  readonly answer: T;
}

/** `read` of a case and a device, which keeps its answer until the view holds another fact. */
export function remembered<T>(read: (view: CaseView, urn: string) => T): (view: CaseView, urn: string) => T {
  const known = new WeakMap<CaseView, Map<string, Known<T>>>();
  return (view, urn) => {
    const ofView = known.get(view) ?? new Map<string, Known<T>>();
    known.set(view, ofView);
    const before = ofView.get(urn);
    if (before?.facts === view.facts) return before.answer;
    const answer = read(view, urn);
    ofView.set(urn, { facts: view.facts, answer });
    return answer;
  };
}
