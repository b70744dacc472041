/** What a declaration leaves to be done: absent items take away what names them, and nothing else. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkIcs, type Ics } from '../../schemas';
import { loadSuite, packageRoot } from '../session/suite';
import { notApplicable } from './condition';
import { loadDeclaration } from './declaration';

const { catalogue } = loadSuite();

function declared(name: string): Ics {
  const loaded = loadDeclaration(join(packageRoot(), 'examples', 'ics', `${name}.yaml`));
  assert.ok(!('problem' in loaded), JSON.stringify(loaded));
  return loaded.ics;
}

/** Requirements that the role owes under this ICS, each with the number of its cases that apply. */
function owed(ics: Ics): Map<string, number> {
  const applying = catalogue.requirements.filter(
    (r) => r.roles.includes(ics.role) && notApplicable(r, undefined, ics) === undefined,
  );
  return new Map(
    applying.map((r) => [
      r.id,
      catalogue.cases.filter(
        (c) => c.requirement === r.id && c.dut === ics.role && notApplicable(r, c, ics) === undefined,
      ).length,
    ]),
  );
}

for (const name of ['pev-plain', 'esci-plain', 'utility-plain']) {
  test(`${name}: with everything optional absent every requirement without a condition is owed and tested`, () => {
    const ics = declared(name);
    const left = owed(ics);
    for (const r of catalogue.requirements) {
      if (!r.roles.includes(ics.role) || r.conditions.length > 0) continue;
      assert.ok((left.get(r.id) ?? 0) > 0, `${r.id} has no case that applies`);
    }
    for (const [id, cases] of left) assert.ok(cases > 0, `${id} is owed and has no case that applies`);
  });
}

test('whatever single channel, class or kind of switch is declared, what is owed can be tested', () => {
  const utility = declared('utility-plain');
  const pev = declared('pev-plain');
  const esci = declared('esci-manual');
  const narrow: Ics[] = [
    ...(['EMAIL', 'SMS', 'PAGER', 'WEB', 'APP', 'PUSH', 'PHONE'] as const).map((c): Ics => ({
      ...utility,
      channels: [c],
    })),
    ...(['REGULATION', 'FAST', 'EMERGENCY', 'RESERVE', 'SCHEDULED'] as const).map((c): Ics => ({
      ...pev,
      responseClasses: [c],
    })),
    { ...pev, scenarios: ['PR2-B'], sinks: ['HOME'] },
    esci,
    { ...esci, switchType: 'AUTO' },
    { ...esci, attestationAt: 'PEV' },
  ];
  for (const ics of narrow)
    for (const [id, cases] of owed(ics))
      assert.ok(cases > 0, `${id} has no case under ${JSON.stringify(ics)}`);
});

test('a manual switch sees no case of an automated one, and the other way round', () => {
  const manual = declared('esci-manual');
  const seen = (ics: Ics, value: string): string[] =>
    catalogue.cases
      .filter((c) => c.dut === 'esci' && c.conditions.includes(`switchType=${value}`))
      .filter(
        (c) =>
          notApplicable(
            catalogue.requirements.find((r) => r.id === c.requirement),
            c,
            ics,
          ) === undefined,
      )
      .map((c) => c.id);
  assert.deepEqual(seen(manual, 'AUTO'), []);
  assert.ok(seen(manual, 'MANUAL').length >= 16);
  assert.deepEqual(seen({ ...manual, switchType: 'AUTO' }, 'MANUAL'), []);
});

test('an ESCI that takes part in PR2-B declares how its switch is driven', () => {
  const manual = declared('esci-manual');
  assert.deepEqual(checkIcs(manual), []);
  assert.match(checkIcs({ ...manual, switchType: 'NONE' })[0]?.path ?? '', /switchType/);
});
