/** earl.jsonld: W3C Evaluation and Report Language 1.0, with its context inside, so that no network is needed. */
import type { CaseVerdict, RequirementVerdict } from '../../schemas';
import type { ReportModel } from '../model/report-model';
import { deviceName } from './words';

const OUTCOMES = {
  pass: 'earl:passed',
  'pass with findings': 'earl:passed',
  fail: 'earl:failed',
  error: 'earl:cantTell',
  inconclusive: 'earl:cantTell',
  'not tested': 'earl:untested',
  'not applicable': 'earl:inapplicable',
} as const satisfies Record<CaseVerdict | RequirementVerdict, string>;

const ASSERTOR = 'urn:pr2:kit:pr2-conformance';

export function earlJsonld(model: ReportModel): string {
  return `${JSON.stringify(earl(model), undefined, 1)}\n`;
}

/** One assertion for each execution of a case and one for each requirement. */
export function earl(model: ReportModel): object {
  const { run } = model.log;
  const subject = `urn:pr2:${model.role}:device-under-test`;
  const assertion = (
    test: object,
    verdict: CaseVerdict | RequirementVerdict,
    info: string | undefined,
  ): object => ({
    '@type': 'earl:Assertion',
    'earl:assertedBy': { '@id': ASSERTOR },
    'earl:subject': { '@id': subject },
    'earl:mode': { '@id': 'earl:automatic' },
    'earl:test': test,
    'earl:result': {
      '@type': 'earl:TestResult',
      'earl:outcome': { '@id': OUTCOMES[verdict] },
      ...(info === undefined ? {} : { 'earl:info': info }),
    },
  });
  return {
    '@context': {
      earl: 'http://www.w3.org/ns/earl#',
      dct: 'http://purl.org/dc/terms/',
      doap: 'http://usefulinc.com/ns/doap#',
    },
    '@graph': [
      {
        '@id': ASSERTOR,
        '@type': ['earl:Assertor', 'earl:Software'],
        'dct:title': 'pr2-conformance',
        'dct:hasVersion': run.suite.version,
      },
      {
        '@id': subject,
        '@type': 'earl:TestSubject',
        'dct:title': deviceName(model),
        'dct:description': `${model.headline}; evidence: ${model.evidence}`,
      },
      ...model.requirements.map((r) =>
        assertion(
          {
            '@id': `urn:pr2:requirement:${r.record.id}`,
            '@type': 'earl:TestRequirement',
            'dct:title': r.record.text,
          },
          r.verdict,
          r.cause,
        ),
      ),
      ...model.cases.map((c) =>
        assertion(
          {
            '@id': `urn:pr2:case:${encodeURIComponent(c.id)}`,
            '@type': 'earl:TestCase',
            'dct:title': c.log.head.name,
            'dct:isPartOf': { '@id': `urn:pr2:requirement:${encodeURIComponent(c.log.head.requirement)}` },
          },
          c.verdict,
          c.divergence === undefined
            ? c.cause
            : `expected ${c.divergence.check.expected}; observed ${c.divergence.check.observed}`,
        ),
      ),
    ],
  };
}
