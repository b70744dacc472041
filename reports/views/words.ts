/** The words of the verdicts, the same in every view. */
import type { CaseVerdict, DeviceRole, RequirementVerdict, Witness } from '../../schemas';
import { count } from '../text/figures';
import type { CaseModel, ReportModel } from '../model/report-model';

export type AnyVerdict = CaseVerdict | RequirementVerdict;

export const ROLE_NAMES: Readonly<Record<DeviceRole, string>> = {
  pev: 'PEV',
  esci: 'ESCI',
  utility: 'Utility',
};

/** `an ESCI`. */
function withArticle(role: DeviceRole): string {
  return `${role === 'esci' ? 'an' : 'a'} ${ROLE_NAMES[role]}`;
}

/** Verdicts from worst to best: the order in which a reader needs them. */
export const VERDICT_ORDER: readonly AnyVerdict[] = [
  'fail',
  'error',
  'inconclusive',
  'not tested',
  'pass with findings',
  'pass',
  'not applicable',
];

/** A sign for each verdict, so that none is told by colour alone. */
export const SIGNS: Readonly<Record<AnyVerdict, string>> = {
  fail: '✗',
  error: '!',
  inconclusive: '?',
  'not tested': '○',
  'pass with findings': '✓',
  pass: '✓',
  'not applicable': '–',
};

/** What a witness is worth, in a few words. */
export const WITNESSES: Readonly<Record<Witness, string>> = {
  instrument: 'measured by an instrument, or by the kit itself',
  peer: 'measured by another device on the bench',
  'self-reported': 'reported by the device under test itself, and checked against the kit\u2019s own books',
};

/** `Northwind Mobility Bridge 7 2.4.1`; the role where the device never said who it is. */
export function deviceName(model: ReportModel): string {
  const identity = model.device?.hello.identity;
  return identity === undefined
    ? `the ${ROLE_NAMES[model.role]}`
    : [identity.vendor, identity.product, identity.version].filter((t) => t !== '').join(' ');
}

/** How many of each verdict, worst first, without those that do not occur. */
export function tally<V extends AnyVerdict>(
  verdicts: readonly V[],
): { readonly verdict: V; readonly n: number }[] {
  return VERDICT_ORDER.flatMap((verdict) => {
    const n = verdicts.filter((v) => v === verdict).length;
    return n === 0 ? [] : [{ verdict: verdict as V, n }];
  });
}

/** `2 fail, 1 inconclusive, 38 pass`. */
export function tallyText(verdicts: readonly AnyVerdict[]): string {
  return tally(verdicts)
    .map(({ verdict, n }) => `${n} ${verdict}`)
    .join(', ');
}

/** Cases that erred and were run again, in a sentence; undefined where there are none. */
export function retriedSentence(model: ReportModel): string | undefined {
  const again = model.cases.filter((c) => c.attempt > 1);
  const steady = again.filter((c) => c.verdict !== 'error').length;
  if (again.length === 0) return undefined;
  const ids = again
    .slice(0, 3)
    .map((c) => c.id)
    .join(', ');
  const more = again.length > 3 ? ` and ${again.length - 3} more` : '';
  return `${count(again.length, 'case')} ended in error and ran again, ${steady} of them to a judgement: ${ids}${more}.`;
}

/** The headline in one sentence, with the numbers behind it. */
export function headlineSentence(model: ReportModel): string {
  const owed = model.requirements.filter((r) => r.record.keyword === 'must');
  const failed = owed.filter((r) => r.verdict === 'fail').length;
  const open = owed.filter((r) => ['error', 'inconclusive', 'not tested'].includes(r.verdict)).length;
  const passed = owed.filter((r) => r.verdict === 'pass' || r.verdict === 'pass with findings').length;
  const of = `of ${count(owed.length, 'requirement')} that ${withArticle(model.role)} must meet`;
  if (!model.log.complete) return `The run broke off: ${passed} ${of} passed until then, ${failed} failed.`;
  if (model.headline === 'not conformant') {
    return `${failed} ${of} failed${open === 0 ? '' : `; ${open} could not be verified`}.`;
  }
  if (model.headline === 'conformant') {
    const spared = owed.length - passed;
    const rest =
      spared === 0 ? '' : `; ${spared} of ${owed.length} ${spared === 1 ? 'does' : 'do'} not apply`;
    return `All ${count(passed, 'requirement')} that this ${ROLE_NAMES[model.role]} must meet passed${rest}.`;
  }
  return `No failure was seen, but ${open} ${of} could not be verified.`;
}

/** What the suite's own proof is worth; undefined where it was not measured. */
export function strengthSentence(model: ReportModel): string | undefined {
  const { strength } = model.log.run.suite;
  if (strength === undefined) return undefined;
  const { caught, known, passed, variants } = strength;
  const fair =
    passed === undefined || variants === undefined
      ? ''
      : `, and passes ${passed} of ${variants} unusual but conformant ones`;
  return `This suite catches ${caught} of ${known} known faults of ${withArticle(model.role)}${fair}; a pass is worth that much.`;
}

/** Failed cases first, in the order of the log; then what could not be judged. */
export function troubled(model: ReportModel): { failed: CaseModel[]; open: CaseModel[] } {
  return {
    failed: model.cases.filter((c) => c.verdict === 'fail'),
    open: model.cases.filter((c) => c.verdict === 'error' || c.verdict === 'inconclusive'),
  };
}

/** How the device was plugged in, where it is known: it may not be in the log, which is the same everywhere. */
export interface Plugged {
  /** As after `--dut ROLE=`. */
  readonly target?: string;
  /** As after `--ics`. */
  readonly ics?: string;
  /** As after `--profile`, where it is a file of one's own. */
  readonly profile?: string;
  /** What else says how the device is reached and observed, word by word as on the command line. */
  readonly options?: readonly string[];
}

/**
 * The command that runs one case again as it ran here, into a folder of its own. How the device is plugged in may be
 * left out of the log; then `$DUT` stands for what was given to `--dut`, and `$ICS` for the file given to `--ics`.
 */
export function repeatCommand(model: ReportModel, caseId: string, plugged: Plugged = {}): string {
  const { target = model.device?.target } = plugged;
  const dut = target === undefined ? '"$DUT"' : quoted(target);
  const file = model.device?.hello.ics === undefined && model.log.run.ics[model.role] !== undefined;
  const ics = plugged.ics === undefined ? (file ? ' --ics "$ICS"' : '') : ` --ics ${quoted(plugged.ics)}`;
  const { seed } = model.log.run;
  const name = plugged.profile ?? model.log.run.profile.name;
  const profile = name === 'default' ? '' : ` --profile ${quoted(name)}`;
  const options = (plugged.options ?? []).map((word) => ` ${quoted(word)}`).join('');
  return `npx pr2 run --dut ${model.role}=${dut}${ics}${profile}${options} --only ${quoted(caseId)} --seed ${quoted(seed)} --out reports/repeat --force`;
}

function quoted(text: string): string {
  return /^[A-Za-z0-9_.:@/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
