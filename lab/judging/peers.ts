/**
 * The other devices that are plugged in beside the one a case judges (architecture, Verdicts): what they do wrong is
 * never its failure, and what it does with them is no pass. A peer is asked what every device under test is asked.
 */
import type { CaseStopped } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { Judgement } from '../checks/check';
import type { Oracle } from '../oracles/oracle';
import { ISLAND_DUTIES } from './island-duties';
import { PEER_DUTIES } from './peer-duties';

export interface PeerBreach {
  readonly urn: string;
  /** When it began: what depends on the peer is in doubt from here on. */
  readonly fromMs: number;
  /** Names the peer and what it did. */
  readonly text: string;
}

/** Urns of the devices plugged in that the case does not judge. */
export function peersOf(view: CaseView): string[] {
  const devices = view.case?.devices ?? [];
  return devices.filter((d) => !d.dut && d.standIn === 'device').map((d) => d.urn);
}

/** The first breach of each peer that the records show so far, the earliest first. */
export function peerBreaches(view: CaseView, oracles: readonly Oracle[]): PeerBreach[] {
  const out: PeerBreach[] = [];
  for (const urn of peersOf(view)) {
    const own = withoutKitsWords(view, urn);
    for (const oracle of [...oracles, ...PEER_DUTIES, ...ISLAND_DUTIES])
      for (const { requirement, judgement } of oracle.judge(own, urn))
        if (judgement.verdict === 'fail') out.push(breachOf(view, urn, requirement, judgement));
  }
  return out.toSorted((a, b) => a.fromMs - b.fromMs);
}

/**
 * What a failure of the device under test comes to where a peer had broken a rule before: nobody can tell. One that
 * came first stays, and so does one that rests on the device alone.
 * @param leftMs when the device left what was expected
 */
export function besidePeers(j: Judgement, leftMs: number, breaches: readonly PeerBreach[]): Judgement {
  const breach = breaches[0];
  if (j.verdict !== 'fail' || breach === undefined || breach.fromMs > leftMs) return j;
  const { divergence: _divergence, measured: _measured, ...judgement } = j;
  return { ...judgement, verdict: 'inconclusive', cause: breach.text };
}

/** Stops that say what the kit, its instrument, its operator, the device under test or time did: a peer's breach explains none of them. */
const OWN_STOPS: ReadonlySet<string> = new Set([
  'kit',
  'adapter',
  'peer',
  'instrument',
  'operator',
  'interrupted',
] satisfies CaseStopped['kind'][]);

/** Why a case ends, with its peers: none is a pass in which one broke a rule, or would not do what the case needs. */
export function stoppedBesidePeers(
  stopped: CaseStopped | undefined,
  view: CaseView,
  breaches: readonly PeerBreach[],
): CaseStopped | undefined {
  if (stopped !== undefined && OWN_STOPS.has(stopped.kind)) return stopped;
  const breach = breaches[0];
  if (breach !== undefined) {
    const text = stopped === undefined ? breach.text : `${breach.text}; ${stopped.text}`;
    return { kind: 'peer', text, device: breach.urn };
  }
  const { device } = stopped ?? {};
  if (stopped === undefined || device === undefined || !peersOf(view).includes(device)) return stopped;
  if (stopped.kind !== 'precondition' && stopped.kind !== 'livelock') return stopped;
  return { ...stopped, kind: 'peer', text: `${nameOf(device)}: ${stopped.text}` };
}

/** What the kit said on the links in a peer's name is no doing of the peer. */
function withoutKitsWords(view: CaseView, urn: string): CaseView {
  if (!view.ofKind('inject').some((r) => r.from === urn)) return view;
  const own = new CaseView();
  for (const record of view.records) if (record.kind !== 'inject' || record.from !== urn) own.add(record);
  own.passed(view.nowMs);
  return own;
}

/** How long a peer may still owe something when a check of another device fails, ms. */
export function patienceMs(param: (name: string) => number): number {
  return Math.max(param('P_T_FWD'), param('P_T_AVREQ'), param('P_T_AVAIL'), ACK_S) * 1000 + 1;
}

/** The longest ack time of a class (specification, section 3). */
const ACK_S = 10;

function breachOf(view: CaseView, urn: string, requirement: string, j: Judgement): PeerBreach {
  const first = view.records.find((r) => r.n === j.basis[0]);
  const fromMs = first !== undefined && 'at' in first && typeof first.at === 'number' ? first.at : view.nowMs;
  return {
    urn,
    fromMs,
    text: `${nameOf(urn)} broke ${requirement}: expected ${j.expected}; seen ${j.observed}`,
  };
}

function nameOf(urn: string): string {
  const { role } = partsOf(urn);
  return `peer: the ${role === 'utility' ? role : role.toUpperCase()} plugged in beside the device under test (${urn})`;
}
