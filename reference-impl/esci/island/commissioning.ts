/** The record that the installer left, in place of an enrollment (PR2-B-01). */
import { checkLab } from '../../../schemas';
import type { Commissioning } from './state';

/**
 * Whether the site may be backed up on this day: a whole record, for the kind of switch that is fitted, with
 * certificates and sensing named. `validUntil` itself is inside.
 * @param day the device's own wall date, UTC, `YYYY-MM-DD`
 */
export function isCommissioned(record: Commissioning, switchType: 'AUTO' | 'MANUAL', day: string): boolean {
  if (record === null || record === 'corrupt') return false;
  if (checkLab('CommissioningRecord', record).length > 0) return false;
  return (
    record.switchType === switchType &&
    record.certification.length > 0 &&
    record.sensing.length > 0 &&
    day <= record.validUntil
  );
}
