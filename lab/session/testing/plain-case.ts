import type { LogRecord } from '../../../schemas';
import { defaultParameters } from '../../profile/parameters';
import type { RecordBody } from '../../runlog/chain';
import type { CaseContext, CaseInfo } from '../case-info';
import { CaseRun } from '../case-run';
import { DevicePool, type Plugged } from '../device-pool';
import { referenceConnector } from '../reference';

const INFO: CaseInfo = {
  id: 'PR2-A-06.one',
  requirement: 'PR2-A-06',
  name: 'one',
  feature: 'pr2-a/x.feature',
  line: 1,
  dut: 'pev',
  tags: [],
  keyword: 'must',
};

interface PlainCase extends Partial<Omit<CaseContext, 'pool' | 'append'>> {
  readonly info?: Partial<CaseInfo>;
  /** The PEV that is judged; a reference PEV without. */
  readonly pev?: Omit<Plugged, 'role'>;
}

/** A case of a PEV with nothing special about it, its log kept by nobody. */
export function plainCase({ info, pev, ...context }: PlainCase = {}): CaseRun {
  let n = 0;
  const plugged: [Plugged['role'], Plugged][] = pev === undefined ? [] : [['pev', { role: 'pev', ...pev }]];
  return new CaseRun(
    { ...INFO, ...info },
    {
      seed: 'test',
      pool: new DevicePool(new Map(plugged), referenceConnector, 'memory'),
      append: (body: RecordBody) => ({ ...body, n: n++, prev: '' }) as LogRecord,
      params: defaultParameters(),
      outOfTime: () => false,
      oracles: [],
      ...context,
    },
  );
}
