/** Cases run on one device with the log in memory, for commands that judge nobody and leave nothing behind. */
import type { DeviceRole, Ics, Ixit, LogRecord } from '../schemas';
import type { Connector } from '../lab/connectors';
import type { TestProfile } from '../lab/profile/load';
import { MemoryLog } from '../lab/runlog';
import { DevicePool } from '../lab/session/device-pool';
import { referenceConnector } from '../lab/session/reference';
import { Session, type SessionEvents } from '../lab/session/session';
import type { Suite } from '../lab/session/suite';
import { planCases, runCases, type Selection } from './run-cases';

export interface QuietRun {
  readonly suite: Suite;
  readonly profile: TestProfile;
  /** It is opened, and closed in the end. */
  readonly connector: Connector;
  readonly selection: Selection;
  /** What the device is taken to declare; without it every case applies. */
  readonly ics: Ics | undefined;
  readonly ixit?: Ixit;
  /** Longest real time a case may take, ms. */
  readonly maxCaseMs?: number;
  readonly events?: SessionEvents;
}

/**
 * @returns the records of the run
 * @throws ConnectorError where the device gives no valid hello
 */
export async function quietRun(run: QuietRun): Promise<LogRecord[]> {
  const { suite, profile, connector, selection, ics, ixit, maxCaseMs, events } = run;
  const { role } = selection;
  const plan = await planCases(suite, selection);
  const hello = await connector.open();
  const log = new MemoryLog();
  const session = new Session(
    {
      suite,
      roles: [role],
      seed: 'pr2',
      profile,
      ics: byRole(role, ics),
      ixit: byRole(role, ixit),
      devices: [{ role, dut: true, hello }],
      ...(maxCaseMs === undefined ? {} : { maxCaseMs }),
    },
    new DevicePool(new Map([[role, { role, connector, hello }]]), referenceConnector, 'storage'),
    log,
    events,
  );
  await runCases(plan, session, () => false);
  await session.finish();
  return log.records;
}

function byRole<T>(role: DeviceRole, declared: T | undefined): Partial<Record<DeviceRole, T>> {
  return declared === undefined ? {} : { [role]: declared };
}
