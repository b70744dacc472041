/** The first record of a case in the run log: who takes part in it, where, under which parameters. */
import type { BenchDevice } from '../bench/bench-device';
import type { Point } from '../bench/electrical-network';
import type { RecordBody } from '../runlog/chain';
import type { CaseInfo } from './case-info';

/** A device as the record of its case names it. */
export type Party = Pick<BenchDevice, 'urn' | 'role' | 'dut' | 'standIn'> & { readonly state: object };

export interface CaseHead {
  readonly info: CaseInfo;
  readonly seed: string;
  readonly startMs: number;
  readonly parties: readonly Party[];
  readonly points: readonly Point[];
  /** Urn of the Utility that the kit plays beside the devices. */
  readonly played?: string | undefined;
  readonly params: Readonly<Record<string, number>>;
}

export function caseRecord({ info, seed, startMs, parties, points, played, params }: CaseHead): RecordBody {
  return {
    kind: 'case',
    at: startMs,
    case: info.id,
    requirement: info.requirement,
    name: info.name,
    feature: info.feature,
    scenarioLine: info.line,
    dut: info.dut,
    ...(info.attempt === undefined ? {} : { attempt: info.attempt }),
    tags: [...info.tags],
    keyword: info.keyword,
    seed,
    devices: [
      ...parties.map(({ urn, role, dut, standIn, state }) => ({ urn, role, dut, standIn, state })),
      ...(played === undefined ? [] : [{ urn: played, role: 'utility', dut: false, standIn: 'tester' }]),
    ],
    points: points.map(({ point, evseId, meteringPointId, esci }) => ({
      point,
      evseId,
      meteringPointId,
      esci,
    })),
    params,
  } as RecordBody;
}
