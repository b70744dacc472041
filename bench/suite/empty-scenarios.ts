/** The peer: Cucumber alone, on as many scenarios that do nothing, in a process of its own. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface EmptyScenarios {
  readonly dir: string;
  /** Arguments for Node. */
  readonly args: readonly string[];
}

/** Writes `count` scenarios of one step and what runs them. */
export function emptyScenarios(count: number): EmptyScenarios {
  const dir = mkdtempSync(join(tmpdir(), 'pr2-empty-'));
  mkdirSync(join(dir, 'steps'));
  const cucumber = require.resolve('@cucumber/cucumber');
  writeFileSync(
    join(dir, 'steps', 'nothing.cjs'),
    `const { Given } = require(${JSON.stringify(cucumber)});\nGiven('nothing', () => undefined);\n`,
  );
  const scenarios = Array.from({ length: count }, (_, i) => `  Scenario: ${i}\n    Given nothing\n`);
  writeFileSync(join(dir, 'empty.feature'), `Feature: empty\n\n${scenarios.join('\n')}`);
  const bin = join(cucumber, '..', '..', 'bin', 'cucumber.js');
  return { dir, args: [bin, '--require', 'steps/nothing.cjs', '--format', 'summary', 'empty.feature'] };
}
