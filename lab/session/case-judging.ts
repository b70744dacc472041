/** How a case is judged: by the checks of its steps, by the oracles at its end, and never for what its peers did. */
import type { Ics } from '../../schemas';
import type { CaseView } from '../../runlog/case-view';
import type { Bench } from '../bench/bench';
import { CaseStop } from '../bench/case-stop';
import { CHECKS } from '../checks';
import { isPending, type Judgement } from '../checks/check';
import { doesAsDeclared } from '../checks/does-as-declared';
import { checkBody, leftMs } from '../checks/record';
import { staysUp } from '../checks/stays-up';
import { besidePeers, patienceMs, peerBreaches, peersOf } from '../judging/peers';
import type { Oracle } from '../oracles/oracle';
import type { RecordBody } from '../runlog/chain';
import type { CaseInfo } from './case-info';

/** The case as its judge sees it. */
export interface Judged {
  readonly info: CaseInfo;
  readonly view: CaseView;
  /** Urn of the device under test. */
  readonly dut: string;
  readonly declared: Ics | undefined;
  readonly bench: Bench;
  readonly nowMs: number;
  param(name: string): number;
  /** Runs something that may stop the case, and notes it where it does. */
  guard(run: () => Promise<void>): Promise<void>;
}

export class CaseJudging {
  /** Checks recorded so far. */
  checks = 0;

  constructor(
    private readonly judged: Judged,
    private readonly oracles: readonly Oracle[],
    private readonly record: (body: RecordBody) => void,
  ) {}

  /** Runs the bench until the check is decided, then writes the judgement down; see {@link CaseRun.judge}. */
  async check(name: string, args: object, requirement: string, should: boolean): Promise<Judgement> {
    const check = CHECKS[name];
    if (check === undefined) throw new CaseStop('kit', `no check named ${name}`);
    const { bench, view } = this.judged;
    await bench.readAll();
    const ask = (): ReturnType<typeof check> => asked(name, () => check(view, args as never));
    let outcome = ask();
    while (isPending(outcome)) {
      const { untilMs } = outcome;
      if (bench.nowMs >= untilMs) throw new CaseStop('kit', `check ${name} is undecided at its own deadline`);
      const seen = view.records.length;
      if (!(await bench.waitFor(() => view.records.length > seen, untilMs))) await bench.readAll();
      outcome = ask();
    }
    if (outcome.verdict === 'fail') await this.waitForPeers();
    this.note(requirement, name, args, this.besidePeers(outcome, args, false), { finding: should });
    return outcome;
  }

  /** What the device's peers did against their own duties. */
  peerBreaches(): ReturnType<typeof peerBreaches> {
    return peerBreaches(this.judged.view, this.oracles);
  }

  /** Lets every oracle look at the whole case. Gives the kit's own error where one of them broke off. */
  runOracles(): CaseStop | undefined {
    const { view, dut, declared } = this.judged;
    let broken: CaseStop | undefined;
    for (const oracle of this.oracles) {
      try {
        const found = asked(oracle.name, () => oracle.judge(view, dut, declared));
        for (const { requirement, judgement, finding = false } of found) {
          const left = oracle.alone === true ? judgement : this.besidePeers(judgement, {}, true);
          this.note(requirement, oracle.name, {}, left, { oracle: true, finding });
        }
      } catch (error) {
        if (!(error instanceof CaseStop)) throw error;
        broken = error;
      }
    }
    return broken;
  }

  /** A device that dies or falls silent on what the case does to it has failed it (architecture, Verdicts). */
  survival({ message }: CaseStop): void {
    const args = { n: this.lastN, text: message };
    this.note(this.judged.info.requirement, 'stays-up', args, staysUp(this.judged.view, args));
  }

  /** What a condition of the case says that the device declares, it has to do: refusing it is no missing hook. */
  refusal({ device, message }: CaseStop): void {
    const { info, view, dut, declared } = this.judged;
    const { conditions = [] } = info;
    if (device !== dut || conditions.length === 0 || declared === undefined) return;
    const args = { conditions, n: this.lastN, text: message };
    this.note(info.requirement, 'does-as-declared', args, doesAsDeclared(view, args));
  }

  private get lastN(): number {
    return this.judged.view.records.at(-1)?.n ?? 0;
  }

  /** Before a failure is put down to the device under test, its peers get the time in which they may owe something. */
  private async waitForPeers(): Promise<void> {
    const { judged } = this;
    if (peersOf(judged.view).length === 0 || this.peerBreaches().length > 0) return;
    await judged.guard(() => judged.bench.runFor(patienceMs((name) => judged.param(name))));
  }

  private besidePeers(j: Judgement, args: object, oracle: boolean): Judgement {
    const { view, dut, bench } = this.judged;
    if (j.verdict !== 'fail' || peersOf(view).length === 0) return j;
    const left = leftMs({ ...j, at: bench.nowMs, args, oracle }, view, dut);
    return besidePeers(j, left, this.peerBreaches());
  }

  private note(
    requirement: string,
    check: string,
    args: object,
    j: Judgement,
    { oracle = false, finding = false }: { oracle?: boolean; finding?: boolean } = {},
  ): void {
    this.checks += 1;
    const { nowMs, view, dut } = this.judged;
    this.record(checkBody({ at: nowMs, requirement, check, args, oracle, finding }, j, view, dut));
  }
}

/** A judgement that throws is the kit's own error, and says so in its own name. */
function asked<T>(name: string, judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    if (error instanceof CaseStop) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new CaseStop('kit', `the check ${name} broke off: ${said}`);
  }
}
