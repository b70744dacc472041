/**
 * Judges a run log again: every message, check and oracle, from the records alone. With the suite that made the log,
 * and a log that nobody touched, the same bytes come out; a newer suite says what it would have said.
 */
import type { Ics, LogRecord, Requirement } from '../../schemas';
import { CaseView } from '../../runlog/case-view';
import { emitBody } from '../bench/emission';
import { CHECKS } from '../checks';
import { inconclusive, isPending, type Judgement } from '../checks/check';
import { checkBody, leftMs } from '../checks/record';
import { ORACLES } from '../oracles';
import type { RecordBody } from '../runlog/chain';
import type { Declared } from '../session/catalogue-record';
import { besidePeers, peerBreaches, peersOf, stoppedBesidePeers } from './peers';
import { moved } from '../runlog/positions';
import type { LogSink } from '../runlog/writer';

/** The suite that judges. */
export interface JudgingSuite {
  readonly suite: Extract<LogRecord, { kind: 'run' }>['suite'];
  /** The requirements, should the log be of another suite. */
  readonly catalogue: readonly Requirement[];
}

/** Reads the records in order and appends what they come to; the log may be of any length, a case fits in memory. */
export function rejudge(records: Iterable<LogRecord>, by: JudgingSuite, into: LogSink): void {
  const copy = new Renumbered(into);
  let open: LogRecord[] = [];
  let declared: Declared = {};
  const flush = (): void => {
    if (open.length > 0) judgeCase(open, declared, copy);
    open = [];
  };
  for (const record of records) {
    if (record.kind === 'case' || record.kind === 'end') flush();
    if (record.kind === 'run') declared = record.ics;
    if (record.kind === 'case' || open.length > 0) open.push(record);
    else copy.keep(record.kind === 'run' ? judgedBy(record, by) : record);
    if (record.kind === 'end-case') flush();
  }
  flush();
}

function judgedBy(run: Extract<LogRecord, { kind: 'run' }>, { suite, catalogue }: JudgingSuite): LogRecord {
  if (run.suite.digest === suite.digest) return run;
  return { ...run, suite, catalogue: [...catalogue] };
}

/** One execution, in the numbering that it has; what an oracle said is dropped, and all oracles are asked anew. */
function judgeCase(all: readonly LogRecord[], declared: Declared, copy: Renumbered): void {
  const dut = dutOf(all[0]);
  const ics = all[0]?.kind === 'case' ? declared[all[0].dut] : undefined;
  const records = all
    .filter((r) => r.kind !== 'check' || r.oracle !== true)
    .map((r) => (r.kind === 'emit' ? emittedAgain(all[0], r) : r));
  const view = new CaseView();
  for (const record of records) {
    if (record.kind === 'end-case' && dut !== undefined) askOracles(view, dut, { at: record.at, ics }, copy);
    const judged =
      record.kind === 'check'
        ? judgedAgain(record, view, records, dut ?? '')
        : record.kind === 'end-case'
          ? endedBesidePeers(record, view)
          : record;
    copy.keep(judged);
    view.add(judged);
  }
}

type CheckRecord = Extract<LogRecord, { kind: 'check' }>;
type EndRecord = Extract<LogRecord, { kind: 'end-case' }>;

/** A check that this suite no longer has stays as it was. */
function judgedAgain(
  record: CheckRecord,
  soFar: CaseView,
  records: readonly LogRecord[],
  dut: string,
): CheckRecord {
  const { n, prev, at, requirement, args } = record;
  const check = CHECKS[record.check];
  if (check === undefined) return record;
  const first = check(soFar, args as never);
  // A suite with longer limits decides later than the one that made the log: it may look on to the case's end.
  const outcome = isPending(first) ? check(viewOf(records), args as never) : first;
  const judgement: Judgement = isPending(outcome)
    ? inconclusive(
        'a log that goes on until this can be decided',
        'the case ended before',
        [n],
        'log too short',
      )
    : withPeers(outcome, { at, args, oracle: false }, soFar, dut);
  const body = checkBody(
    { at, requirement, check: record.check, args, oracle: false, finding: record.finding === true },
    judgement,
    soFar,
    dut,
  );
  return { ...body, n, prev } as CheckRecord;
}

function askOracles(
  view: CaseView,
  dut: string,
  { at, ics }: { readonly at: number; readonly ics: Ics | undefined },
  copy: Renumbered,
): void {
  for (const oracle of ORACLES) {
    for (const { requirement, judgement, finding = false } of oracle.judge(view, dut, ics)) {
      const judged = { at, requirement, check: oracle.name, args: {}, oracle: true, finding };
      const told = oracle.alone === true ? judgement : withPeers(judgement, judged, view, dut);
      copy.add(checkBody(judged, told, view, dut));
    }
  }
}

function withPeers(
  j: Judgement,
  judged: { readonly at: number; readonly args: object; readonly oracle: boolean },
  view: CaseView,
  dut: string,
): Judgement {
  if (j.verdict !== 'fail' || peersOf(view).length === 0) return j;
  return besidePeers(j, leftMs({ ...j, ...judged }, view, dut), peerBreaches(view, ORACLES));
}

function endedBesidePeers(end: EndRecord, view: CaseView): EndRecord {
  const stopped = stoppedBesidePeers(end.stopped, view, peerBreaches(view, ORACLES));
  return stopped === undefined || stopped === end.stopped ? end : { ...end, stopped };
}

function emittedAgain(head: LogRecord | undefined, record: Extract<LogRecord, { kind: 'emit' }>): LogRecord {
  const device = devicesOf(head).find((d) => d.urn === record.device);
  if (device === undefined) return record;
  const { n, prev, at, message, raw } = record;
  const standIn = device.standIn === 'device' ? 'device' : 'reference';
  return { ...emitBody(at, { ...device, standIn }, raw === undefined ? { message } : { raw }), n, prev };
}

function dutOf(head: LogRecord | undefined): string | undefined {
  return devicesOf(head).find((d) => d.dut)?.urn;
}

function devicesOf(head: LogRecord | undefined) {
  return head?.kind === 'case' ? head.devices : [];
}

function viewOf(records: readonly LogRecord[]): CaseView {
  const view = new CaseView();
  for (const record of records) view.add(record);
  return view;
}

/** A log written anew: each record gets the next number, and whatever names a position follows. */
class Renumbered {
  private readonly positions = new Map<number, number>();

  constructor(private readonly into: LogSink) {}

  keep({ n, prev: _prev, ...body }: LogRecord): void {
    this.positions.set(n, this.add(body).n);
  }

  add(body: RecordBody): LogRecord {
    return this.into.append(moved(body, (n) => this.positions.get(n) ?? n));
  }
}
