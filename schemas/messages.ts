/** Names, numbers and kinds of the PR2 messages, and the typed envelope. */
import type { Envelope } from './generated/types';
import { MESSAGE_NUMBERS, type MessageBodies } from './generated/names';

export type MessageName = keyof MessageBodies;

/** The message names in the order of their numbers, M01 to M28. */
export const MESSAGE_NAMES = Object.keys(MESSAGE_NUMBERS) as readonly MessageName[];

type Messages = {
  [N in MessageName]: Omit<Envelope, 'type' | 'data'> & { type: `pr2.${N}.v1`; data: MessageBodies[N] };
};

/** A whole message: CloudEvents header and body. Without a name it is the union of all, told apart by `type`. */
export type Message<N extends MessageName = MessageName> = Messages[N];

const TYPE = /^pr2\.([A-Za-z]{1,64})\.v([0-9]{1,4})$/;

/** The envelope's `type` of a message name, at the version that this suite speaks. */
export function typeOf<N extends MessageName>(name: N): `pr2.${N}.v1` {
  return `pr2.${name}.v1`;
}

const BY_TYPE: ReadonlyMap<string, MessageName> = new Map(MESSAGE_NAMES.map((name) => [typeOf(name), name]));

/** The message that a `type` names; undefined for an unknown name and for another version than 1. */
export function nameOf(type: string): MessageName | undefined {
  return BY_TYPE.get(type);
}

/** Major version in a `type`; undefined where it is no type of PR2. */
export function versionOf(type: string): number | undefined {
  const version = TYPE.exec(type)?.[2];
  return version === undefined ? undefined : Number(version);
}

/** The response of its own that a message calls for (PR2-X-09); every other one that owes an answer gets a Receipt. */
export const ANSWERS = {
  EnergySupplyEvent: 'EventResponse',
  DispatchRequest: 'DispatchResponse',
  DispatchUpdate: 'DispatchResponse',
  EmergencyGenerationRequest: 'EmergencyGenerationResponse',
  AvailabilityRequest: 'AvailabilityReport',
  CustomerAlert: 'AlertReceipt',
} as const satisfies Partial<Record<MessageName, MessageName>>;

const ANSWER_TYPES: ReadonlySet<MessageName> = new Set([
  'EventResponse',
  'AlertReceipt',
  'DispatchResponse',
  'EmergencyGenerationResponse',
  'Receipt',
]);

/** Whether a message is always an answer; an AvailabilityReport only is when it bears a correlationid. */
export function isAnswerType(name: MessageName): boolean {
  return ANSWER_TYPES.has(name);
}
