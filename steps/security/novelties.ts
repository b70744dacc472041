/** What a later edition might say, and this one cannot know (PR2-X-08). */
import { CaseStop } from '../../lab/bench/case-stop';
import { nameOf, type Message, type MessageName } from '../../schemas';

/** A word of a later edition in a place where this one knows the words. */
const NEW_WORDS: Readonly<Partial<Record<MessageName, object>>> = {
  EnrollmentRecord: { status: 'PAUSED' },
  EnergySupplyEvent: { serviceType: 'HEATING' },
  DispatchRequest: { sink: 'NEIGHBOUR' },
  EventCancel: { reason: 'WEATHER' },
  ParticipationNotice: { action: 'PERHAPS' },
  DischargePreference: { source: 'VOICE' },
  ConnectionNotice: { location: 'L9' },
  DispatchConfirmation: { state: 'WARMING' },
  TerminationNotice: { reason: 'WHIM' },
  AvailabilityReport: { classes: ['SCHEDULED', 'LIGHTNING'] },
  EventReport: { outcome: 'FORGOTTEN' },
};

/**
 * Members that no edition has so far; CloudEvents wants lower case in the envelope. Their text is what JSON allows: letters
 * beyond ASCII, and signs that are written with a backslash.
 */
export const NEW_MEMBERS = {
  novelty: { level: 3, words: ['Größe', '電力', '"quoted" \\ \t'] },
  noveltyW: 12_345,
};

/** The same with members that nobody knows, in it and in whatever lies inside it. */
export function grown(value: object): object {
  const inner = Object.entries(value).map(([key, v]: [string, unknown]) => [key, grownInside(v)]);
  return { ...Object.fromEntries(inner), ...NEW_MEMBERS };
}

function grownInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(grownInside);
  return typeof value === 'object' && value !== null ? grown(value) : value;
}

type Novelty = (message: Message) => object;

const version =
  (number: number): Novelty =>
  ({ type }) => ({ type: type.replace(/\.v1$/, `.v${number}`) });

/** Each by the words of the features: what changes of the envelope. */
export const NOVELTIES = {
  'members that nobody knows': ({ data }) => ({ novelty: 'yes', data: grown(data) }),
  'version 2 of its kind': version(2),
  'version 0 of its kind': version(0),
  'version 10 of its kind': version(10),
  'version 9999 of its kind': version(9999),
  'a word that nobody knows': ({ type, data }) => {
    const words = NEW_WORDS[nameOf(type) as MessageName];
    if (words === undefined) throw new CaseStop('kit', `no new word is known for ${type}`);
    return { data: { ...data, ...words } };
  },
  'a word in a list that nobody knows': ({ type, data }) => {
    if (nameOf(type) !== 'EnrollmentRecord')
      throw new CaseStop('kit', `no list of words is known for ${type}`);
    return { data: { ...data, location: ['L1', 'L9'] } };
  },
  'a kind that nobody knows': () => ({ type: 'pr2.Greeting.v1' }),
} satisfies Record<string, Novelty>;

export type NoveltyName = keyof typeof NOVELTIES;
