import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEVICE_ROLES, type DeviceRole, type HelloResult } from '../../schemas';
import { loadSuite } from '../session/suite';
import { notApplicable } from './condition';
import { readDeclaration, type Declaration } from './declaration';
import { icsDraft, type Tried } from './draft';
import { ICS_ITEMS } from './items';
import { claimsFor, probesOf } from './probes';

const { catalogue } = loadSuite();
const IDENTITY = { vendor: 'Example', product: 'One\n  hasIce: true #', version: '1' };
const NO_RATE = { rate: undefined, why: 'no hook' };

function drafted(
  role: DeviceRole,
  tried: readonly Tried[],
  ics?: Partial<HelloResult['ics']>,
): [Declaration, string] {
  const hello = {
    identity: IDENTITY,
    ...(ics === undefined ? {} : { ics: ics as NonNullable<HelloResult['ics']> }),
  };
  const text = icsDraft(role, hello, tried, NO_RATE);
  const loaded = readDeclaration(text, 'draft');
  assert.ok(!('problem' in loaded), `${JSON.stringify(loaded)}\n${text}`);
  return [loaded, text];
}

const shown = (item: Tried['probe']['item'], value: string): Tried => ({
  probe: { item, value },
  outcome: 'shown',
  by: 'PR2-A-01.x',
});

test('a draft is a declaration, also of a device that showed nothing, and its identity breaks out of no line', () => {
  for (const role of DEVICE_ROLES) {
    const [{ ics }] = drafted(role, []);
    assert.deepEqual(ics.identity, IDENTITY);
    assert.equal(ics.role, role);
  }
});

test('what a case showed is declared with the case, what none showed is not', () => {
  const tried: Tried[] = [
    shown('responseClasses', 'FAST'),
    {
      probe: { item: 'responseClasses', value: 'RESERVE' },
      outcome: 'not shown',
      why: 'refused\nwith E_CLASS',
    },
    shown('hasIce', 'true'),
    { probe: { item: 'randomisation', value: 'one-sided' }, outcome: 'not shown', why: 'all alike' },
    shown('attestationAt', 'PEV'),
    shown('attestationAt', 'ESCI'),
  ];
  const [{ ics }, text] = drafted('pev', tried);
  assert.deepEqual(ics.responseClasses, ['FAST']);
  assert.equal(ics.hasIce, true);
  assert.equal(ics.randomisation, 'none');
  assert.equal(ics.attestationAt, 'BOTH');
  assert.match(
    text,
    /# {3}measured: FAST by PR2-A-01\.x\n {2}# {3}tried and not seen: RESERVE \(refused with E_CLASS\)/,
  );
});

test('what hello declares stands, and a measurement that says otherwise is told beside it', () => {
  const [more, moreText] = drafted('pev', [shown('responseClasses', 'FAST')], {
    responseClasses: ['SCHEDULED'],
  });
  assert.deepEqual(more.ics.responseClasses, ['SCHEDULED']);
  assert.match(moreText, /declared in hello, and it does FAST as well: make hello and this agree/);
  const notSeen: Tried = {
    probe: { item: 'hasIce', value: 'true' },
    outcome: 'not shown',
    why: 'it stood still',
  };
  const [less, lessText] = drafted('pev', [notSeen], { hasIce: true });
  assert.equal(less.ics.hasIce, true);
  assert.match(lessText, /declared in hello, and true was not seen: a defect, or declared too much/);
  const [, exclusive] = drafted(
    'pev',
    [shown('randomisation', 'one-sided'), shown('randomisation', 'two-sided')],
    {
      randomisation: 'one-sided',
    },
  );
  assert.doesNotMatch(exclusive, /as well/);
});

test('each probe applies under the claims that are made for it, and each item is probed or has its reason', () => {
  const probed = new Set<string>();
  for (const role of DEVICE_ROLES) {
    for (const probe of probesOf(role, catalogue)) {
      probed.add(probe.item);
      for (const { id, conditions } of probe.cases) {
        const testCase = catalogue.cases.find((c) => c.id === id);
        const requirement = catalogue.requirements.find((r) => r.id === testCase?.requirement);
        assert.equal(notApplicable(requirement, testCase, claimsFor(role, conditions, {})), undefined, id);
        assert.equal(testCase?.dut, role);
      }
    }
  }
  // How many points a device serves no case can find out; its rate is searched for.
  const others = Object.keys(ICS_ITEMS).filter((item) => !probed.has(item));
  assert.deepEqual(others, ['evseCount', 'maxMessagesPerS']);
});
