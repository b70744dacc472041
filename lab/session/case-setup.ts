/**
 * What the situation of a case is before its devices start: who is there and in what state. Given steps change it;
 * the first step that needs the devices starts them with it.
 */
import type { EnrollmentRecord, NotificationPreference } from '../../schemas';

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
  utility: { id: string; state: Record<string, unknown> };
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
export function defaultSetup(): CaseSetup {
  return {
    pevs: [{ id: 'p1', state: {} }],
    escis: [{ id: 'e1', state: {}, evseIds: ['evse1'] }],
    utility: { id: 'u1', state: {} },
    enrollments: [],
    notificationPreferences: [],
    params: {},
    nominalV: 240,
    nominalHz: 60,
    offsetsMs: {},
  };
}
