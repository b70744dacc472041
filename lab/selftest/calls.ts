/** The calls that a self-test makes on a device, with what every `start` has to hold. */
import type { DeviceRole, StartParams } from '../../schemas';

/** Bench time of the first call: any will do, and an odd one shows who rounds. */
export const T0 = 1_930_327_200_123;

export interface StartAs {
  readonly resume?: boolean;
  readonly at?: number;
  readonly speed?: number;
}

export function startParams(
  role: DeviceRole,
  { resume = false, at = T0, speed = 1 }: StartAs = {},
): StartParams {
  const params = {
    at,
    case: 'selftest',
    role,
    id: 'x1',
    seed: 'selftest',
    resume,
    clock: { offsetMs: 0, speed },
    peers: { esci: ['urn:pr2:esci:e1'], utility: ['urn:pr2:utility:u1'], pev: ['urn:pr2:pev:p1'] },
    points: [{ point: 'e1.evse1', evseId: 'evse1', meteringPointId: 'meter.e1.evse1' }],
    links: { V: 'up' },
    params: {},
    state: {},
  };
  return params as unknown as StartParams;
}
