/**
 * What the ICS denies and the device does all the same. A declaration that claims too little makes cases not applicable
 * that the device could have failed, so it is told; it fails only where a requirement says that what is not declared is
 * refused (PR2-A-19). Nothing is said of a device that keeps to its declaration: that proves no requirement.
 */
import type { Ics, ResponseClass } from '../../schemas';
import type { CaseView } from '../../runlog/case-view';
import { fail } from '../checks/check';
import { instantText } from '../checks/texts';
import type { Oracle, OracleJudgement } from './oracle';

/** More than this flows through a phase that is used, W. */
const IDLE_W = 50;

export const beyondDeclaration: Oracle = {
  name: 'no-more-than-declared',
  alone: true,
  onlyOnFailure: true,
  judge: (view, dut, ics) =>
    ics === undefined ? [] : RULES.flatMap((rule) => rule({ view, dut, ics }) ?? []),
};

interface Asked {
  readonly view: CaseView;
  readonly dut: string;
  readonly ics: Ics;
}

type Rule = (asked: Asked) => OracleJudgement | undefined;

const RULES: readonly Rule[] = [
  acceptsOtherClass,
  reportsOtherClass,
  reportsMorePhases,
  usesMorePhases,
  runsAnEngine,
  usesOtherChannel,
];

/** Whatever else is asked, a class that is not kept is refused: this one is a MUST. */
function acceptsOtherClass({ view, dut, ics }: Asked): OracleJudgement | undefined {
  const kept = classesOf(view, dut, ics);
  if (kept === undefined) return undefined;
  for (const answer of view.messages('DispatchResponse', { by: dut, source: dut })) {
    const status = answer.message?.data.status;
    if (status !== 'ACCEPTED' && status !== 'PARTIAL') continue;
    const id = answer.message?.correlationid;
    const request = view.received(dut, 'DispatchRequest').find(({ sent }) => sent.message?.id === id)?.sent;
    const asked = request?.message?.data.responseClass;
    if (request === undefined || asked === undefined || kept.includes(asked)) continue;
    const judgement = fail(
      `E_CLASS: the ICS says responseClasses ${kept.join(', ')}`,
      `the device accepts a request of class ${asked} at ${instantText(answer.atMs)}`,
      [request.n, answer.n],
    );
    return { requirement: 'PR2-A-19', judgement };
  }
  return undefined;
}

function reportsOtherClass({ view, dut, ics }: Asked): OracleJudgement | undefined {
  const kept = classesOf(view, dut, ics);
  for (const report of view.messages('AvailabilityReport', { by: dut, source: dut })) {
    const more = report.message?.data.classes?.filter((c) => kept?.includes(c) === false) ?? [];
    if (more.length > 0)
      return told(
        'PR2-A-06',
        `responseClasses ${kept?.join(', ')}`,
        `reports ${more.join(', ')} too`,
        report,
      );
  }
  return undefined;
}

function reportsMorePhases({ view, dut, ics: { phases } }: Asked): OracleJudgement | undefined {
  if (phases === undefined) return undefined;
  const report = view
    .messages('AvailabilityReport', { by: dut, source: dut })
    .find((r) => (r.message?.data.exportPhases ?? 0) > phases);
  return report === undefined
    ? undefined
    : told(
        'PR2-A-06',
        `phases ${phases}`,
        `reports ${report.message?.data.exportPhases} to export on`,
        report,
      );
}

function usesMorePhases({ view, dut, ics: { phases } }: Asked): OracleJudgement | undefined {
  if (phases === undefined) return undefined;
  const used = (values: readonly number[] = []): number => values.filter((w) => w < -IDLE_W).length;
  const reading = view.readings.find((r) => r.device === dut && used(r.values.powerPhaseW) > phases);
  return reading === undefined
    ? undefined
    : told('PR2-A-13', `phases ${phases}`, `exports on ${used(reading.values.powerPhaseW)}`, reading);
}

function runsAnEngine({ view, dut, ics }: Asked): OracleJudgement | undefined {
  if (ics.hasIce !== false) return undefined;
  const status = view
    .messages('EmergencyGenerationStatus', { by: dut, source: dut })
    .find((s) => s.message?.data.ice?.present === true);
  if (status !== undefined) return told('PR2-B-09', 'hasIce false', 'tells of its engine', status);
  const reading = view.readings.find((r) => r.device === dut && r.values.iceRunning === true);
  return reading === undefined ? undefined : told('PR2-B-09', 'hasIce false', 'runs an engine', reading);
}

function usesOtherChannel({ view, dut, ics: { channels } }: Asked): OracleJudgement | undefined {
  const alert = view
    .messages('CustomerAlert', { by: dut, source: dut })
    .find(({ message }) => message !== undefined && channels?.includes(message.data.channel) === false);
  return alert === undefined
    ? undefined
    : told('PR2-A-04', `channels ${channels?.join(', ')}`, `alerts by ${alert.message?.data.channel}`, alert);
}

/** What the ICS says, and what the case gave the device to begin with, which the scenario may have widened. */
function classesOf(view: CaseView, dut: string, ics: Ics): readonly ResponseClass[] | undefined {
  const given = view.stateOf(dut)?.['classes'];
  if (ics.responseClasses === undefined || ics.role !== 'pev') return undefined;
  return [...new Set([...ics.responseClasses, ...(Array.isArray(given) ? (given as ResponseClass[]) : [])])];
}

function told(
  requirement: string,
  says: string,
  does: string,
  { n, atMs }: { readonly n: number; readonly atMs: number },
): OracleJudgement {
  const judgement = fail(
    `no more than is declared: the ICS says ${says}`,
    `the device ${does} at ${instantText(atMs)}`,
    [n],
    'the ICS claims less than the device does',
  );
  return { requirement, judgement, finding: true };
}
