import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { reportModel, type ReportModel } from '../reports';
import { fixtureLog } from '../reports/testing/fixture-log';
import { STORIES } from '../reports/testing/story';
import { annotations, onGitHub, withoutCommands } from './annotations';

const BROKEN = reportModel(fixtureLog(STORIES.neverDischarges, { unverified: true }).records);

/** The model with the words of its device replaced. */
function saying(text: string): ReportModel {
  const cases = BROKEN.cases.map((c) => ({
    ...c,
    cause: text,
    ...(c.divergence === undefined
      ? {}
      : {
          divergence: {
            ...c.divergence,
            check: { ...c.divergence.check, expected: 'power', observed: text },
          },
        }),
  }));
  return { ...BROKEN, cases };
}

describe('annotations', () => {
  it('name the file, the line, the case and what was seen', () => {
    const [first = ''] = annotations(BROKEN);
    assert.match(
      first,
      /^::error file=features\/[\w./-]+\.feature,line=\d+,title=pev [\w.-]+%3A fail::PR2-.* expected .*; observed /,
    );
  });

  it('are errors of failures and of errors, and warnings of what could not be judged', () => {
    const { cases } = BROKEN;
    const lines = annotations(BROKEN);
    const count = (verdict: string): number => cases.filter((c) => c.verdict === verdict).length;
    const of = (kind: string): number => lines.filter((l) => l.startsWith(`::${kind} `)).length;
    assert.deepEqual([of('error'), of('warning')], [count('fail') + count('error'), count('inconclusive')]);
  });

  it('are at most ten of a kind', () => {
    const many = { ...BROKEN, cases: Array.from({ length: 30 }, () => BROKEN.cases).flat() };
    assert.equal(annotations(many).filter((l) => l.startsWith('::error ')).length, 10);
  });

  it('are notices where the list of known failures excuses', () => {
    const failed = BROKEN.cases.filter((c) => c.verdict === 'fail').map((c) => c.log.index);
    const stand = { standings: [], excused: new Map(failed.map((i) => [i, {}])) };
    const lines = annotations({ ...BROKEN, stand } as unknown as ReportModel);
    assert.equal(lines.filter((l) => l.startsWith('::notice ')).length, failed.length);
  });

  it('are one command each, whatever the device says', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\n::error::x',
        'a\r\n::stop-commands::t',
        '##[add-path]/x',
        '::add-mask::a',
        '%0A::set-output name=a::b',
      ),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of annotations(saying(text))) {
          assert.doesNotMatch(line, /[\r\n]/);
          const [, , properties = '', ...rest] = /^::(\w+) ([^:]*)::(.*)$/su.exec(line) ?? [];
          assert.equal(properties.split(',').length, 3, line);
          assert.doesNotMatch(rest.join(''), /##\[|^\s*::/);
        }
      }),
    );
  });
});

describe('text for people on a runner', () => {
  it('holds no command', () => {
    const text = 'fine\n  ::error::x\n\t::stop-commands::y\na ##[set-env]z\nkeeps a::b';
    assert.equal(
      withoutCommands(text),
      'fine\n  : :error::x\n\t: :stop-commands::y\na ## [set-env]z\nkeeps a::b',
    );
  });

  it('is one where GITHUB_ACTIONS is true', () => {
    assert.deepEqual(
      [onGitHub({ GITHUB_ACTIONS: 'true' }), onGitHub({}), onGitHub({ GITHUB_ACTIONS: '1' })],
      [true, false, false],
    );
  });
});
