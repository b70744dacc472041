/** From Cucumber's scenario to a test case and back. */
import { setImmediate } from 'node:timers/promises';
import {
  After,
  AfterAll,
  Before,
  BeforeAll,
  BeforeStep,
  setDefaultTimeout,
  setWorldConstructor,
  Status,
  type ITestCaseHookParameter,
} from '@cucumber/cucumber';
import { CaseStop } from '../lab/bench/case-stop';
import type { DeviceRole } from '../lab/bench/bench-device';
import { currentSession, setCurrentSession } from '../lab/session/session';
import { openReferenceSession } from '../lab/session/open-reference';
import { caseVerdict } from '../verdicts';
import { Pr2World } from './world';

setWorldConstructor(Pr2World);
setDefaultTimeout(-1); // the bench has limits of its own

let own = false;

BeforeAll(async function (this: { parameters: object }) {
  // A spec author's plain `npx cucumber-js`; --world-parameters may name a seed and where to leave the log.
  if (currentSession() === undefined) {
    own = true;
    setCurrentSession(await openReferenceSession(this.parameters));
  }
});

AfterAll(async function () {
  if (!own) return;
  await currentSession()?.finish();
  setCurrentSession(undefined);
});

Before(async function (this: Pr2World, scenario: ITestCaseHookParameter) {
  const session = currentSession();
  if (session === undefined) throw new Error('no session is open');
  await setImmediate(); // in process nothing else lets a signal through
  if (session.stopping) return 'skipped';
  const info = infoOf(scenario);
  if (!session.wants(info.id)) return 'skipped';
  const { run, notApplicable } = session.begin(info);
  this.run = run;
  if (notApplicable === undefined) return undefined;
  await session.end(run, notApplicable);
  return 'skipped';
});

BeforeStep(function (this: Pr2World, { pickleStep }) {
  this.run.step(pickleStep.text, pickleStep.type ?? 'Unknown');
});

After(async function (this: Pr2World, scenario: ITestCaseHookParameter) {
  const session = currentSession();
  if (session === undefined || !this.isRunning || scenario.result?.status === Status.SKIPPED) return;
  const { result } = scenario;
  if (result?.status === Status.FAILED) this.run.stop(new CaseStop('kit', firstLine(result.message)));
  if (result?.status === Status.UNDEFINED || result?.status === Status.AMBIGUOUS)
    this.run.stop(new CaseStop('kit', 'a step has no single definition'));
  await session.end(this.run);
  const { verdict, cause } = caseVerdict(this.run.view.records);
  if (verdict === 'fail' || verdict === 'error')
    throw new Error(`${this.run.info.id}: ${verdict}${cause === undefined ? '' : `, ${cause}`}`);
});

function infoOf(scenario: ITestCaseHookParameter) {
  const tags = scenario.pickle.tags.map((t) => t.name);
  const requirement = tags.map((t) => /^@(PR2-[GABX]-\d\d)$/.exec(t)?.[1]).find((t) => t !== undefined);
  const dut = tags.map((t) => /^@dut:(pev|esci|utility)$/.exec(t)?.[1]).find((t) => t !== undefined);
  if (requirement === undefined || dut === undefined)
    throw new Error(`scenario "${scenario.pickle.name}" names no requirement or no @dut`);
  const catalogue = currentSession()?.head.suite.catalogue.cases ?? [];
  const line = scenario.pickle.location?.line ?? scenario.gherkinDocument.feature?.location.line ?? 0;
  const feature = scenario.pickle.uri.replaceAll('\\', '/').replace(/^.*?features\//, '');
  const known = catalogue.find((c) => c.feature === feature && c.line === line);
  const tagged = tags.map((t) => /^@(PR2-[GABX]-\d\d\..+)$/.exec(t)?.[1]).find((t) => t !== undefined);
  const id = known?.id ?? tagged;
  if (id === undefined) throw new Error(`scenario "${scenario.pickle.name}" has no test case id`);
  return { id, requirement, name: scenario.pickle.name, feature, line, dut: dut as DeviceRole, tags };
}

function firstLine(text: string | undefined): string {
  return (text ?? 'the step failed').split('\n')[0]?.slice(0, 500) ?? '';
}
