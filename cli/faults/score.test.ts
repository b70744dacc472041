import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matrixMarkdown, matrixOf } from './matrix';
import { isSharpAndFair, scoreMarkdown, scoresByRole, strengthOf, type FaultResult } from './score';
import type { Kill } from './findings';
import type { FaultOutcome } from './trial';

const by: Kill = { case: 'PR2-A-15.exact', requirement: 'PR2-A-15', check: 'answers' };
const fault = (name: string, outcome: FaultOutcome, more: Partial<FaultResult> = {}): FaultResult => ({
  name,
  role: 'pev',
  breaks: 'PR2-A-15',
  class: 'ignores',
  outcome,
  ...more,
});
const killed = fault('pev/a', { kind: 'killed as intended', by });

describe('the score', () => {
  it('is kept for each role, and an equivalent fault is not counted', () => {
    const faults = [
      killed,
      fault('pev/b', { kind: 'killed by another', by }),
      fault('pev/c', { kind: 'survived' }),
      fault('esci/d', { kind: 'never fired' }, { role: 'esci', equivalent: 'nobody can see it' }),
    ];
    const variants = [
      { name: 'pev/odd', role: 'pev' as const, falseAlarms: [by] },
      { name: 'pev/slow', role: 'pev' as const, falseAlarms: [] },
    ];
    const scores = scoresByRole(faults, variants);
    assert.deepEqual(strengthOf(scores), {
      pev: { known: 3, caught: 1, variants: 2, passed: 1 },
      esci: { known: 0, caught: 0, variants: 0, passed: 0 },
    });
    const text = scoreMarkdown(scores, faults, '1.0.0');
    for (const line of [
      '| PEV | 3 | 2 | 1 | 0 | 2 | 1 |',
      '- pev/c',
      '- pev/b: PR2-A-15/answers in PR2-A-15.exact',
      '- pev/odd: PR2-A-15/answers in PR2-A-15.exact',
      '- esci/d: nobody can see it',
    ])
      assert.ok(text.includes(`${line}\n`), line);
  });

  it('is good enough only where all is caught and nobody is wronged', () => {
    const good = (faults: readonly FaultResult[], alarms: readonly Kill[] = []): boolean => {
      const { pev } = scoresByRole(faults, [{ name: 'pev/odd', role: 'pev', falseAlarms: alarms }]);
      assert.ok(pev);
      return isSharpAndFair(pev);
    };
    assert.ok(good([killed]));
    assert.ok(!good([]));
    assert.ok(!good([killed, fault('pev/c', { kind: 'survived' })]));
    assert.ok(!good([killed, fault('pev/c', { kind: 'never fired' })]));
    assert.ok(!good([killed], [by]));
    const other = fault('pev/b', { kind: 'killed by another', by });
    assert.ok(!good([killed, other]));
    assert.ok(good([...Array.from({ length: 49 }, () => killed), other]));
    const equivalent = fault('pev/e', { kind: 'survived' }, { equivalent: 'why' });
    assert.ok(!good([...Array.from({ length: 30 }, () => killed), equivalent]));
    assert.ok(good([...Array.from({ length: 40 }, () => killed), equivalent]));
  });
});

describe('the kill matrix', () => {
  const other: Kill = { ...by, case: 'PR2-A-15.one-more' };
  const idle: Kill = { ...by, check: 'no-discharge' };
  const matrix = matrixOf({ 'pev/a': [by, by], 'pev/b': [by, other], 'pev/c': [] }, [by, other, idle]);

  it('tells what each Then catches, and what nothing else does', () => {
    assert.deepEqual(
      matrix.thens.map(({ kills, alone }) => [kills, alone]),
      [
        [2, 1],
        [1, 0],
        [0, 0],
      ],
    );
  });

  it('names the idle and the spare', () => {
    const text = matrixMarkdown(matrix);
    assert.match(text, /3 faults, 3 checks of steps: 1 catch a fault .* 1 catch only .* 1 catch none/);
    assert.match(text, /\| pev\/c \| \*\*nothing\*\* \|/);
    assert.match(text, /- PR2-A-15\.exact PR2-A-15\/no-discharge\n/);
    assert.match(text, /- PR2-A-15\.one-more PR2-A-15\/answers: 1\n/);
  });
});
