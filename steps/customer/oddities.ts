/** What no honest party would send, or not to this one (PR2-X-09). */
import type { DeviceRole } from '../../lab/bench/bench-device';
import type { CaseRun } from '../../lab/session/case-run';
import { timeText, urnOf } from '../../reference-impl/endpoint/identifiers';
import type { MessageName } from '../../schemas';
import { soundMessage } from './sound-messages';

interface Odd {
  readonly from: string;
  readonly message?: unknown;
  readonly raw?: string;
}

const MEBIBYTE = 1_048_576;

/** A plain question for each role, to be spoiled. */
const PLAIN: Readonly<Record<DeviceRole, MessageName>> = {
  pev: 'AvailabilityRequest',
  esci: 'AvailabilityRequest',
  utility: 'AvailabilityReport',
};

const plain = (run: CaseRun, role: DeviceRole) => soundMessage(run, role, PLAIN[role]);

/** Each by the words of the features. */
export const ODDITIES = {
  'a message of a kind that nobody knows': (run, role) => spoiled(run, role, { type: 'pr2.Greeting.v1' }),
  'a message without a body': (run, role) => spoiled(run, role, { data: undefined }),
  'a message that is for somebody else': (run, role) =>
    spoiled(run, role, { destination: addressOfNobody(run, role === 'utility' ? 'utility' : 'pev') }),
  'a question about a PEV that nobody knows': (run, role): Odd => {
    const { from, message } = soundMessage(run, role, 'AvailabilityRequest');
    return { from, message: { ...message, data: { pevId: run.ids.ofNobody('pev') } } };
  },
  'a question about a PEV whose name differs in capitals alone': (run, role): Odd => {
    const { from, message } = soundMessage(run, role, 'AvailabilityRequest');
    return { from, message: { ...message, data: { pevId: otherCapitals(run.ids.of('pev')) } } };
  },
  'a preference with a floor of 95 %': (run, role): Odd => {
    const { from, message } = soundMessage(run, role, 'DischargePreference');
    return { from, message: { ...message, data: { ...message.data, socFloor: 95 } } };
  },
  'an enrollment whose place is a number': (run, role): Odd => {
    const { from, message } = soundMessage(run, role, 'EnrollmentRecord');
    return { from, message: { ...message, data: { ...message.data, location: 1 } } };
  },
  'a notice of an event that nobody knows': (run, role): Odd => {
    const { from, message } = soundMessage(run, role, 'ParticipationNotice');
    const eventId = run.ids.ofNobody('event');
    return { from, message: { ...message, subject: eventId, data: { ...message.data, eventId } } };
  },
  'a message whose time has no offset': (run, role): Odd =>
    spoiled(run, role, { time: timeText(run.bench.nowMs).replace('Z', '') }),
  'a report that does not say by which offset it was measured': (run, role): Odd => {
    const { from, message } = soundMessage(run, role, 'AvailabilityReport');
    const asOf = timeText(run.bench.nowMs).replace('Z', '');
    return { from, message: { ...message, data: { ...message.data, asOf } } };
  },
  'a message that was cut off': (run, role): Odd => {
    const { from, message } = plain(run, role);
    const text = JSON.stringify(message);
    return { from, raw: text.slice(0, text.length / 2) };
  },
  'a text that is no message': (run, role) => ({ from: plain(run, role).from, raw: 'hello?' }),
  'a list where a message should be': (run, role) => ({ from: plain(run, role).from, raw: '[]' }),
  'a mebibyte of text': (run, role) => ({ from: plain(run, role).from, raw: 'x'.repeat(MEBIBYTE) }),
} satisfies Record<string, (run: CaseRun, role: DeviceRole) => Odd>;

export type Oddity = keyof typeof ODDITIES;

const addressOfNobody = (run: CaseRun, role: 'utility' | 'pev'): string =>
  urnOf(role, run.ids.ofNobody(role));

/** Capitals for small letters and the other way round; of a name without letters it makes no other. */
export function otherCapitals(name: string): string {
  return name.replace(/[a-z]/gi, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()));
}

function spoiled(run: CaseRun, role: DeviceRole, members: Record<string, unknown>): Odd {
  const { from, message } = plain(run, role);
  const whole: Record<string, unknown> = { ...message, ...members };
  for (const key of Object.keys(whole)) if (whole[key] === undefined) delete whole[key];
  return { from, message: whole };
}
