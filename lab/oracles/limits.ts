/** Which limits bind a PEV's discharge at an instant, from what the log says of the site, the cable and the customer. */
import type { CaseView, RecordOf } from '../../runlog/case-view';
import { copiesTaken } from './copies-taken';

export interface BindingLimit {
  readonly name: string;
  readonly powerW: number;
  /** Log position of what set it. */
  readonly n: number;
  /** Time allowed for following a limit that has just come down (P_T_DERATE, P_T_PREF), ms. */
  readonly graceMs: number;
}

const NONE: BindingLimit = { name: 'none', powerW: Infinity, n: 0, graceMs: 0 };

type Stimulus = RecordOf<'stimulus'>;

/** The smallest limit in force at `atMs` (reading D12); infinite where none is known. */
export function limitsOf(view: CaseView, pev: string, atMs: number): BindingLimit {
  const limits: BindingLimit[] = [];
  const state = view.stateOf(pev);
  const own = state?.['maxDischargeW'];
  if (typeof own === 'number')
    limits.push({ name: "PEV's own", powerW: own, n: view.case?.n ?? 0, graceMs: 0 });
  const plug = last(view, atMs, (s) => s.device === pev && s.name === 'plug-in');
  if (plug !== undefined) limits.push(...cableLimits(view, plug));
  const derates = new Map<string, BindingLimit>();
  for (const s of stimuli(view, atMs)) {
    const params = s.params as Record<string, unknown>;
    if (s.device === pev && s.name === 'derate' && typeof params['maxW'] === 'number') {
      derates.set(String(params['element']), {
        name: String(params['element']),
        powerW: params['maxW'],
        n: s.n,
        graceMs: grace(view, s.at, atMs, 'P_T_DERATE'),
      });
    }
    const max = s.name === 'set-preference' ? params['maxDischargeW'] : undefined;
    if (typeof max === 'number' && s.device === pev) {
      derates.set(`customer ${s.device}`, {
        name: "customer's",
        powerW: max,
        n: s.n,
        graceMs: grace(view, s.at, atMs, 'P_T_PREF'),
      });
    }
  }
  limits.push(...derates.values());
  for (const copy of copiesTaken(view, pev, atMs))
    if (copy.preference.maxDischargeW !== undefined)
      limits.push({
        name: "customer's, set at the ESCI,",
        powerW: copy.preference.maxDischargeW,
        n: copy.n,
        graceMs: grace(view, copy.atMs, atMs, 'P_T_PREF'),
      });
  return limits.reduce((a, b) => (b.powerW < a.powerW ? b : a), NONE);
}

/** The highest floor in force for a PEV, %, from its initial state, the preferences set at it and the ESCI's copy of its own. */
export function floorOf(view: CaseView, pev: string, atMs: number): number | undefined {
  const own = ownFloor(view, pev, atMs);
  const graceMs = (view.param('P_T_PREF') + view.param('P_T_STOP')) * 1000;
  const copies = copiesTaken(view, pev, atMs - graceMs).map(({ preference }) => preference.socFloor);
  // A copy that is on its way out may hold until then, and the one that replaces it from its receipt on.
  const lately = copiesTaken(view, pev, atMs).map(({ preference }) => preference.socFloor);
  const copied = copies.length === 0 ? undefined : Math.min(...copies, ...lately);
  return copied === undefined ? own : Math.max(copied, own ?? copied);
}

function ownFloor(view: CaseView, pev: string, atMs: number): number | undefined {
  const state = view.stateOf(pev);
  const initial = state?.['socFloor'];
  let own = typeof initial === 'number' ? initial : undefined;
  for (const s of stimuli(view, atMs)) {
    const floor = (s.params as Record<string, unknown>)['socFloor'];
    if (
      s.device === pev &&
      s.name === 'set-preference' &&
      s.refused === undefined &&
      typeof floor === 'number'
    ) {
      if (atMs - s.at > view.param('P_T_PREF') * 1000 + view.param('P_T_STOP') * 1000) own = floor;
      else own = own === undefined ? floor : Math.min(own, floor);
    }
  }
  return own;
}

function cableLimits(view: CaseView, plug: Stimulus): BindingLimit[] {
  const params = plug.params as Record<string, unknown>;
  const out: BindingLimit[] = [];
  const { evseMaxW, phases } = params;
  const phaseW = cordsetPhaseW(view, plug);
  if (phaseW !== undefined) {
    const count = typeof phases === 'number' ? phases : 1;
    out.push({ name: 'cordset', powerW: phaseW * count, n: plug.n, graceMs: 0 });
  }
  if (typeof evseMaxW === 'number') out.push({ name: 'EVSE', powerW: evseMaxW, n: plug.n, graceMs: 0 });
  return out;
}

/** What the cordset of a connection carries on one phase, W; undefined where it is not known. */
export function cordsetPhaseW(view: CaseView, plug: Stimulus): number | undefined {
  const { cordsetA } = plug.params as Record<string, unknown>;
  const nominalV = nominalVoltage(view, plug.device);
  return typeof cordsetA === 'number' && nominalV !== undefined ? cordsetA * nominalV : undefined;
}

function nominalVoltage(view: CaseView, device: string): number | undefined {
  const state = view.stateOf(device);
  const nominalV = state?.['nominalV'];
  return typeof nominalV === 'number' ? nominalV : undefined;
}

function grace(view: CaseView, setMs: number, atMs: number, param: string): number {
  return atMs - setMs <= view.param(param) * 1000 + 1000 ? view.param(param) * 1000 : 0;
}

function stimuli(view: CaseView, atMs: number): Stimulus[] {
  return view.ofKind('stimulus').filter((s) => s.at <= atMs && s.refused === undefined);
}

function last(view: CaseView, atMs: number, holds: (s: Stimulus) => boolean): Stimulus | undefined {
  return stimuli(view, atMs).filter(holds).pop();
}
