/**
 * What the situation of a case is before its devices start: who is there and in what state. Given steps change it;
 * the first step that needs the devices starts them with it.
 */
import type { ChannelType, EnrollmentRecord, NotificationPreference } from '../../schemas';
import { DEFAULT_NOMINAL, type NominalGrid } from '../profile/nominal';
import type { DrawnIds } from './drawn-ids';

export interface PevSetup {
  readonly id: string;
  /** Initial state of the lab protocol. */
  state: Record<string, unknown>;
}

export interface EsciSetup {
  readonly id: string;
  state: Record<string, unknown>;
  /** EVSE ids at this ESCI; the first PEV's first. */
  evseIds: string[];
}

export interface CaseSetup {
  /** PEVs in the order of registration; the first is the device under test where the PEV is. */
  pevs: PevSetup[];
  escis: EsciSetup[];
  /** The isolation switch of the first ESCI's premises, where the scenario has one. */
  isolationSwitch?: { switchId: string; type: 'AUTO' | 'MANUAL' };
  utility: { id: string; state: Record<string, unknown> };
  /** What the plug-in of the first PEV tells both sides of the cable. */
  cable: {
    cordsetA: number | null;
    evseMaxW: number;
    bidirectional: boolean;
    v2h: boolean;
    inverterAuthorised: boolean;
    phases: number;
  };
  enrollments: EnrollmentRecord[];
  notificationPreferences: NotificationPreference[];
  /** Overrides of the test parameters, P_*. */
  params: Record<string, number>;
  nominalV: number;
  nominalHz: number;
  /** Wall clock minus bench clock of a device, ms, by urn. */
  offsetsMs: Record<string, number>;
  /** What the terminals of each EVSE have counted before the case began, Wh of export and of import alike; 0 without. */
  countedWh?: number;
}

/** One of each, plain and capable: what a scenario does not mention does not get in its way. */
export function defaultSetup(
  ids: DrawnIds,
  startMs: number,
  nominal: NominalGrid = DEFAULT_NOMINAL,
  channel: ChannelType = 'EMAIL',
): CaseSetup {
  return {
    pevs: [{ id: ids.of('pev'), state: {} }],
    escis: [{ id: ids.of('esci'), state: { location: 'L1', architecture: 'S2' }, evseIds: [ids.of('evse')] }],
    utility: { id: ids.of('utility'), state: {} },
    cable: {
      cordsetA: 80,
      evseMaxW: 19_200,
      bidirectional: true,
      v2h: true,
      inverterAuthorised: true,
      phases: 1,
    },
    enrollments: [enrollmentOf(ids, 0, startMs)],
    notificationPreferences: [preferenceOf(ids, 0, channel)],
    params: {},
    nominalV: nominal.voltageV,
    nominalHz: nominal.frequencyHz,
    offsetsMs: {},
  };
}

const YEAR_MS = 365 * 86_400_000;

/** How the customer of that index wants to be told: by one way alone. */
export function preferenceOf(ids: DrawnIds, index: number, type: ChannelType): NotificationPreference {
  const customerId = ids.of('customer', index);
  return { customerId, version: 1, channels: [channelOf(customerId, type, true)] };
}

/** A way of telling the customer, with a mailbox named after the end of the id, where ids differ. */
export function channelOf(customerId: string, type: ChannelType, enabled: boolean) {
  const mailbox = customerId.replaceAll(/[^A-Za-z0-9]/g, '').slice(-16);
  return { type, address: `${mailbox}@${type.toLowerCase()}.example`, enabled };
}

/** The enrollment of the customer of that index, for a year either side of the case, at L1 with S2. */
export function enrollmentOf(ids: DrawnIds, index: number, startMs: number): EnrollmentRecord {
  return {
    version: 1,
    customerId: ids.of('customer', index),
    pevId: ids.of('pev', index),
    programId: ids.of('program'),
    architecture: 'S2',
    location: ['L1'],
    status: 'ACTIVE',
    validFrom: new Date(startMs - YEAR_MS).toISOString(),
    validTo: new Date(startMs + YEAR_MS).toISOString(),
  };
}
