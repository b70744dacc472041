/** Which check kills which fault, over the whole suite; and which Then does no work. Pure. */
import type { Kill } from './findings';

/** A check that a step of a scenario asks for: the work of one Then. */
export interface Then {
  readonly case: string;
  readonly requirement: string;
  readonly check: string;
}

export interface ThenWork extends Then {
  /** Faults it catches. */
  readonly kills: number;
  /** Faults that nothing else catches, in any case. */
  readonly alone: number;
}

export interface Matrix {
  /** By fault, every kill. */
  readonly kills: Readonly<Record<string, readonly Kill[]>>;
  readonly thens: readonly ThenWork[];
}

/** `thens` are all that the suite asks for, whether they kill or not. */
export function matrixOf(kills: Readonly<Record<string, readonly Kill[]>>, thens: readonly Then[]): Matrix {
  const counts = new Map<string, { kills: number; alone: number }>();
  for (const ofFault of Object.values(kills)) {
    const keys = new Set(ofFault.map(keyOf));
    for (const key of keys) {
      const count = counts.get(key) ?? { kills: 0, alone: 0 };
      count.kills += 1;
      if (keys.size === 1) count.alone += 1;
      counts.set(key, count);
    }
  }
  return { kills, thens: thens.map((t) => ({ ...t, ...(counts.get(keyOf(t)) ?? { kills: 0, alone: 0 }) })) };
}

/** A Then whose removal leaves every kill as it was is worth a look; one that kills nothing at all, a second. */
export function matrixMarkdown({ kills, thens }: Matrix): string {
  const idle = thens.filter((t) => t.kills === 0);
  const spare = thens.filter((t) => t.kills > 0 && t.alone === 0);
  const lines = [
    '# Kill matrix',
    '',
    `${Object.keys(kills).length} faults, ${thens.length} checks of steps: ${thens.length - idle.length - spare.length} catch a fault that nothing else catches, ${spare.length} catch only what others catch as well, ${idle.length} catch none.`,
    '',
    '| fault | caught by |',
    '|---|---|',
    ...Object.entries(kills).map(([name, of]) => `| ${name} | ${caughtBy(of)} |`),
    '',
    '## Catch none of the known faults',
    '',
    ...idle.map((t) => `- ${keyOf(t)}`),
    '',
    '## Catch only what others catch as well',
    '',
    ...spare.map((t) => `- ${keyOf(t)}: ${t.kills}`),
  ];
  return `${lines.join('\n')}\n`;
}

function caughtBy(kills: readonly Kill[]): string {
  const keys = [...new Set(kills.map(keyOf))];
  return keys.length === 0
    ? '**nothing**'
    : keys.slice(0, 5).join(', ') + (keys.length > 5 ? `, and ${keys.length - 5} more` : '');
}

function keyOf({ case: id, requirement, check }: Then): string {
  return `${id} ${requirement}/${check}`;
}
