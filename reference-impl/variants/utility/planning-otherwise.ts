/** Utilities that plan by another strategy, take longer over it, or say more of it, than the reference. */
import type { Message } from '../../../schemas';
import type { Variant } from '../../faults/fault';
import { countedAnew, speakingLate } from '../../faults/late';
import { otherId, says } from '../../faults/telling';
import { conformantUtility } from '../../utility/behaviour';
import type { Allocation, FleetMember } from '../../utility/allocation';
import { around, decides, wrapped } from './make';

/** Each PEV in turn gives all that it can until the total is reached; who would have to give less than it can is passed over. */
function inTurn(
  fleet: readonly FleetMember[],
  totalW: readonly number[],
  durationsS: readonly number[],
): Allocation {
  const restS = durationsS.reduce((sum, s) => sum + s, 0);
  const canW = fleet.map((m) => Math.min(m.maxW, Math.floor((m.availableWh * 3600) / Math.max(1, restS))));
  const powers = fleet.map(() => totalW.map(() => 0));
  const shortfallW = totalW.map((wantedW, k) => {
    let leftW = wantedW;
    fleet.forEach((m, i) => {
      const giveW = Math.min(canW[i] ?? 0, leftW);
      const own = powers[i];
      if (giveW < (m.minW ?? 0) || own === undefined) return;
      own[k] = giveW;
      leftW -= giveW;
    });
    return leftW;
  });
  return { powersW: Object.fromEntries(fleet.map((m, i) => [m.pevId, powers[i] ?? []])), shortfallW };
}

/** The question that goes with a command. */
const question = (m: Message<'DispatchUpdate'>): Message => {
  const pevId = m.destination.slice('urn:pr2:pev:'.length);
  return {
    ...m,
    id: otherId(m.id),
    type: 'pr2.AvailabilityRequest.v1',
    data: { pevId, maxAgeS: 10 },
  } as unknown as Message;
};

export const OTHERWISE_PLANNING_VARIANTS: readonly Variant[] = [
  decides('asks-one-after-the-other-for-all-it-has', { allocate: inTurn }),
  decides('lets-customers-sleep-in', {
    alertAllowedMs: (preference, noticeClass, wallMs) => {
      const allowedMs = conformantUtility.alertAllowedMs(preference, noticeClass, wallMs);
      return allowedMs > wallMs ? allowedMs + 1_800_000 : allowedMs;
    },
  }),
  around('asks-what-is-there-with-each-command', ['time to speak'], (make) =>
    countedAnew(make, { emit: (m) => (m.type === 'pr2.DispatchUpdate.v1' ? [m, question(m)] : [m]) }),
  ),
  around('takes-four-seconds-over-events-and-cancels', ['time to speak'], (make) =>
    speakingLate(make, (m) =>
      m.type === 'pr2.EnergySupplyEvent.v1' || m.type === 'pr2.EventCancel.v1' ? 4000 : 0,
    ),
  ),
  wrapped(
    'says-all-that-an-event-can-say',
    says('EnergySupplyEvent', (d) => ({
      randomizeStartS: 0,
      allowPartial: false,
      optOutUntil: new Date(Date.parse(d.start) + d.durationS * 1000).toISOString(),
      ...d,
    })),
  ),
  wrapped(
    'would-take-a-part-of-each-event',
    says('EnergySupplyEvent', (d) => ({ allowPartial: true, ...d })),
  ),
  wrapped('lists-targets-backwards-and-says-more-of-them', {
    records: (records) =>
      records.map(({ alertId: _alertId, ...r }) => {
        const targets = r['targets'] as readonly Record<string, unknown>[] | undefined;
        return targets === undefined
          ? { ...r, note: 'x' }
          : { ...r, targets: targets.toReversed().map(({ code: _code, ...t }) => ({ ...t, since: 0 })) };
      }),
  }),
];
