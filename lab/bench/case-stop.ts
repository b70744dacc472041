/** Why a case ended before its last step. */
import type { ConnectorError } from '../connectors/connector';
import { withLastWords } from '../connectors/last-words';
import type { BenchDevice } from './bench-device';

export type StopKind =
  'precondition' | 'no-hook' | 'not-possible' | 'adapter' | 'kit' | 'livelock' | 'peer' | 'interrupted';

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
    const sentence = withLastWords(error.message, device.connector.diagnostics());
    return new CaseStop(kind, `${device.urn}, ${method}: ${sentence}`, device.urn, consequence);
  }
}
