/**
 * junit.xml: one suite for each requirement, one test for each execution of a case. A failure is the device's,
 * an error is the bench's; what could not be judged or does not apply is skipped, with its reason. Kept to what
 * the XSDs of Ant (windyroad) and of Jenkins (xunit plugin) both allow.
 */
import type { ListedFailure } from '../../schemas';
import type { CaseModel, ReportModel } from '../model/report-model';
import { element, escapeText } from '../text/xml';
import { adviceOn, excuseOf, standingsOf } from './standing-words';
import { deviceName, repeatCommand, ROLE_NAMES } from './words';

export function junitXml(model: ReportModel): string {
  const suites = groups(model.cases).map(([requirement, cases], id) => suite(model, requirement, cases, id));
  suites.push(listSuite(model, suites.length));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, `\n${suites.join('')}`)}\n`;
}

function suite(model: ReportModel, requirement: string, cases: readonly CaseModel[], id: number): string {
  const text = model.log.run.catalogue.find((r) => r.id === requirement)?.text;
  const n = (...verdicts: readonly string[]): number =>
    cases.filter((c) => verdicts.includes(c.verdict)).length;
  const known = cases.filter((c) => excuseOf(model, c) !== undefined).length;
  const properties = [
    ['device', deviceName(model)],
    ['role', model.role],
    ['headline', model.headline],
    ['evidence', model.evidence],
    ['suite', model.log.run.suite.version],
    ['seed', model.log.run.seed],
    ['profile', model.log.run.profile.name],
  ].map(([name, value]) => element('property', { name, value }));
  const body = [
    element('properties', {}, properties.join('')),
    ...cases.map((c) => testcase(model, c)),
    element('system-out', {}, escapeText(retried(model, requirement))),
    element('system-err', {}, escapeText(' ')),
  ];
  const attributes = {
    id,
    package: `pr2.${model.role}`,
    name: text === undefined ? requirement : `${requirement} ${text}`,
    timestamp: new Date(cases[0]?.log.head.at ?? 0).toISOString().slice(0, 19),
    hostname: 'pr2-bench',
    tests: cases.length,
    failures: n('fail') - known,
    errors: n('error'),
    skipped: n('inconclusive', 'not applicable') + known,
    time: seconds(cases.reduce((sum, c) => sum + c.durationMs, 0)),
  };
  return ` ${element('testsuite', attributes, `\n  ${body.join('\n  ')}\n `)}\n`;
}

/** What erred before it ran again, in lines: neither XSD has a place for it in the test itself. */
function retried(model: ReportModel, requirement: string): string {
  const lines = model.retried
    .filter((c) => c.log.head.requirement === requirement)
    .map((c) => `${c.id}, attempt ${c.attempt}, error: ${c.cause ?? 'no reason was recorded'}`);
  return lines.length === 0 ? ' ' : lines.join('\n');
}

function testcase(model: ReportModel, c: CaseModel): string {
  const { head } = c.log;
  return element(
    'testcase',
    {
      classname: `pr2.${model.role}.${head.requirement}`,
      name: `${c.id} ${head.name}`,
      time: seconds(c.durationMs),
    },
    outcome(model, c),
  );
}

function outcome(model: ReportModel, c: CaseModel): string {
  const breach = c.divergence?.check;
  const excuse = excuseOf(model, c);
  if (excuse !== undefined) return element('skipped', { message: excusedBy(excuse) });
  switch (c.verdict) {
    case 'pass':
      return '';
    case 'fail':
      return element(
        'failure',
        {
          message:
            breach === undefined
              ? (c.cause ?? 'failed')
              : `expected ${breach.expected}; observed ${breach.observed}`,
          type: breach?.requirement ?? c.log.head.requirement,
        },
        escapeText(story(model, c)),
      );
    case 'error':
      return element(
        'error',
        { message: c.cause ?? 'error', type: c.log.end?.stopped?.kind ?? 'kit' },
        escapeText(story(model, c)),
      );
    default:
      return element('skipped', { message: `${c.verdict}: ${c.cause ?? 'no reason was recorded'}` });
  }
}

/** A failure that is known is no news: skipped, with the vendor's reason. */
function excusedBy({ subject, id, reason, expires }: ListedFailure): string {
  return `expected failure: ${reason} (known by ${subject} ${id} until ${expires})`;
}

/** Entries of the list that no longer hold, each a failed test of its own: mending them is somebody's work. */
function listSuite(model: ReportModel, id: number): string {
  const stale = (standingsOf(model) ?? []).filter(
    (s) => s.standing === 'stale entry' || s.standing === 'unexpected pass',
  );
  if (stale.length === 0) return '';
  const tests = stale.map((s) =>
    element(
      'testcase',
      {
        classname: `pr2.${model.role}.known-failures`,
        name: `${s.subject ?? 'case'} ${s.id}`,
        time: seconds(0),
      },
      element(
        'failure',
        { message: `${s.standing}: ${adviceOn(s)}`, type: s.standing },
        escapeText(s.note ?? ''),
      ),
    ),
  );
  const body = [
    element('properties', {}, ''),
    ...tests,
    element('system-out', {}, escapeText(' ')),
    element('system-err', {}, escapeText(' ')),
  ];
  const attributes = {
    id,
    package: `pr2.${model.role}`,
    name: 'known failures: entries that no longer hold',
    timestamp: new Date(model.cases[0]?.log.head.at ?? 0).toISOString().slice(0, 19),
    hostname: 'pr2-bench',
    tests: tests.length,
    failures: tests.length,
    errors: 0,
    skipped: 0,
    time: seconds(0),
  };
  return ` ${element('testsuite', attributes, `\n  ${body.join('\n  ')}\n `)}\n`;
}

/** The case in plain lines: place, checks that did not pass, likely cause, how to repeat it. */
function story(model: ReportModel, c: CaseModel): string {
  const { head } = c.log;
  const checks = c.checks
    .filter((k) => k.verdict !== 'pass')
    .map(
      (k) =>
        `${k.verdict}: ${k.check} (${k.requirement})\n  expected: ${k.expected}\n  observed: ${k.observed}\n  rests on log records ${k.basis.join(', ') || 'none'}`,
    );
  return [
    `${head.feature}:${head.scenarioLine}, judged as ${ROLE_NAMES[model.role]}`,
    ...checks,
    ...(c.likelyCause?.text === undefined ? [] : [`likely cause: ${c.likelyCause.text}`]),
    `repeat: ${repeatCommand(model, c.id)}`,
  ].join('\n');
}

function groups(cases: readonly CaseModel[]): [string, CaseModel[]][] {
  const byRequirement = new Map<string, CaseModel[]>();
  for (const c of cases) {
    const known = byRequirement.get(c.log.head.requirement);
    if (known === undefined) byRequirement.set(c.log.head.requirement, [c]);
    else known.push(c);
  }
  return [...byRequirement];
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
