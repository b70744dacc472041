/** One sound message of each kind, as its receiver gets it: who wrote it, over which link it comes, what it says. */
import type { DeviceRole } from '../../lab/bench/bench-device';
import { CaseStop } from '../../lab/bench/case-stop';
import type { CaseRun } from '../../lab/session/case-run';
import { channelOf } from '../../lab/session/case-setup';
import { timeText, uuidFrom } from '../../reference-impl/endpoint/identifiers';
import type { Message, MessageBodies, MessageName } from '../../schemas';
import { preference } from '../base/customer';
import { eventBody, requestBody, VALID_FOR_S } from '../base/tester';

/** A message and the urn from which it comes over the receiver's link. */
export interface Parcel {
  readonly from: string;
  readonly message: Message;
}

type Author = 'utility' | 'esci' | 'pev' | 'customer';

/** Who writes what; a customer's preference reaches a PEV as the ESCI's copy. */
const AUTHORS: Readonly<Partial<Record<MessageName, Author>>> = {
  ConnectionNotice: 'esci',
  EventReport: 'esci',
  AvailabilityReport: 'pev',
  DispatchConfirmation: 'pev',
  TerminationNotice: 'pev',
  NotificationPreference: 'customer',
};

/** A sound message of that name for the actor of that role, under a new id. */
export function soundMessage(run: CaseRun, role: DeviceRole, name: MessageName): Parcel {
  const author = authorOf(role, name);
  const by =
    author === 'customer'
      ? run.customerUrn()
      : author === 'pev'
        ? run.pev
        : author === 'esci'
          ? run.esci
          : run.utility;
  const from = author === 'customer' ? by : role === 'esci' ? run.utility : run.esci;
  const { nowMs } = run.bench;
  const to =
    role === 'pev' || (role === 'esci' && name !== 'EnrollmentRecord' && name !== 'DischargePreference')
      ? run.pev
      : urnOf(run, role);
  const via = by === from ? {} : { via: from, viatime: timeText(nowMs) };
  const answer = name === 'Receipt' ? { correlationid: uuidFrom(run.seed, run.utility, 1_000_000) } : {};
  const body = bodyOf(run, role, name);
  const message = run.bench
    .puppet(by)
    .compose(nowMs, name, to, subjectOf(body), body as never, { ...via, ...answer });
  return { from, message };
}

export function urnOf(run: CaseRun, role: DeviceRole): string {
  return role === 'pev' ? run.pev : role === 'esci' ? run.esci : run.utility;
}

function authorOf(role: DeviceRole, name: MessageName): Author {
  if (name === 'DischargePreference') return role === 'pev' ? 'esci' : 'customer';
  if (name === 'ParticipationNotice') return role === 'pev' ? 'esci' : 'pev';
  return AUTHORS[name] ?? 'utility';
}

function bodyOf(run: CaseRun, role: DeviceRole, name: MessageName): object {
  const { nowMs } = run.bench;
  const now = timeText(nowMs);
  const [pevId, customerId] = [run.ids.of('pev'), run.ids.of('customer')];
  const eventId = run.memory.event?.eventId ?? run.ids.of('event');
  const registerWh = lastSaid(run, 'DispatchConfirmation')?.registerWh ?? 0;
  switch (name) {
    case 'EnrollmentRecord':
      return { ...run.setup.enrollments[0], version: 9 };
    case 'NotificationPreference':
      return { customerId, version: 9, channels: [channelOf(customerId, 'SMS', true)] };
    case 'EnergySupplyEvent': {
      const startMs = nowMs + 26 * 3_600_000;
      return eventBody(run, {
        eventId: run.ids.of('event', run.memory.events?.length ?? 0),
        revision: 0,
        startMs,
        endMs: startMs + 3_600_000,
        powerW: 2000,
      });
    }
    case 'DispatchRequest': {
      const { event } = run.memory;
      if (event === undefined) throw new CaseStop('kit', 'a request needs an event');
      return { ...requestBody(run, event, 2000, 600), dispatchId: run.dispatchId(eventId, 9) };
    }
    case 'DispatchUpdate': {
      const { request } = run.memory;
      if (request === undefined) throw new CaseStop('kit', 'a change needs a request');
      return {
        dispatchId: request.dispatchId,
        revision: request.revision + 1,
        dischargePowerW: request.powerW,
        validForS: VALID_FOR_S,
      };
    }
    case 'EventCancel':
      return { eventId, revision: 1, reason: 'OPERATOR' };
    case 'AvailabilityRequest':
      return { pevId };
    case 'DischargePreference':
      return { ...preference(run, {}), source: role === 'pev' ? 'ESCI' : 'APP' };
    case 'ParticipationNotice':
      return {
        pevId,
        eventId,
        action: 'OPT_OUT',
        source: role === 'pev' ? 'EVSE' : 'HMI',
        sourceTime: now,
      } satisfies MessageBodies['ParticipationNotice'];
    case 'TerminationNotice':
      return {
        pevId,
        eventId,
        reason: 'USER_STOP',
        predicted: false,
        effectiveAt: now,
        registerWh,
        soc: 50,
        originator: 'PEV',
      };
    case 'EventReport':
      return {
        pevId,
        eventId,
        outcome: 'TERMINATED',
        quality: 'MEASURED',
        reason: 'USER_STOP',
        requestedWh: 0,
        deliveredWh: 0,
        participation: 1,
        startRegister: registerWh,
        endRegister: registerWh,
        deviations: [],
      } satisfies MessageBodies['EventReport'];
    case 'Receipt':
      return { refMessageId: uuidFrom(run.seed, run.utility, 1_000_000), status: 'TAKEN' };
    default: {
      const said = lastSaid(run, name);
      if (said === undefined) throw new CaseStop('precondition', `no ${name} was sent in this case`);
      return said;
    }
  }
}

/** What the last message of that name said in this case. */
function lastSaid<N extends MessageName>(run: CaseRun, name: N): MessageBodies[N] | undefined {
  return run.view
    .messages(name)
    .flatMap((s) => s.message?.data ?? [])
    .pop();
}

function subjectOf(body: object): string {
  const { eventId, sessionId, pevId, customerId } = body as Partial<
    Record<'eventId' | 'sessionId' | 'pevId' | 'customerId', string>
  >;
  return eventId ?? sessionId ?? pevId ?? customerId ?? 'unknown';
}
