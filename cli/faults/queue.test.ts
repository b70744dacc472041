import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Queue } from './queue';

const named = (...names: string[]): { name: string }[] => names.map((name) => ({ name }));

test('a worker stays with its role, in order, then helps where most is left; each task is given out once', () => {
  const queue = new Queue(named('pev/a', 'esci/a', 'pev/b', 'utility/a', 'utility/b', 'utility/c'));
  const mine = queue.take();
  const others = queue.take(); // another worker's first
  const rest = [];
  for (let last = mine; last !== undefined; last = queue.take(last)) rest.push(last.name);
  assert.deepEqual([mine?.name, others?.name], ['utility/a', 'pev/a']);
  assert.deepEqual(rest.slice(0, 3), ['utility/a', 'utility/b', 'utility/c']);
  assert.deepEqual(rest.slice(3).toSorted(), ['esci/a', 'pev/b']);
  assert.equal(queue.take(), undefined);
});
