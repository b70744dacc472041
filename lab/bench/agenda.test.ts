import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Agenda } from './agenda';

test('what is due comes out by instant, and in the order of planning within one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (dues) => {
      const agenda = new Agenda<number>();
      dues.forEach((due, i) => agenda.push(due, i));
      const out: number[] = [];
      for (;;) {
        const item = agenda.take(Infinity);
        if (item === undefined) break;
        out.push(item);
      }
      const expected = dues.map((due, i) => ({ due, i })).toSorted((a, b) => a.due - b.due || a.i - b.i);
      assert.deepEqual(
        out,
        expected.map((e) => e.i),
      );
    }),
  );
});

test('nothing comes out before it is due', () => {
  const agenda = new Agenda<string>();
  agenda.push(10, 'later');
  assert.equal(agenda.take(9), undefined);
  assert.equal(agenda.nextMs(), 10);
  assert.equal(agenda.take(10), 'later');
  assert.equal(agenda.nextMs(), null);
});
