/** Opens a run on one role: says hello to the devices plugged in, settles what they declare, begins the log. */
import type { DeviceRole } from '../lab/bench/bench-device';
import {
  ConnectorError,
  ExecConnector,
  ListenConnector,
  WsConnector,
  type Connector,
  type DutTarget,
} from '../lab/connectors';
import { withLastWords } from '../lab/connectors/last-words';
import { loadDeclaration, mergeDeclaration, type Declaration } from '../lab/ics';
import { CheckedLog, type LogSink } from '../lab/runlog';
import { DevicePool, type Plugged } from '../lab/session/device-pool';
import { referenceConnector } from '../lab/session/reference';
import type { SessionHead } from '../lab/session/run-record';
import { Session, type SessionEvents } from '../lab/session/session';
import type { Suite } from '../lab/session/suite';
import { attachMeter } from './meter';
import { attachHands } from './operator';
import type { CasePlan } from './run-cases';
import type { RunSetting } from './run-setting';
import { UsageError } from './usage-error';

export interface OpenedLog {
  readonly sink: LogSink;
  /** It has its first record already. */
  readonly begun: boolean;
}

export interface OpenOptions extends RunSetting {
  /** The role that the cases judge. */
  readonly role: DeviceRole;
  readonly plan: Pick<CasePlan, 'cases' | 'whole'>;
  /** Makes the log, or goes on with one, once everything else is known to be good. */
  readonly log: (head: SessionHead) => OpenedLog;
  readonly events: SessionEvents;
}

export async function openSession(options: OpenOptions): Promise<Session> {
  const { suite, role, targets } = options;
  const plugged = new Map<DeviceRole, Plugged>();
  try {
    for (const target of targets.values()) plugged.set(target.role, await plug(target, suite, options));
    const meter = await attachMeter(plugged, options);
    const declaration = declarationOf(role, targets, plugged, options.icsFile);
    await attachHands(plugged, role, declaration.ixit.operator, options);
    const params = { ...options.profile.params, ...declaration.ixit.params };
    const head: SessionHead = {
      suite,
      roles: [role],
      seed: options.seed,
      strict: options.strict,
      retryErrors: options.retryErrors,
      profile: { ...options.profile, params },
      ics: { [role]: declaration.ics },
      ixit: Object.keys(declaration.ixit).length > 1 ? { [role]: declaration.ixit } : {}, // its role alone declares nothing
      devices: [...plugged.values()].map((p) => ({ role: p.role, dut: p.role === role, hello: p.hello })),
      ...(meter === undefined ? {} : { meter }),
      ...(options.tags === undefined ? {} : { tags: options.tags }),
      plan: {
        cases: [...options.plan.cases],
        whole: options.plan.whole,
        ...(options.shard === undefined ? {} : { shard: options.shard }),
      },
      ...(options.knownFailures === undefined ? {} : { knownFailures: options.knownFailures }),
      maxCaseMs: options.maxCaseMs,
    };
    const { sink, begun } = options.log(head);
    return new Session(
      head,
      new DevicePool(plugged, referenceConnector, 'storage'),
      new CheckedLog(sink),
      options.events,
      begun,
    );
  } catch (error) {
    for (const { connector, meter, hands } of plugged.values()) {
      await connector.close();
      await meter?.close();
      await hands?.operator.close();
    }
    throw error;
  }
}

/** The device that a target names, and its hello. @throws UsageError where it cannot be reached, or gives none (6) */
export async function plug(target: DutTarget, suite: Suite, limits: Limits): Promise<Plugged> {
  const connector = connectorOf(target, suite, limits);
  try {
    const hello = await connector.open();
    return { role: target.role, connector, hello };
  } catch (error) {
    const detail = connector.diagnostics();
    await connector.close();
    if (!(error instanceof ConnectorError)) throw error;
    if (error.kind === 'usage') throw new UsageError(`--dut ${target.role}: ${error.message}`);
    throw new UsageError(
      `the ${target.role} gave no valid hello: ${withLastWords(error.message, detail)}`,
      6,
    );
  }
}

type Limits = Pick<RunSetting, 'answerLimitMs' | 'timeoutScale'> & Partial<Pick<RunSetting, 'tls'>>;

/** The connector of a target, not opened yet. */
export function connectorOf(
  target: DutTarget,
  suite: Suite,
  { answerLimitMs, timeoutScale, tls }: Limits,
): Connector {
  const greeting = {
    protocol: 1 as const,
    kit: `pr2-conformance ${suite.version}`,
    suite: suite.digest.slice(0, 16),
  };
  switch (target.kind) {
    case 'reference':
      return referenceConnector(target.role);
    case 'exec':
      return new ExecConnector(target.words, { greeting, answerLimitMs });
    case 'ws':
      return new WsConnector(target.url, {
        greeting,
        answerLimitMs,
        dialLimitMs: 10_000 * timeoutScale,
        bootLimitMs: 30_000 * timeoutScale,
        ...(tls === undefined ? {} : { tls }),
      });
    case 'listen':
      return new ListenConnector(target, {
        greeting,
        answerLimitMs,
        bootLimitMs: 30_000 * timeoutScale,
        ...(target.path === undefined ? {} : { path: target.path }),
        ...(target.secure && tls !== undefined ? { tls } : {}),
        notice: (sentence) => process.stderr.write(`pr2: ${target.role}: ${sentence}\n`),
      });
  }
}

/**
 * What the device judged declares. The reference devices can do everything, so that a file says what one of them is
 * to be taken for: its word replaces theirs.
 */
function declarationOf(
  role: DeviceRole,
  targets: ReadonlyMap<DeviceRole, DutTarget>,
  plugged: ReadonlyMap<DeviceRole, Plugged>,
  file: string | undefined,
): Declaration {
  const hello = plugged.get(role)?.hello;
  if (hello === undefined) throw new UsageError(`no ${role} is plugged in`);
  const fromFile = file === undefined ? undefined : loadDeclaration(file);
  if (fromFile !== undefined && 'problem' in fromFile) throw new UsageError(fromFile.problem);
  const { ics: _ics, ixit: _ixit, ...silent } = hello;
  const replaced = fromFile !== undefined && targets.get(role)?.kind === 'reference';
  const merged = mergeDeclaration(role, fromFile, replaced ? silent : hello);
  if ('problem' in merged) throw new UsageError(merged.problem);
  return merged;
}
