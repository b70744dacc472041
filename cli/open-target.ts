/** One device by `--dut ROLE=TARGET`, for a command that is no run. */
import type { Connector, DutTarget, TlsIdentity } from '../lab/connectors';
import type { Plugged } from '../lab/session/device-pool';
import type { Suite } from '../lab/session/suite';
import { connectorOf, plug } from './open-session';
import { secondsOf, targetsOf, type RunSetting } from './run-setting';
import { tlsFor, type TlsFiles } from './tls-files';
import { UsageError } from './usage-error';

type Limits = Pick<RunSetting, 'answerLimitMs' | 'timeoutScale' | 'tls'>;

/** As they stand on the command line. */
export interface TargetOptions extends TlsFiles {
  readonly answerTimeoutS: string;
}

/** The device that a text names, and its connector, not opened yet. @throws UsageError where it names none */
export function targetNamed(
  suite: Suite,
  dut: string,
  options: TargetOptions,
): { target: DutTarget; connector: Connector } {
  const { target, limits } = read(dut, options);
  return { target, connector: connectorOf(target, suite, limits) };
}

/** @throws UsageError where it names no device, cannot be reached, or the device gives no valid hello (6) */
export function openTarget(suite: Suite, dut: string, options: TargetOptions): Promise<Plugged> {
  const { target, limits } = read(dut, options);
  return plug(target, suite, limits);
}

/** @throws UsageError where the text is no time */
export function limitsOf(answerTimeoutS: string, tls: TlsIdentity | undefined): Limits {
  return { answerLimitMs: secondsOf('--answer-timeout-s', answerTimeoutS) * 1000, timeoutScale: 1, tls };
}

function read(dut: string, options: TargetOptions): { target: DutTarget; limits: Limits } {
  const [target] = targetsOf([dut]).values();
  if (target === undefined) throw new UsageError('no device is named');
  return { target, limits: limitsOf(options.answerTimeoutS, tlsFor([target], options)) };
}
