/** Why a case ended before its last step. */
import type { CaseStopped, ErrorCode } from '../../schemas';
import type { ConnectorError } from '../connectors/connector';
import { withLastWords } from '../connectors/last-words';
import type { BenchDevice } from './bench-device';

export type StopKind =
  | 'precondition'
  | 'no-hook'
  | 'not-possible'
  | 'adapter'
  | 'kit'
  | 'livelock'
  | 'peer'
  | 'instrument'
  | 'operator'
  | 'interrupted';

/** Codes of a device that lacks a capability, whatever its state. */
const NEVER_DONE: ReadonlySet<string> = new Set([
  'E_CLASS',
  'E_UNSUPPORTED',
  'E_NOT_CAPABLE',
] satisfies ErrorCode[]);

export class CaseStop extends Error {
  constructor(
    readonly kind: StopKind,
    message: string,
    readonly device?: string,
    /** The device under test died or fell silent on a message or stimulus of the case: its own failure. */
    readonly consequence = false,
    /** The device answered that it does not do this, in no state. */
    readonly refusal = false,
    /** Its connector failed: the device has to be opened again before it can go on. */
    readonly lost = false,
  ) {
    super(message);
    this.name = 'CaseStop';
  }

  /**
   * A device would not do what the case needs of it. With a code by which it says that it never does, and where it
   * has declared that it does, that is its failure.
   */
  static refused(message: string, device: string, code: string | undefined): CaseStop {
    return new CaseStop('precondition', message, device, false, NEVER_DONE.has(code ?? ''));
  }

  /** As the log holds it. */
  get told(): CaseStopped {
    const { kind, message: text, device } = this;
    return { kind, text, ...(device === undefined ? {} : { device }) };
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
    return new CaseStop(kind, `${device.urn}, ${method}: ${sentence}`, device.urn, consequence, false, true);
  }
}
