import assert from 'node:assert/strict';
import { ConnectorError } from '../connector';

/** The error of a call that has to fail as the connector's own, in one sentence. */
export async function errorOf(call: Promise<unknown>): Promise<ConnectorError> {
  const error = await call.then(
    () => undefined,
    (e: unknown) => e,
  );
  assert.ok(error instanceof ConnectorError, String(error));
  assert.ok(!error.message.includes('\n'), error.message);
  return error;
}
