/** An ESCI that is wrong where little happens: a limit of nothing, nobody plugged in, a wish set beforehand, two cables out. */
import { conformantEsci } from '../../esci/behaviour';
import type { Fault } from '../fault';
import { says } from '../telling';
import { counted, decides, isOwn, OWN, wrapped } from './make';

/** A limit that is nought read as one that was not set. */
const ifAny = (limitW: number | null): number | null => (limitW === 0 ? null : limitW);

export const UNASKED_FAULTS: readonly Fault[] = [
  decides('takes-a-limit-of-0-for-none', 'PR2-A-13', 'off by one unit', {
    preferenceCopy: (facts) => {
      const { evse, site, cordset } = facts.derated;
      const derated = { evse: ifAny(evse), site: ifAny(site), cordset: ifAny(cordset) };
      return conformantEsci.preferenceCopy({ ...facts, derated });
    },
  }),
  decides('overlooks-a-derated-cable', 'PR2-A-13', 'ignores', {
    preferenceCopy: (facts) =>
      conformantEsci.preferenceCopy({ ...facts, derated: { ...facts.derated, cordset: null } }),
  }),
  decides('copies-no-departure', 'PR2-A-08', 'ignores', {
    preferenceCopy: (facts) => {
      const copy = conformantEsci.preferenceCopy(facts);
      if (copy === null) return null;
      const { departure: _, departureSoc: __, ...rest } = copy;
      return rest;
    },
  }),
  wrapped('hears-no-wish-for-a-pev-that-is-away', 'PR2-A-08', 'ignores', {
    stimulate: (s, memory) => {
      if (s.name === 'plug-in' || s.name === 'unplug') memory[s.params.pevId] = s.name === 'plug-in';
      if (s.name !== 'set-preference') return s;
      return memory[s.params.pevId as string] === true ? s : null;
    },
  }),
  wrapped(
    'names-the-first-request-at-every-end',
    'PR2-A-21',
    'right for one and wrong for two at once',
    says(
      'TerminationNotice',
      (d, memory) =>
        d.dispatchId === undefined
          ? d
          : { ...d, dispatchId: (memory['first'] ??= d.dispatchId) as typeof d.dispatchId },
      OWN,
    ),
  ),
  counted('tells-of-one-end-only', 'PR2-A-21', 'acts but does not answer', {
    emit: (m, memory) => {
      if (!isOwn(m) || m.type !== 'pr2.TerminationNotice.v1') return [m];
      return (memory['first'] ??= m.id) === m.id ? [m] : [];
    },
  }),
  wrapped('opens-only-where-a-pev-is', 'PR2-B-06', 'answers but does not act', {
    stimulate: (s, memory) => {
      if (s.name === 'plug-in' || s.name === 'unplug') memory['here'] = s.name === 'plug-in';
      return s;
    },
    readings: (r, _params, memory) =>
      r.switchCommand !== undefined && memory['here'] !== true ? { ...r, switchCommand: 'CLOSED' } : r,
  }),
  decides('reads-a-switch-in-small-letters', 'PR2-B-07', 'off by one unit', {
    refusesAttestation: (f) => {
      const ours = f.fitted?.switchId ?? '';
      const same = f.switchId.toLowerCase() === ours.toLowerCase();
      return conformantEsci.refusesAttestation(same ? { ...f, switchId: ours } : f);
    },
  }),
];
