import assert from 'node:assert/strict';
import type { TraceInputs } from './trace-problems';
import { idsAnd, refuses, run, small } from './testing';

refuses(
  'a check that nobody records',
  small({ ids: idsAnd('check smells') }, { checks: [...small().checks, { name: 'smells' }] }),
  /^check smells is registered and no case ever records it$/,
);
refuses(
  'a recorded check that nobody registered',
  small({ ids: idsAnd('retired check books') }, { checks: small().checks.filter((c) => c.name !== 'books') }),
  /pev\/run\.ndjson case PR2-A-15\.exact recorded the check books, which is not registered/,
);
refuses(
  'a recorded check for no requirement',
  withCheck({ requirement: 'PR2-A-51' }),
  /case PR2-A-15\.exact recorded answers for PR2-A-51, which is no requirement/,
  /PR2-A-15\.exact judged nothing of PR2-A-15/,
);
refuses(
  'a green run that judged nothing',
  small({}, { runs: [{ ...run('pev', []), cases: [] }, ...small().runs.slice(1)] }),
  /^pev\/run\.ndjson judged nothing: 0 cases/,
  /PR2-A-15\.exact was not run/,
);
refuses(
  'a case in which only oracles spoke',
  withCheck({ oracle: true }),
  /PR2-A-15\.exact judged nothing of PR2-A-15/,
  /pev\/run\.ndjson judged nothing: 1 cases/,
);
refuses(
  'a run that was cut short or narrowed',
  small({}, { runs: small().runs.map((r) => ({ ...r, complete: false, tags: '@boundary' })) }),
  /pev\/run\.ndjson is incomplete/,
  /utility\/run\.ndjson is incomplete/,
  /pev\/run\.ndjson holds only the cases of @boundary/,
  /utility\/run\.ndjson holds only the cases of @boundary/,
);
refuses(
  'a role that no run judges',
  small({}, { runs: small().runs.slice(1) }),
  /PR2-A-15\.exact was not run: no run judges a pev/,
);
refuses(
  'a case that ended early',
  small(
    {},
    {
      runs: small().runs.map((r) => ({
        ...r,
        cases: r.cases.map((c) => (c.dut === 'pev' ? { ...c, stopped: 'no hook' } : c)),
      })),
    },
  ),
  /PR2-A-15\.exact ended early: no hook/,
);

function withCheck(
  change: Partial<TraceInputs['runs'][number]['cases'][number]['checks'][number]>,
): TraceInputs {
  const inputs = small();
  const [first, ...others] = inputs.runs;
  assert.ok(first !== undefined);
  const cases = first.cases.map((c) => ({
    ...c,
    checks: c.checks.map((k) => (k.oracle ? k : { ...k, ...change })),
  }));
  return { ...inputs, runs: [{ ...first, cases }, ...others] };
}
