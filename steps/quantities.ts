/**
 * A quantity in a step: stated (`5 kW`), drawn (`some power between 3 kW and 6 kW`) or the one of its word that was drawn
 * last in the case (`that power`).
 */
import { defineParameterType } from '@cucumber/cucumber';
import type { CaseRun } from '../lab/session/case-run';
import { drawIn, drawnPattern, type Quantity } from '../lab/session/quantities';
import type { Pr2World } from './world';

const DRAWN = new WeakMap<CaseRun, Map<string, number[]>>();

/** Defines a parameter type for a quantity; `stated` is the source of a regular expression without groups. */
export function defineQuantity(name: string, quantity: Quantity, stated = quantity.limit): void {
  const { word, read } = quantity;
  defineParameterType({
    name,
    regexp: [drawnPattern(quantity), `that ${word}`, stated].map((source) => new RegExp(source)),
    transformer(this: Pr2World, text: string): number {
      if (text.startsWith('some ')) return drawn(this.run, quantity, text);
      return text.startsWith('that ') ? drawnLast(this.run, word) : read(text);
    },
  });
}

function drawn(run: CaseRun, quantity: Quantity, text: string): number {
  const before = drawnOf(run, quantity.word);
  const { label, low, high, step, unit } = drawIn(text, quantity, before.length + 1);
  const value = run.drawBetween(label, low, high, step, unit) * quantity.perUnit;
  before.push(value);
  return value;
}

function drawnLast(run: CaseRun, word: string): number {
  const last = drawnOf(run, word).at(-1);
  if (last === undefined) throw new Error(`"that ${word}": no step before it says "some ${word} between …"`);
  return last;
}

/** All of that word that the case has drawn. */
function drawnOf(run: CaseRun, word: string): number[] {
  const all = DRAWN.get(run) ?? new Map<string, number[]>();
  DRAWN.set(run, all);
  const values = all.get(word) ?? [];
  all.set(word, values);
  return values;
}
