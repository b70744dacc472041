/** Whether a device was there to answer: plugged in, up, and with a link on which the answer could go (PR2-X-09). */
import type { CaseView } from '../../runlog/case-view';

/** A request that reached the device: who handed it over, where in the log, and until when its answer is due. */
interface Owed {
  readonly dut: string;
  readonly peer: string;
  readonly fromN: number;
  readonly untilMs: number;
}

const CABLE: ReadonlySet<string> = new Set(['plug-in', 'unplug', 'bounce']);

/** The device could not answer: unplugged, down, or without a link to whom it owes the answer, before the time was over. */
export function wentAway(view: CaseView, owed: Owed): boolean {
  const { dut, fromN, untilMs } = owed;
  const within = (r: { n: number; at: number }): boolean => r.n > fromN && r.at <= untilMs;
  const cable = view.stimuliAt(dut).filter((r) => CABLE.has(r.name));
  return (
    cable.findLast((r) => r.n < fromN)?.name === 'unplug' ||
    cable.some((r) => within(r) && r.name !== 'plug-in') ||
    view.ofKind('restart').some((r) => within(r) && r.device === dut) ||
    lostItsLink(view, owed)
  );
}

/**
 * What the device says to that peer does not get there, or one of the two is no longer who it claims to be: a device that
 * notices may end such a link. Messages that are lost or late one by one, a peer that says nothing, and the links of
 * others excuse nobody.
 */
function lostItsLink(view: CaseView, { dut, peer, fromN, untilMs }: Owed): boolean {
  let cut = false;
  const distrusted = new Set<unknown>();
  for (const { n, at, action } of view.ofKind('network')) {
    if (at > untilMs) break;
    if (n > fromN && (cut || distrusted.size > 0)) return true;
    const { kind, state, from, to, between } = action as NetworkAction;
    const ends = between ?? [from, to];
    if (!ends.includes(dut) || !ends.includes(peer)) continue;
    if (kind === 'link' && (between !== undefined || from === dut)) cut = state !== 'up';
    if (kind === 'credential') distrusted[state === 'valid' ? 'delete' : 'add'](from);
  }
  return cut || distrusted.size > 0;
}

/** What the steps write down of a link: both directions of it, or one. */
interface NetworkAction {
  readonly kind: string;
  readonly state?: string;
  readonly from?: string;
  readonly to?: string;
  readonly between?: readonly string[];
}
