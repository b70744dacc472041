/** One device by `--dut ROLE=TARGET`, opened for a command that is no run. */
import type { HelloResult } from '../schemas';
import { ConnectorError, type Connector, type DutTarget } from '../lab/connectors';
import { withLastWords } from '../lab/connectors/last-words';
import type { Suite } from '../lab/session/suite';
import { connectorOf } from './open-session';
import { secondsOf, targetsOf } from './run-setting';
import { UsageError } from './usage-error';

export interface OpenTarget {
  readonly target: DutTarget;
  readonly connector: Connector;
  readonly hello: HelloResult;
}

/** The device that a text names, and its connector, not opened yet. @throws UsageError where it names none */
export function targetNamed(
  suite: Suite,
  dut: string,
  answerTimeoutS: string,
): Pick<OpenTarget, 'target' | 'connector'> {
  const [target] = targetsOf([dut]).values();
  if (target === undefined) throw new UsageError('no device is named');
  const answerLimitMs = secondsOf('--answer-timeout-s', answerTimeoutS) * 1000;
  return { target, connector: connectorOf(target, suite, { answerLimitMs, timeoutScale: 1 }) };
}

/** @throws UsageError where it names no device, or the device gives no valid hello (6) */
export async function openTarget(suite: Suite, dut: string, answerTimeoutS: string): Promise<OpenTarget> {
  const { target, connector } = targetNamed(suite, dut, answerTimeoutS);
  try {
    return { target, connector, hello: await connector.open() };
  } catch (error) {
    const detail = connector.diagnostics();
    await connector.close();
    if (!(error instanceof ConnectorError)) throw error;
    throw new UsageError(
      `the ${target.role} gave no valid hello: ${withLastWords(error.message, detail)}`,
      6,
    );
  }
}
