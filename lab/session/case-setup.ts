/**
 * What the situation of a case is before its devices start: who is there and in what state. Given steps change it;
 * the first step that needs the devices starts them with it.
 */
import type { ChannelType, EnrollmentRecord, NotificationPreference } from '../../schemas';
import { DEFAULT_NOMINAL, type NominalGrid } from '../profile/nominal';

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
}

/** One of each, plain and capable: what a scenario does not mention does not get in its way. */
export function defaultSetup(
  startMs: number,
  nominal: NominalGrid = DEFAULT_NOMINAL,
  channel: ChannelType = 'EMAIL',
): CaseSetup {
  return {
    pevs: [{ id: 'p1', state: {} }],
    escis: [{ id: 'e1', state: { location: 'L1', architecture: 'S2' }, evseIds: ['evse1'] }],
    utility: { id: 'u1', state: {} },
    cable: {
      cordsetA: 80,
      evseMaxW: 19_200,
      bidirectional: true,
      v2h: true,
      inverterAuthorised: true,
      phases: 1,
    },
    enrollments: [enrollmentOf('c1', 'p1', startMs)],
    notificationPreferences: [
      {
        customerId: 'c1',
        version: 1,
        channels: [{ type: channel, address: 'c1@customer.example', enabled: true }],
      },
    ],
    params: {},
    nominalV: nominal.voltageV,
    nominalHz: nominal.frequencyHz,
    offsetsMs: {},
  };
}

const YEAR_MS = 365 * 86_400_000;

/** An enrollment that holds for a year either side of the case, at L1 with S2. */
export function enrollmentOf(customerId: string, pevId: string, startMs: number): EnrollmentRecord {
  return {
    version: 1,
    customerId,
    pevId,
    programId: 'prog1',
    architecture: 'S2',
    location: ['L1'],
    status: 'ACTIVE',
    validFrom: new Date(startMs - YEAR_MS).toISOString(),
    validTo: new Date(startMs + YEAR_MS).toISOString(),
  };
}
