/** The first record of a run log: what was judged, by which suite, under which profile; a report needs nothing else. */
import type { Identity, ListedFailure, RunPlan } from '../../schemas';
import type { RecordBody } from '../runlog/chain';
import type { DeviceRole } from '../bench/bench-device';
import type { NominalGrid } from '../profile/nominal';
import type { Reading } from '../profile/readings';
import { catalogueRecord, type Declared } from './catalogue-record';
import type { Suite } from './suite';

export interface SessionHead {
  readonly suite: Suite;
  readonly roles: readonly DeviceRole[];
  readonly seed: string;
  readonly profile: {
    readonly name: string;
    readonly params: Readonly<Record<string, number>>;
    readonly nominal?: NominalGrid;
    /** How the run reads the unclear places of the use case. */
    readonly readings?: readonly Reading[];
  };
  /** What the devices judged declare; without a declaration every case applies. */
  readonly ics: Declared;
  readonly ixit: Readonly<Record<string, unknown>>;
  /** What was plugged in; not how, so that a run is the same in process and over a wire. */
  readonly devices: readonly { role: DeviceRole; dut: boolean; hello: unknown }[];
  /** The instrument at the terminals of the PEV. */
  readonly meter?: Identity;
  readonly tags?: string;
  /** A SHOULD that is not met fails. */
  readonly strict?: boolean;
  /** How many times a case that ended in error is run again; 0 or nothing for never. */
  readonly retryErrors?: number;
  /** The cases chosen, in the order of the suite. */
  readonly plan?: RunPlan;
  /** The vendor's list, where the run was given one. */
  readonly knownFailures?: readonly ListedFailure[];
  /** Longest real time a case may take, ms; no limit without. */
  readonly maxCaseMs?: number;
}

export function runRecord(head: SessionHead): RecordBody {
  return {
    kind: 'run',
    format: 1,
    suite: suiteRecord(head.suite, head.roles),
    roles: [...head.roles],
    seed: head.seed,
    profile: profileRecord(head.profile),
    catalogue: catalogueRecord(head.suite.catalogue.requirements, head.profile.readings, head.ics),
    ...(head.profile.readings === undefined
      ? {}
      : {
          readings: head.profile.readings.map(({ id, place, question, chosen, why }) => ({
            id,
            place,
            question,
            chosen,
            why,
          })),
        }),
    ics: head.ics,
    ixit: head.ixit,
    devices: head.devices.map((d) => ({ ...d })),
    ...(head.meter === undefined ? {} : { meter: head.meter }),
    ...(head.tags === undefined ? {} : { tags: head.tags }),
    ...(head.strict === true ? { strict: true } : {}),
    ...(head.retryErrors === undefined || head.retryErrors === 0 ? {} : { retryErrors: head.retryErrors }),
    ...(head.plan === undefined ? {} : { plan: head.plan }),
    ...(head.knownFailures === undefined ? {} : { knownFailures: head.knownFailures }),
  } as unknown as RecordBody;
}

/** The suite, and what it is worth where one role is judged. */
export function suiteRecord({ version, digest, strength }: Suite, [role, another]: readonly DeviceRole[]) {
  const measured = role === undefined || another !== undefined ? undefined : strength[role];
  return { version, digest, ...(measured === undefined ? {} : { strength: measured }) };
}

function profileRecord({ name, params, nominal }: SessionHead['profile']) {
  return {
    name,
    params,
    ...(nominal === undefined ? {} : { nominalV: nominal.voltageV, nominalHz: nominal.frequencyHz }),
  };
}
