/**
 * What a step definition sees: the case being run. `Given` and `When` here end the case where they cannot be
 * carried out; `Then` records its check and goes on, and one that recorded none is the kit's own error.
 */
import { Given as given, Then as then, When as when, World } from '@cucumber/cucumber';
import { CaseStop } from '../lab/bench/case-stop';
import type { Bench } from '../lab/bench/bench';
import type { CaseRun } from '../lab/session/case-run';
import type { StepSource } from '../lab/trace/step-source';

export class Pr2World extends World {
  private runOrNone: CaseRun | undefined;

  get run(): CaseRun {
    if (this.runOrNone === undefined) throw new Error('no case is being run');
    return this.runOrNone;
  }

  set run(run: CaseRun) {
    this.runOrNone = run;
  }

  get isRunning(): boolean {
    return this.runOrNone !== undefined;
  }

  get bench(): Bench {
    return this.run.bench;
  }
}

type StepFunction = (this: Pr2World, ...args: never[]) => Promise<void> | void;
type Define = (pattern: string | RegExp, code: (this: Pr2World, ...args: never[]) => unknown) => void;

/** A situation: set before the devices start, or brought about with them. */
export const Given = (pattern: string | RegExp, code: StepFunction): void =>
  define(given, pattern, code, false);
/** What happens. */
export const When = (pattern: string | RegExp, code: StepFunction): void =>
  define(when, pattern, code, false);
/** What must be seen: always records a check. */
export const Then = (pattern: string | RegExp, code: StepFunction): void => define(then, pattern, code, true);

function define(how: unknown, pattern: string | RegExp, code: StepFunction, mustCheck: boolean): void {
  const step = async function (this: Pr2World, ...args: never[]): Promise<'pending' | undefined> {
    const before = this.run.checks;
    try {
      await code.apply(this, args);
    } catch (error) {
      if (!(error instanceof CaseStop)) throw error;
      this.run.stop(error);
      this.log(error.message);
      return 'pending';
    }
    if (mustCheck && this.run.checks === before)
      throw new Error(`the step "${String(pattern)}" recorded no check`);
    return undefined;
  };
  Object.defineProperty(step, 'length', { value: code.length });
  const source: StepSource = {
    kind: mustCheck ? 'Then' : how === given ? 'Given' : 'When',
    stack: new Error(),
  };
  (how as Define)(pattern, Object.assign(step, { source }));
}
