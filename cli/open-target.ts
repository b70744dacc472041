/** One device by `--dut ROLE=TARGET`, for a command that is no run. */
import type { Connector, DutTarget } from '../lab/connectors';
import type { Plugged } from '../lab/session/device-pool';
import type { Suite } from '../lab/session/suite';
import { connectorOf, plug } from './open-session';
import { secondsOf, targetsOf, type RunSetting } from './run-setting';
import { UsageError } from './usage-error';

type Limits = Pick<RunSetting, 'answerLimitMs' | 'timeoutScale'>;

/** The device that a text names, and its connector, not opened yet. @throws UsageError where it names none */
export function targetNamed(
  suite: Suite,
  dut: string,
  answerTimeoutS: string,
): { target: DutTarget; connector: Connector } {
  const { target, limits } = read(dut, answerTimeoutS);
  return { target, connector: connectorOf(target, suite, limits) };
}

/** @throws UsageError where it names no device, cannot be reached, or the device gives no valid hello (6) */
export function openTarget(suite: Suite, dut: string, answerTimeoutS: string): Promise<Plugged> {
  const { target, limits } = read(dut, answerTimeoutS);
  return plug(target, suite, limits);
}

function read(dut: string, answerTimeoutS: string): { target: DutTarget; limits: Limits } {
  const [target] = targetsOf([dut]).values();
  if (target === undefined) throw new UsageError('no device is named');
  const answerLimitMs = secondsOf('--answer-timeout-s', answerTimeoutS) * 1000;
  return { target, limits: { answerLimitMs, timeoutScale: 1 } };
}
