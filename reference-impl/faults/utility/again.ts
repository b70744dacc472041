/** A Utility that is right for one stretch, one PEV, one class or one waking and wrong for the next. */
import { nameOf } from '../../../schemas';
import { conformantUtility } from '../../utility/behaviour';
import type { Fault } from '../fault';
import { hears, says, suffers } from '../telling';
import { eventIn, notesEvents } from './announced';
import { decides, finds, wrapped } from './make';

/** So many members of a fleet it divides a total among. */
const KNOWN = 4;

export const AGAIN_FAULTS: readonly Fault[] = [
  wrapped('hears-no-opt-out-in-an-emergency', 'PR2-A-14', 'ignores', {
    emit: notesEvents,
    ...hears('ParticipationNotice', (d, memory) =>
      eventIn(memory, d.eventId)?.noticeClass === 'EMERGENCY' && d.action === 'OPT_OUT'
        ? { ...d, action: 'OPT_IN' }
        : d,
    ),
  }),
  wrapped(
    'takes-every-pev-for-ready',
    'PR2-A-14',
    'ignores',
    hears('AvailabilityReport', (d) => ({ ...d, readiness: { state: 'READY' } })),
  ),
  wrapped('asks-for-two-stretches-only', 'PR2-A-22', 'right for one and wrong for two at once', {
    emit(m, memory) {
      if (m.type !== 'pr2.DispatchUpdate.v1') return [m];
      const { dispatchId, effectiveAt } = m.data;
      if (effectiveAt === undefined) return [m];
      memory[dispatchId] ??= effectiveAt;
      return memory[dispatchId] === effectiveAt ? [m] : [];
    },
  }),
  wrapped(
    'changes-all-for-one',
    'PR2-A-22',
    'right for one and wrong for two at once',
    suffers('change-request', ({ pevId: _one, ...all }) => all),
  ),
  wrapped(
    'knows-two-reasons',
    'PR2-A-24',
    'hard-coded constant',
    says('EnergySupplyEvent', (d) => ({ ...d, reason: d.reason === 'RELIABILITY' ? d.reason : 'PEAK' })),
  ),
  decides('takes-no-priority-for-the-lowest', 'PR2-X-06', 'ignores', {
    precedence: (newer, older) =>
      conformantUtility.precedence(
        { ...newer, body: { ...newer.body, priority: newer.body.priority ?? 0 } },
        { ...older, body: { ...older.body, priority: older.body.priority ?? 0 } },
      ),
  }),
  decides('takes-priority-0-for-none', 'PR2-X-06', 'off by one unit', {
    precedence: (newer, older) =>
      newer.body.priority === 0 || older.body.priority === 0
        ? conformantUtility.precedence({ ...newer, body: older.body }, older)
        : conformantUtility.precedence(newer, older),
  }),
  finds('forgets-the-operators-change-in-a-restart', 'PR2-X-12', (state) => {
    for (const { eachW, targets } of state.events) {
      if (eachW === null) continue;
      for (const target of targets) {
        target.requestedW = [...eachW];
        if (target.dispatch !== null) target.dispatch.planW = [...eachW];
      }
    }
  }),
  finds('forgets-unheard-cancels-in-a-restart', 'PR2-X-12', (state) => {
    const { endpoint } = state;
    endpoint.awaiting = endpoint.awaiting.filter((a) => nameOf(a.message.type) !== 'EventCancel');
  }),
  finds('forgets-a-revocation-in-a-restart', 'PR2-X-12', (state) => {
    for (const enrollment of Object.values(state.enrollments)) enrollment.status = 'ACTIVE';
  }),
  finds('forgets-agreed-parts-in-a-restart', 'PR2-X-12', (state) => {
    for (const { targets } of state.events)
      for (const target of targets) Object.assign(target, { acceptedPowerW: null, acceptedEnergyWh: null });
  }),
  finds('forgets-what-became-of-alerts-in-a-restart', 'PR2-X-12', (state) => {
    state.alerts.outcomes = [];
  }),
  decides('divides-among-four', 'PR2-X-13', 'hard-coded constant', {
    allocate(fleet, totalW, durationsS) {
      const shared = conformantUtility.allocate(fleet.slice(0, KNOWN), totalW, durationsS);
      const none = Object.fromEntries(fleet.map((f) => [f.pevId, totalW.map(() => 0)]));
      return { ...shared, powersW: { ...none, ...shared.powersW } };
    },
  }),
];
