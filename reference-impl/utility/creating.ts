/** A new supply event, at the operator's word (PR2-G-02, A-09, X-06). */
import { customersAgreed, eventsInYear } from './calls';
import { wallNow, type Desk } from './desk';
import { shareOut } from './fleet';
import { issue } from './issuing';
import { advanceTo, isFinal } from './lifecycle';
import { makeRoom } from './overlapping';
import { bodyOf, profileOf, targetsOf, type Order, type Profile } from './ordering';
import { newTarget, type GridEvent, type Refusal } from './state';

/** Creates an event at the operator's word and issues it as soon as it may; or says why not. */
export function createEvent(desk: Desk, order: Order): Refusal | null {
  const eventId = order.eventId ?? desk.endpoint.draw();
  if (desk.state.events.some((e) => e.eventId === eventId)) return 'E_DUPLICATE';
  if (order.sink !== undefined && order.sink !== 'GRID') return 'E_UNSUPPORTED';
  const profile = profileOf(order);
  if (typeof profile === 'string') return profile;
  const pevIds = eligible(desk, order, profile);
  if (typeof pevIds === 'string') return pevIds;
  const leadS = (profile.startWallMs - wallNow(desk)) / 1000;
  const programId = order.programId ?? desk.state.enrollments[pevIds[0] ?? '']?.programId ?? '';
  const body = bodyOf(order, programId, leadS, desk.parameters.noticeDayOfS);
  const notice = { leadS, reason: body.reason, consented: customersAgreed(desk, pevIds) };
  const judged = desk.behaviour.judgeNotice(notice, desk.parameters);
  if ('refused' in judged) return judged.refused;
  const { powersW, totalW } = shareOut(desk, pevIds, profile);
  const event: GridEvent = {
    eventId,
    revision: 0,
    lastRevision: 0,
    state: 'DRAFT',
    noticeClass: judged.noticeClass,
    body,
    totalW,
    eachW: profile.eachW,
    intervals: profile.intervals,
    meteringPointId: order.meteringPointId ?? null,
    startWallMs: profile.startWallMs,
    startMs: null,
    issued: false,
    dispatched: false,
    nextInterval: 1,
    replanMs: null,
    closesMs: null,
    targets: pevIds.map((id) =>
      newTarget(id, desk.state.enrollments[id]?.customerId ?? '', powersW[id] ?? []),
    ),
    settled: [],
  };
  desk.state.events.push(event);
  makeRoom(desk, event);
  if (!isFinal(event.state)) {
    advanceTo(event, 'SCHEDULED');
    issue(desk, event);
  }
  return null;
}

/** The ordered targets that may be called (PR2-G-02); a refusal when none may. All that are enrolled, if none is named. */
function eligible(desk: Desk, order: Order, profile: Profile): string[] | Refusal {
  const { enrollments } = desk.state;
  const named = order.targets === undefined ? Object.keys(enrollments) : targetsOf(order);
  const programId =
    order.programId ?? named.map((id) => enrollments[id]?.programId).find((p) => p !== undefined) ?? '';
  const pevIds = named.filter((id) =>
    desk.behaviour.isEnrolled(enrollments[id], {
      startMs: profile.startWallMs,
      programId,
      eventsThisYear: eventsInYear(desk, id, profile.startWallMs),
    }),
  );
  return pevIds.length === 0 ? 'E_NOT_ENROLLED' : pevIds;
}
