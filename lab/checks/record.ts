/** A judgement as it stands in the run log. */
import type { LogRecord } from '../../schemas';
import type { CaseView } from '../../runlog/case-view';
import { divergenceOf } from '../../runlog/divergence';
import { RESPONSE_CLASSES } from '../profile/response-classes';
import type { RecordBody } from '../runlog/chain';
import type { Judgement } from './check';
import { ifSharp } from './sharpness';

export interface Judged {
  /** Bench time of the judgement, ms. */
  readonly at: number;
  readonly requirement: string;
  readonly check: string;
  readonly args: object;
  readonly oracle: boolean;
  /** Whether it is about a SHOULD: where it is not met that is a finding. */
  readonly finding?: boolean;
}

/** When a failure left what was expected. */
export function leftMs(
  failure: Judgement & Pick<Judged, 'at' | 'args' | 'oracle'>,
  view: CaseView,
  dut: string,
): number {
  const byN = new Map(view.records.map((r) => [r.n, r]));
  return (failure.divergence ?? divergenceOf(failure, byN, dut)).at;
}

/** A failure says where the case left what was expected: as the check tells, else as what it rests on does. */
export function checkBody(judged: Judged, found: Judgement, view: CaseView, dut: string): RecordBody {
  const j = view.uncertainMs === 0 ? found : ifSharp(found, view.uncertainMs, answerMs(view));
  const { at, requirement, check, args, oracle, finding = false } = judged;
  const byN = (): ReadonlyMap<number, LogRecord> => new Map(view.records.map((r) => [r.n, r]));
  const divergence =
    j.verdict === 'fail' ? (j.divergence ?? divergenceOf({ ...j, at, args, oracle }, byN(), dut)) : undefined;
  return {
    kind: 'check',
    at,
    id: `${requirement}/${check}`,
    requirement,
    check,
    args,
    verdict: j.verdict,
    ...(finding ? { finding } : {}),
    expected: j.expected,
    observed: j.observed,
    basis: [...j.basis],
    ...(j.cause === undefined ? {} : { cause: j.cause }),
    ...(j.measured === undefined ? {} : { measured: j.measured }),
    ...(oracle ? { oracle } : {}),
    ...(divergence === undefined ? {} : { divergence }),
  } as RecordBody;
}

/** The tightest time for an answer that the case may be about: that of the classes requested in it. */
function answerMs(view: CaseView): number {
  const ackS = view.param('P_T_ACK');
  if (!Number.isNaN(ackS)) return ackS * 1000;
  const requested = view.messages('DispatchRequest').flatMap(({ message }) => {
    const limits = RESPONSE_CLASSES[message?.data.responseClass ?? 'SCHEDULED'];
    return limits === undefined ? [] : [limits.ackMs]; // the class of a malformed request may be none
  });
  return Math.min(RESPONSE_CLASSES.SCHEDULED.ackMs, ...requested);
}
