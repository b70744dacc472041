/** Why a case ended before its last step. */
import type { ConnectorError } from '../connectors/connector';
import type { BenchDevice } from './bench-device';

export type StopKind =
  'precondition' | 'no-hook' | 'not-possible' | 'adapter' | 'kit' | 'livelock' | 'peer' | 'interrupted';

/** So much of a device's standard error is told with what went wrong. */
const LAST_WORDS = 500;

export class CaseStop extends Error {
  constructor(
    readonly kind: StopKind,
    message: string,
    readonly device?: string,
    /** The device under test died or fell silent on a message or stimulus of the case: its own failure. */
    readonly consequence = false,
  ) {
    super(message);
    this.name = 'CaseStop';
  }

  static fromConnector(error: ConnectorError, device: BenchDevice, method: string): CaseStop {
    if (error.kind === 'no-such-hook')
      return new CaseStop('no-hook', `${device.urn}: ${error.message}`, device.urn);
    if (error.kind === 'not-possible')
      return new CaseStop('not-possible', `${device.urn}: ${error.message}`, device.urn);
    const kind = device.standIn === 'reference' && !device.dut ? 'kit' : device.dut ? 'adapter' : 'peer';
    const died = error.fault === 'gone' || error.fault === 'silent';
    const consequence = device.dut && died && (method === 'deliver' || method === 'stimulate');
    const complaint = device.connector.diagnostics().trim().slice(-LAST_WORDS);
    const said = complaint === '' ? '' : `; its standard error ends: ${complaint}`;
    return new CaseStop(kind, `${device.urn}, ${method}: ${error.message}${said}`, device.urn, consequence);
  }
}
