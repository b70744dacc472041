/** Calls of the lab protocol as tests write them. */
import type { DeliverParams, StartParams } from '../../../schemas';

export const T0 = 1_900_000_000_000;

export function startAt(at: number, more: Partial<StartParams> = {}): StartParams {
  return {
    at,
    case: 'PR2-A-15.exact',
    role: 'pev',
    id: 'p1',
    seed: 's',
    resume: false,
    storage: 'pev-p1',
    clock: { offsetMs: 0, speed: 1 },
    peers: {},
    points: [],
    links: { V: 'up' },
    params: {},
    state: {},
    ...more,
  } as StartParams;
}

export function rawAt(at: number, raw: string): DeliverParams {
  return { at, link: { peer: 'urn:pr2:esci:e1', principal: 'urn:pr2:esci:e1', credential: 'valid' }, raw };
}
