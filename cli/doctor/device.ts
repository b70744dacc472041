/** The device behind its adapter: hello, the lab protocol, its clock, what is declared of it, and one case of its product. */
import { mergeDeclaration, lintDeclaration, loadDeclaration, type Declaration } from '../../lab/ics';
import { ConnectorError, type Connector } from '../../lab/connectors';
import { withLastWords } from '../../lab/connectors/last-words';
import { loadProfile } from '../../lab/profile/load';
import { selftest, type Finding } from '../../lab/selftest/selftest';
import type { Suite } from '../../lab/session/suite';
import type { DeviceRole, HelloResult } from '../../schemas';
import { judgeRun } from '../../verdicts';
import { textOf } from '../ics/file';
import { quietRun } from '../quiet-run';
import { ill, well, type Look } from './examination';

export interface Patient {
  readonly suite: Suite;
  readonly role: DeviceRole;
  readonly connector: Connector;
  readonly icsFile: string | undefined;
  /** Whether the file's word replaces that of the device, as it does a reference's. */
  readonly replaced: boolean;
}

/** A plain case, with which each role begins: nothing of what it needs can be declared absent. */
const FIRST_CASE: Readonly<Record<DeviceRole, string>> = {
  pev: 'PR2-A-06.first',
  esci: 'PR2-A-01.handed-on',
  utility: 'PR2-A-01.sent',
};

/** Each look as soon as it is done; after a problem no more are taken, for they could not be trusted. */
export async function* deviceLooks(patient: Patient): AsyncGenerator<Look> {
  const { connector, role } = patient;
  let hello: HelloResult;
  try {
    hello = await connector.open();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    yield ill('hello', 6, withLastWords(error.message, connector.diagnostics()));
    return;
  }
  const { vendor, product, version } = hello.identity;
  yield well('hello', `${product} ${version} of ${vendor}, ${hello.roles.join(', ')}`);
  const findings = await selftest(connector, role);
  const protocol = spoken(findings.filter((f) => !OF_CLOCK.has(f.step)));
  yield protocol;
  if (protocol.problem !== undefined) return;
  const clock = clockLook(findings.filter((f) => OF_CLOCK.has(f.step)));
  yield clock;
  if (clock.problem !== undefined) return;
  const declared = declaredOf(patient, hello);
  yield 'ics' in declared ? well('declaration', told(declared, patient)) : declared;
  if ('ics' in declared) yield await productLook(patient, declared);
}

const OF_CLOCK: ReadonlySet<string> = new Set(['the same twice', 'clock']);

/** JSON, schema and order of what the adapter answers. An adapter at fault leaves a run not fully verified. */
function spoken(findings: readonly Finding[]): Look {
  const wrong = findings.filter((f) => f.wrong !== undefined);
  const [first, ...others] = wrong;
  if (first === undefined)
    return well('adapter', `${findings.length} steps of the lab protocol went as they should`);
  const more = others.length === 0 ? '' : ` (and ${others.length} more; pr2 selftest tells all)`;
  return ill('adapter', 3, `${first.step}: ${first.wrong ?? ''}${more}`);
}

function clockLook(findings: readonly Finding[]): Look {
  const wrong = findings.find((f) => f.wrong !== undefined);
  return wrong === undefined
    ? well('clock', findings.find((f) => f.seen !== undefined)?.seen ?? 'as it is told')
    : ill('clock', 3, wrong.wrong ?? '');
}

function declaredOf({ role, icsFile, suite, replaced }: Patient, hello: HelloResult): Declaration | Look {
  const what = 'declaration';
  const file = icsFile === undefined ? undefined : loadDeclaration(icsFile);
  if (file !== undefined && 'problem' in file) return ill(what, 2, file.problem);
  const [error] =
    icsFile === undefined
      ? []
      : lintDeclaration(textOf(icsFile), suite.catalogue).filter((r) => r.level === 'error');
  if (error !== undefined) return ill(what, 2, `${icsFile ?? ''}:${error.line}: ${error.text}`);
  const { ics: _ics, ixit: _ixit, ...silent } = hello;
  const merged = mergeDeclaration(role, file, replaced && file !== undefined ? silent : hello);
  return 'problem' in merged ? ill(what, 2, merged.problem) : merged;
}

function told({ ics }: Declaration, { icsFile }: Patient): string {
  return `${icsFile ?? 'in hello'}, ${ics.scenarios.join(' and ')}`;
}

async function productLook({ suite, connector, role }: Patient, { ics, ixit }: Declaration): Promise<Look> {
  const profile = loadProfile('default', suite.root);
  if ('problem' in profile) return ill('product', 5, profile.problem);
  const only = FIRST_CASE[role];
  const records = await quietRun({ suite, profile, connector, selection: { role, only: [only] }, ics, ixit });
  const [judged] = judgeRun(records).roles[0]?.cases ?? [];
  if (judged?.verdict === 'pass') return well('product', `${only} passed`);
  const { verdict = 'error', cause = 'the case was not played' } = judged ?? {};
  return ill('product', verdict === 'fail' ? 1 : 3, `${only}: ${verdict}: ${cause}`);
}
