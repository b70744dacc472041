/** What the suite was last measured to be worth: reports/strength.json, which `pr2 faults --write` makes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceRole, SuiteStrength } from '../../schemas';

export const STRENGTH_FILE = join('reports', 'strength.json');

/** By role; the counts that stand in every report of a device of that role. */
export type Strength = Readonly<Partial<Record<DeviceRole, SuiteStrength>>>;

/** Empty where it was never measured. @throws SyntaxError where the file is not JSON: the package is not whole */
export function publishedStrength(root: string): Strength {
  const path = join(root, STRENGTH_FILE);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Strength) : {};
}
