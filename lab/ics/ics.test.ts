import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DEVICE_ROLES, type HelloResult, type Ics } from '../../schemas';
import { closest } from './closest';
import { applicability, conditionHolds, conditionOf } from './condition';
import { loadDeclaration, readDeclaration, type Declaration } from './declaration';
import { DECLARED_BY, ICS_ITEMS } from './items';
import { mergeDeclaration } from './merge';
import { icsTemplate } from './template';

function read(text: string): Declaration {
  const loaded = readDeclaration(text, 'ics.yaml');
  assert.ok(!('problem' in loaded), JSON.stringify(loaded));
  return loaded;
}

function problem(loaded: object): string {
  assert.ok('problem' in loaded && typeof loaded.problem === 'string', JSON.stringify(loaded));
  assert.ok(!loaded.problem.includes('\n'));
  return loaded.problem;
}

const PEV = icsTemplate('pev');
const DECLARED = read(PEV);

test('the template of each role passes its own checks and explains every line', () => {
  for (const role of DEVICE_ROLES) {
    const template = icsTemplate(role);
    assert.equal(read(template).role, role);
    const lines = template.split('\n');
    for (const [i, line] of lines.entries()) {
      if (/^ {2}\w+:/.test(line) && !line.startsWith('  role:'))
        assert.match(lines[i - 1] ?? '', /^ {2}# \S/, line);
    }
  }
});

test('no template asks its role for what another role declares', () => {
  for (const role of DEVICE_ROLES)
    for (const [item, roles] of Object.entries(DECLARED_BY))
      if (!roles.includes(role))
        assert.ok(!new RegExp(`\\b${item}\\b`).test(icsTemplate(role)), `${role}: ${item}`);
});

test('every ICS item stands in some template', () => {
  const all = DEVICE_ROLES.map(icsTemplate).join('');
  for (const item of Object.keys(ICS_ITEMS)) assert.match(all, new RegExp(`^  ${item}: `, 'm'));
});

test('JSON is read like YAML, and an IXIT may be left out', () => {
  const { ics } = DECLARED;
  assert.deepEqual(read(JSON.stringify({ ics: { ...ics, role: 'utility', channels: ['SMS'] } })).ixit, {
    role: 'utility',
  });
});

test('each mistake in a declaration has its sentence', () => {
  const cases: [text: string, sentence: RegExp][] = [
    [
      PEV.replace('responseClasses', 'responseClases'),
      /^ics\.yaml: ics\.responseClases is not an ICS item; did you mean responseClasses\?$/,
    ],
    [PEV.replace('hasIce:', 'hasICE:'), /ics\.hasICE is not an ICS item; did you mean hasIce\?$/],
    [PEV.replace('  hasIce:', '  color: red\n  hasIce:'), /ics\.color is not an ICS item$/],
    [PEV.replace('[SCHEDULED]', '[SCHEDULE]'), /ics\.responseClasses\[0\] must be one of REGULATION, /],
    [PEV.replace('[PR2-A]', '[]'), /ics\.scenarios must have at least 1 item$/],
    [PEV.replace('hasIce: false', 'hasIce: maybe'), /ics\.hasIce must be true or false$/],
    [PEV.replace('  hasIce: false\n', ''), /ics\.hasIce is missing$/],
    [
      PEV.replace('capacityWh', 'capacityWH'),
      /ixit\.capacityWH is not an IXIT item; did you mean capacityWh\?$/,
    ],
    [
      PEV.replace('  # params: { P_RAMP: 10 }', '  params: { P_RAMPP: 10 }'),
      /ixit\.params\.P_RAMPP is not a test parameter; did you mean P_RAMP\?$/,
    ],
    [
      PEV.replace('  # params: { P_RAMP: 10 }', '  params: { P_T_STOP: 61 }'),
      /ixit\.params\.P_T_STOP must be <= \d+$/,
    ],
    [PEV.replace('ixit:\n  role: pev', 'ixit:\n  role: esci'), /ixit\.role is esci and ics\.role is pev/],
    [PEV.replace('ics:', 'ICS:'), /ICS is not known here; did you mean ics\?$/],
    [PEV.replace('ixit:', 'xit:'), /xit is not known here; did you mean ixit\?$/],
    ['role: pev\n', /role is not known here; the items of an ICS stand below ics$/],
    ['ixit: {}\n', /ics is missing; pr2 ics template prints one$/],
    ['ics: 5\n', /^ics\.yaml: ics must be an object$/],
    ['', /a declaration is an object with ics and ixit/],
    ['- a\n', /a declaration is an object with ics and ixit/],
    ['ics: [\n', /^ics\.yaml: line 2, column 1: /],
    ['ics:\n  role: pev\n  role: esci\n', /^ics\.yaml: line 3, column 3: Map keys must be unique/],
  ];
  for (const [text, sentence] of cases) assert.match(problem(readDeclaration(text, 'ics.yaml')), sentence);
});

test('a file that is not there, and a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pr2-ics-'));
  try {
    assert.match(
      problem(loadDeclaration(join(folder, 'none.yaml'))),
      /none\.yaml: there is no such file; pr2 ics template/,
    );
    assert.match(problem(loadDeclaration(folder)), /this is a folder/);
    writeFileSync(join(folder, 'ics.yaml'), PEV);
    assert.deepEqual(loadDeclaration(join(folder, 'ics.yaml')), DECLARED);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const ICS: Ics = {
  ...DECLARED.ics,
  responseClasses: ['SCHEDULED', 'FAST'],
  hasIce: true,
  switchType: 'MANUAL',
  phases: 3,
};

/** condition → whether it holds for ICS above. */
const CONDITIONS: Readonly<Record<string, boolean>> = {
  hasIce: true,
  'hasIce=true': true,
  'hasIce=false': false,
  directPath: false,
  'responseClasses=FAST': true,
  'responseClasses=REGULATION': false,
  'scenarios=PR2-A': true,
  'scenarios=PR2-B': false,
  'attestationAt=PEV': true,
  'attestationAt=ESCI': false,
  // A PEV has no word on the premises: it takes nothing away, whatever its ICS says.
  closedTransition: true,
  'switchType=MANUAL': true,
  'switchType=AUTO': true,
  'phases=3': true,
  'phases=1': false,
  'evseCount=2': true,
  // A PEV need not declare channels: that takes nothing away.
  'channels=SMS': true,
};

test('a condition holds as the ICS says', () => {
  for (const [text, expected] of Object.entries(CONDITIONS)) {
    assert.deepEqual(conditionHolds(text, ICS), { value: expected }, text);
    assert.equal(applicability([text], ICS) === undefined, expected, text);
  }
});

test('a condition that no ICS can meet is a mistake, and takes no case away', () => {
  const cases: [string, RegExp][] = [
    ['hasIcy', /@if:hasIcy: hasIcy is not an ICS item; did you mean hasIce\?/],
    ['', /nothing is not an ICS item/],
    ['role=pev', /role is not an ICS item/],
    ['responseClasses', /responseClasses is not a yes or no; write @if:responseClasses=VALUE/],
    ['responseClasses=FASTER', /must be one of REGULATION, /],
    ['hasIce=perhaps', /hasIce must be true or false/],
    ['phases=two', /phases must be a whole number/],
    ['phases=4', /phases must be <= 3/],
    ['switchType=', /switchType must be one of/],
  ];
  for (const [text, sentence] of cases) {
    assert.match(problem(conditionOf(text)), sentence);
    assert.match(problem(conditionHolds(text, ICS)), sentence);
    assert.equal(applicability([text], ICS), undefined);
  }
});

test('who takes attestations at both places takes them at each', () => {
  for (const at of ['PEV', 'ESCI'])
    assert.deepEqual(conditionHolds(`attestationAt=${at}`, { ...ICS, attestationAt: 'BOTH' }), {
      value: true,
    });
});

test('the first condition that does not hold is the reason', () => {
  const { directPath: _, ...withoutDirectPath } = ICS;
  assert.equal(applicability(['hasIce'], ICS), undefined);
  assert.equal(
    applicability(['hasIce', 'responseClasses=RESERVE', 'phases=1'], ICS),
    'the ICS declares responseClasses SCHEDULED, FAST, and this needs RESERVE',
  );
  assert.equal(
    applicability(['directPath'], withoutDirectPath),
    'the ICS declares directPath nowhere, and this needs true',
  );
});

const HELLO: HelloResult = {
  protocol: 1,
  identity: { vendor: 'Example', product: 'EM-1', version: '2.4.0' },
  roles: ['pev'],
  clock: { kind: 'virtual' },
  stimuli: [],
  readings: [],
  senses: [],
  queries: [],
  restart: 'none',
};

test("the declaration is the file's, else hello's", () => {
  assert.deepEqual(mergeDeclaration('pev', DECLARED, HELLO), DECLARED);
  const said = { ...HELLO, ics: DECLARED.ics, ixit: DECLARED.ixit };
  assert.deepEqual(mergeDeclaration('pev', undefined, said), DECLARED);
  assert.deepEqual(mergeDeclaration('pev', undefined, { ...HELLO, ics: DECLARED.ics }), {
    ...DECLARED,
    ixit: { role: 'pev' },
  });
  assert.match(
    problem(mergeDeclaration('pev', undefined, HELLO)),
    /nothing declares what the pev can do: give a file with --ics/,
  );
});

test('both may speak, and must agree; lists are sets', () => {
  const file = read(PEV.replace('[SCHEDULED]', '[SCHEDULED, FAST]'));
  const turned = {
    ...HELLO,
    ics: { ...file.ics, responseClasses: ['FAST' as const, 'SCHEDULED' as const] },
    ixit: { ...file.ixit, gateway: 'x' },
  };
  assert.deepEqual(mergeDeclaration('pev', file, turned), { ...file, ixit: { ...file.ixit, gateway: 'x' } });
  const other = { ...HELLO, ics: { ...file.ics, phases: 3 } };
  assert.equal(
    problem(mergeDeclaration('pev', file, other)),
    `ics.phases is 1 in the ICS file and 3 in the device's hello; make them agree`,
  );
  const figures = { ...HELLO, ixit: { ...file.ixit, capacityWh: 1 } };
  assert.match(
    problem(mergeDeclaration('pev', file, figures)),
    /^ixit\.capacityWh is 60000 in the ICS file and 1 in/,
  );
});

test('a declaration of another product or role declares nothing of this one', () => {
  const named = {
    ...DECLARED,
    ics: { ...DECLARED.ics, identity: { vendor: 'Example', product: 'EM-1', version: '2.3.0' } },
  };
  assert.match(
    problem(mergeDeclaration('pev', named, HELLO)),
    /ics\.identity\.version is "2\.3\.0" in the ICS file and the device calls itself "2\.4\.0"/,
  );
  assert.match(
    problem(mergeDeclaration('esci', undefined, HELLO)),
    /the device plugged in as esci plays pev and not esci/,
  );
  assert.match(
    problem(mergeDeclaration('pev', read(icsTemplate('esci')), HELLO)),
    /the ICS file is for the role esci, and the device judged is the pev/,
  );
  const both: HelloResult = { ...HELLO, roles: ['pev', 'esci'], ics: read(icsTemplate('esci')).ics };
  assert.match(problem(mergeDeclaration('pev', undefined, both)), /declares the role esci in hello/);
});

test('the nearest name, if one is near', () => {
  assert.equal(closest('phase', ['phases', 'sinks']), 'phases');
  assert.equal(closest('PHASES', ['phases']), 'phases');
  assert.equal(closest('x', ['phases', 'sinks']), undefined);
  assert.equal(closest('', []), undefined);
});

test('an ESCI of many sockets is one of two, and one of a single socket is not', () => {
  const esci = (evseCount: number): Ics => ({ ...ICS, role: 'esci', evseCount });
  assert.equal(applicability(['evseCount=2'], esci(64)), undefined);
  assert.equal(applicability(['evseCount=2'], esci(2)), undefined);
  assert.match(applicability(['evseCount=2'], esci(1)) ?? '', /evseCount/);
});
