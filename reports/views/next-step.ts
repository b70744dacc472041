/** Where to go on after a run that is not conformant or not fully verified: one requirement, one case, one command. */
import type { RequirementVerdict } from '../../schemas';
import type { CaseModel, ReportModel, RequirementModel } from '../model/report-model';
import { repeatCommand, SIGNS, type Plugged } from './words';

export interface NextStep {
  readonly requirement: RequirementModel;
  /** Where its trouble shows; undefined where no case of it was run. */
  readonly first: CaseModel | undefined;
}

/** What is worth a look first: a failure says more than what could not be judged, and that more than what was not tried. */
const URGENCY: readonly RequirementVerdict[] = ['fail', 'error', 'inconclusive', 'not tested'];

/** The first in the order of the use case that is troubled most; undefined where nothing is. */
export function nextStep({ requirements }: ReportModel): NextStep | undefined {
  const owed = requirements.filter((r) => r.record.keyword === 'must');
  for (const verdict of URGENCY) {
    const requirement = owed.find((r) => r.verdict === verdict);
    if (requirement !== undefined) return { requirement, first: troubledCase(requirement) };
  }
  return undefined;
}

/** Its lines for the terminal; none where the run is conformant. */
export function nextStepLines(model: ReportModel, reportPath: string, plugged: Plugged): string[] {
  const step = model.headline === 'conformant' ? undefined : nextStep(model);
  if (step === undefined) return [];
  const { requirement, first } = step;
  const head = `  next step: ${SIGNS[requirement.verdict]} ${requirement.record.id} ${requirement.record.text}`;
  if (first === undefined)
    return [
      head,
      '    no case of it was run; run the suite without --only and --tags',
      `    what it is about:  npx pr2 explain ${requirement.record.id}`,
    ];
  return [
    head,
    `    look at  ${first.id}: ${first.log.head.name}`,
    ...(first.cause === undefined ? [] : [`    because  ${first.cause}`]),
    `    read     ${reportPath}#${first.anchor}, or npx pr2 explain ${requirement.record.id}`,
    `    repeat   ${repeatCommand(model, first.id, plugged)}`,
  ];
}

function troubledCase({ record, verdict, cases }: RequirementModel): CaseModel | undefined {
  const breached = cases.find((c) => c.breaches.some((b) => b.check.requirement === record.id));
  return breached ?? cases.find((c) => c.verdict === verdict) ?? cases.find((c) => c.verdict !== 'pass');
}
