/** The decision points of a PEV about the home in an outage (PR2-B). */
import type { ErrorCode } from '../../../schemas';
import type { Parameters } from '../../parameters';
import type { Nominal } from '../../physics/grid';
import type { AttestationQuestion } from './decide-attestation';
import type { BackupDecision, BackupEnd, BackupQuestion, SupplyQuestion } from './decide-backup';
import type { EngineQuestion } from './decide-engine';
import type { IsolationQuestion } from './isolation';

export interface IslandBehaviour {
  /** Whether the isolation behind a request is proven (PR2-B-02, B-05). */
  acceptsIsolation(question: IsolationQuestion): boolean;
  /** The answer to a request to supply the home (PR2-B-05). */
  decideBackup(question: BackupQuestion): BackupDecision;
  /** Whether a grid dispatch ends before the home is supplied (PR2-B-03, B-10). */
  endsGridDispatch(): boolean;
  /** From the answer to the voltage, ms (PR2-B-05). */
  formingMs(): number;
  /** What is held at a load, in units of the rated power (PR2-B-08: P_ISL_V, P_ISL_F). */
  formed(nominal: Nominal, loadPu: number): Nominal;
  /** Why a supply has to end at once, or null (PR2-B-02, B-03, B-04, B-05, B-09). */
  endsBackup(question: SupplyQuestion): BackupEnd | null;
  /** Whether a stop that the ESCI orders takes the voltage away (PR2-B-02, B-04, B-10). */
  obeysStop(): boolean;
  /** Whether an end of this kind is told to the ESCI (PR2-B-09, B-10). */
  tellsEnd(reason: BackupEnd): boolean;
  /** How long an overload that may last `allowedS` is put up with at a load, ms (PR2-B-08). */
  toleratesOverloadMs(allowedS: number, loadPu: number): number;
  /** What is done about it then: everything off, or only what is too much (PR2-B-08). */
  overloadAction(loadPu: number): 'stop' | 'shed';
  /** Whether the engine runs (PR2-B-09). */
  runsEngine(question: EngineQuestion): boolean;
  /** States of charge at which the ESCI is warned, per cent (PR2-B-09). */
  warnsAtPct(floorPct: number): readonly number[];
  /** From one status to the next, s (PR2-B-08: P_MET_INT). */
  statusIntervalS(parameters: Parameters): number;
  /** Null to take the customer's word on the switch, a code to refuse it (PR2-B-07). */
  refusesAttestation(question: AttestationQuestion): ErrorCode | null;
  /** From the loss of a grid to noticing it where the home draws just what the PEV gives, ms (PR2-B-03: P_AI). */
  islandDetectionMs(parameters: Parameters): number;
}
