/** The roles of devices, in the order in which the kit names them. */
import type { DeviceRole } from './generated/types';

export const DEVICE_ROLES: readonly DeviceRole[] = ['pev', 'esci', 'utility'];

/** Whether a text from outside names a role. */
export function isDeviceRole(text: string): text is DeviceRole {
  return (DEVICE_ROLES as readonly string[]).includes(text);
}
