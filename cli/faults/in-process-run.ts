/** Some cases of a role on a device in process. */
import type { DeviceRole, Ics } from '../../schemas';
import type { Connector } from '../../lab/connectors';
import { defaultParameters } from '../../lab/profile/parameters';
import type { LogSink } from '../../lab/runlog';
import { DevicePool } from '../../lab/session/device-pool';
import { referenceConnector, referenceDevice } from '../../lab/session/reference';
import { Session } from '../../lab/session/session';
import type { Suite } from '../../lab/session/suite';
import { configurationOf, runCases } from '../run-cases';
import { findingsIn, type Findings } from './findings';

export interface InProcessRun {
  readonly suite: Suite;
  readonly seed: string;
  readonly role: DeviceRole;
  readonly connector: Connector;
  readonly log: LogSink;
  /** Ids of the cases; they run in the order of the suite. */
  readonly cases: readonly string[];
  /** Told at the end of each case; true ends the run there. */
  readonly found: (id: string, findings: Findings) => boolean;
}

/** Opens the device, runs the cases, and closes the log. */
export async function runInProcess(run: InProcessRun): Promise<void> {
  const { suite, seed, role, connector, log, cases, found } = run;
  const hello = await connector.open();
  let enough = false;
  const session = new Session(
    {
      suite,
      roles: [role],
      seed,
      profile: { name: 'default', params: defaultParameters() },
      ics: declared(role, hello.ics),
      ixit: {},
      devices: [],
    },
    new DevicePool(new Map([[role, { role, connector, hello }]]), referenceConnector, 'storage'),
    log,
    {
      caseEnds: ({ info, view }) => {
        enough ||= found(info.id, findingsIn(info.id, info.requirement, view.records));
      },
    },
  );
  if (cases.length > 0)
    await runCases(await configurationOf(suite, { role, only: cases }), session, () => enough);
  await session.finish();
}

/**
 * A device that declares what the reference declares plays every case, the ones for another kind of switch as well,
 * as the reference can; where it declares something else, what that denies does not apply.
 */
function declared(role: DeviceRole, ics: Ics | undefined): Record<string, unknown> {
  const { identity: _own, ...said } = { ...ics };
  const { identity: _usual, ...usual } = { ...referenceDevice(role).hello().ics };
  return JSON.stringify(said) === JSON.stringify(usual) ? {} : { [role]: ics };
}
