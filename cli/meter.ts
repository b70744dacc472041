/** `--meter`: an instrument at the terminals of the PEV. */
import type { Identity } from '../schemas';
import type { DeviceRole } from '../lab/bench/bench-device';
import type { DutTarget } from '../lab/connectors';
import { meterAddress, MeterError, ModbusMeter, type MeterAddress } from '../lab/meter';
import type { Plugged } from '../lab/session/device-pool';
import type { RunSetting } from './run-setting';
import { UsageError } from './usage-error';

/** @throws UsageError where it is no meter, or has nothing to measure */
export function meterOf(
  text: string | undefined,
  targets: ReadonlyMap<DeviceRole, DutTarget>,
): MeterAddress | undefined {
  if (text === undefined) return undefined;
  const address = meterAddress(text);
  if ('problem' in address) throw new UsageError(address.problem);
  const pev = targets.get('pev');
  if (pev === undefined)
    throw new UsageError(`--meter ${text} measures a PEV, and none is plugged in; name it with --dut pev=`);
  if (pev.kind === 'reference')
    throw new UsageError(
      `--meter ${text} measures at the terminals of a device, and the reference PEV in the kit's own process has none`,
    );
  return address;
}

/** Puts the meter at the terminals of the PEV. @throws UsageError where it cannot be reached, or is none */
export async function attachMeter(
  plugged: Map<DeviceRole, Plugged>,
  { meter: address, timeoutScale }: Pick<RunSetting, 'meter' | 'timeoutScale'>,
): Promise<Identity | undefined> {
  const pev = plugged.get('pev');
  if (address === undefined || pev === undefined) return undefined;
  const meter = new ModbusMeter(address, { answerMs: 5_000 * timeoutScale });
  plugged.set('pev', { ...pev, meter });
  try {
    return await meter.open();
  } catch (error) {
    if (error instanceof MeterError) throw new UsageError(`--meter ${address.text}: ${error.message}`);
    throw error;
  }
}
