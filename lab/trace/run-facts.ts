/** What a run log says of a suite: which checks were recorded, in which case and for which requirement. */
import type { LogRecord } from '../../schemas';
import type { DeviceRole } from '../bench/bench-device';

export interface RecordedCheck {
  readonly check: string;
  readonly requirement: string;
  /** An oracle watched it, no step of the case asked for it. */
  readonly oracle: boolean;
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | 'error';
}

export interface RunCase {
  readonly id: string;
  readonly dut: DeviceRole;
  readonly notApplicable: boolean;
  /** Why it ended early. */
  readonly stopped?: string;
  readonly checks: readonly RecordedCheck[];
}

export interface RunFacts {
  /** The log as a reader knows it: its file, or what was run. */
  readonly name: string;
  readonly roles: readonly DeviceRole[];
  /** Expression that narrowed the run, where one did. */
  readonly tags?: string;
  readonly complete: boolean;
  readonly cases: readonly RunCase[];
}

export function runFacts(name: string, records: Iterable<LogRecord>): RunFacts {
  let roles: readonly DeviceRole[] = [];
  let tags: string | undefined;
  let complete = false;
  const cases: RunCase[] = [];
  let open: { id: string; dut: DeviceRole; checks: RecordedCheck[] } | undefined;
  for (const record of records) {
    switch (record.kind) {
      case 'run':
        ({ roles, tags } = record);
        break;
      case 'case':
        open = { id: record.case, dut: record.dut, checks: [] };
        break;
      case 'check': {
        const { check, requirement, verdict, oracle = false } = record;
        open?.checks.push({ check, requirement, verdict, oracle });
        break;
      }
      case 'end-case':
        if (open !== undefined)
          cases.push({
            ...open,
            notApplicable: record.notApplicable !== undefined,
            ...(record.stopped === undefined ? {} : { stopped: record.stopped.text }),
          });
        open = undefined;
        break;
      case 'end':
        complete = true;
        break;
      default:
    }
  }
  return { name, roles, ...(tags === undefined ? {} : { tags }), complete, cases };
}
