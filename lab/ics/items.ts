/** The items of an ICS and an IXIT: what each is about, and which role declares it. */
import { DEVICE_ROLES, type DeviceRole, type Ics, type Ixit } from '../../schemas';

/** How a condition reads an item: a set of words, yes or no, one word, or a number. */
export type ItemKind = 'list' | 'flag' | 'choice' | 'count';

/** Every item that a condition may name. */
export const ICS_ITEMS = {
  scenarios: 'list',
  sinks: 'list',
  responseClasses: 'list',
  phases: 'count',
  switchType: 'choice',
  hasIce: 'flag',
  closedTransition: 'flag',
  directPath: 'flag',
  channels: 'list',
  externalOptOut: 'flag',
  attestationAt: 'choice',
  evseCount: 'count',
  maxMessagesPerS: 'count',
  randomisation: 'choice',
} as const satisfies Record<Exclude<keyof Ics, 'role' | 'identity'>, ItemKind>;

export type IcsItem = keyof typeof ICS_ITEMS;

/** Whose word an item is: of a role that is not named here it says nothing, whatever its ICS leaves out. */
export const DECLARED_BY: Readonly<Record<IcsItem, readonly DeviceRole[]>> = {
  scenarios: DEVICE_ROLES,
  sinks: ['pev', 'esci'],
  responseClasses: ['pev', 'utility'],
  phases: ['pev'],
  switchType: ['esci'],
  hasIce: ['pev'],
  closedTransition: ['esci'],
  directPath: ['pev', 'esci'],
  channels: ['utility'],
  externalOptOut: ['pev', 'esci'],
  attestationAt: ['pev', 'esci'],
  evseCount: ['esci'],
  maxMessagesPerS: DEVICE_ROLES,
  randomisation: ['pev', 'utility'],
};

/** Members of an ICS, its head included. */
export const ICS_MEMBERS: readonly string[] = ['role', 'identity', ...Object.keys(ICS_ITEMS)];

const IXIT = {
  role: true,
  capacityWh: true,
  efficiency: true,
  limits: true,
  minDischargeW: true,
  maxDischargeW: true,
  maxChargeW: true,
  socFloor: true,
  ids: true,
  params: true,
  bootS: true,
  operator: true,
  gateway: true,
} as const satisfies Record<keyof Ixit, true>;

export const IXIT_MEMBERS: readonly string[] = Object.keys(IXIT);

export function isIcsItem(name: string): name is IcsItem {
  return Object.hasOwn(ICS_ITEMS, name);
}
