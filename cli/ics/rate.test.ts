import assert from 'node:assert/strict';
import { test } from 'node:test';
import { triedRate } from './rate';

const CASES = ['PR2-X-10.exact', 'PR2-X-10.one-more'].map((id) => ({ id, dut: 'pev' as const }));

/** A device that takes so many a second, and how often it was tried. */
function taking(limit: number) {
  const played: string[] = [];
  const play = (id: string, rate: number) => {
    played.push(`${id} ${rate}`);
    const as = id.endsWith('exact') ? rate <= limit : rate === limit;
    return Promise.resolve({ outcome: as ? ('shown' as const) : ('not shown' as const) });
  };
  return { play, played };
}

test('a declared rate that is right is tried from both sides, and nothing else', async () => {
  const { play, played } = taking(20);
  assert.equal((await triedRate(CASES, 'pev', 20, play)).rate, 20);
  assert.deepEqual(played, ['PR2-X-10.exact 20', 'PR2-X-10.one-more 20']);
});

test('the rate is found, whatever is declared', async () => {
  for (const limit of [1, 2, 3, 20, 63, 1000]) {
    for (const declared of [undefined, 1, 20, 5000])
      assert.equal(
        (await triedRate(CASES, 'pev', declared, taking(limit).play)).rate,
        limit,
        `${limit} ${declared}`,
      );
  }
});

test('a device that takes nothing, one that takes all, one that cannot be tried', async () => {
  assert.equal((await triedRate(CASES, 'pev', undefined, taking(0).play)).rate, undefined);
  assert.deepEqual(await triedRate(CASES, 'pev', undefined, taking(1e9).play), {
    rate: 1024,
    why: '1024 at once are taken; more were not tried',
  });
  const untried = () => Promise.resolve({ outcome: 'untried' as const, why: 'no hook' });
  assert.deepEqual(await triedRate(CASES, 'pev', 20, untried), {
    rate: undefined,
    why: 'PR2-X-10.exact: no hook',
  });
});
