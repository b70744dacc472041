/** From the error codes of the lab protocol to what the bench makes of them. */
import { ConnectorError, LAB_PROTOCOL } from './connector';

/** @param text what the device said with the code */
export function fromLabCode(code: number, text: string): ConnectorError {
  switch (code) {
    case -32001:
      return new ConnectorError('no-such-hook', text);
    case -32002:
      return new ConnectorError('not-possible', text);
    case -32003:
      return new ConnectorError(
        'protocol-version',
        `the device does not speak version ${LAB_PROTOCOL} of the lab protocol: ${text}`,
      );
    default:
      return ConnectorError.adapter('malformed', `the device answered with error ${code}: ${text}`);
  }
}
