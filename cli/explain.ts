/** `pr2 explain`: a requirement, where it comes from, and how it is tested; or one test case, step by step. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { MESSAGE_NAMES } from '../schemas';
import type { Requirement, TestCase } from '../lab/catalogue/catalogue';
import { drawsOfLines } from '../lab/session/quantities';
import type { Suite } from '../lab/session/suite';
import { UsageError } from './usage-error';

export function addExplainCommand(program: Command, suite: Suite): void {
  program
    .command('explain <id>')
    .description('explain a requirement (PR2-A-15) or a test case (PR2-A-15.exact)')
    .option('--seed <text>', 'seed whose drawn quantities stand beside their steps', 'pr2')
    .action((id: string, { seed }: { seed: string }) => {
      process.stdout.write(explanation(suite, id, seed));
    });
}

function explanation(suite: Suite, id: string, seed: string): string {
  const requirement = suite.catalogue.requirements.find((r) => r.id === id);
  if (requirement !== undefined) return explainRequirement(suite, requirement);
  const testCase = suite.catalogue.cases.find((c) => c.id === id);
  if (testCase !== undefined) return explainCase(suite, testCase, seed);
  const near = suite.catalogue.requirements
    .map((r) => r.id)
    .find((r) => r.endsWith(id.toUpperCase()) || id.toUpperCase().startsWith(r));
  throw new UsageError(
    `there is no requirement or test case ${id}${near === undefined ? '' : `; did you mean ${near}?`}; pr2 list names all`,
  );
}

function explainRequirement(suite: Suite, r: Requirement): string {
  const cases = suite.catalogue.cases.filter((c) => c.requirement === r.id);
  const text = ruleText(suite, r);
  return [
    `${r.id} (${r.keyword === 'must' ? 'MUST' : 'SHOULD'}; owed by ${r.roles.join(', ') || 'the kit'})`,
    r.text,
    '',
    ...(r.description === '' ? [] : [r.description, '']),
    `source: use case, ${r.sources.map((s) => `line ${s.slice(1)}`).join(', ') || 'implied by the whole'}`,
    ...(r.conditions.length === 0 ? [] : [`applies if the ICS declares ${r.conditions.join(' and ')}`]),
    `feature: features/${r.feature}:${r.line}`,
    `messages: ${messagesIn(text).join(', ') || 'none by name'}`,
    ...(r.kitTests === undefined
      ? ['test cases:', ...cases.map((c) => `  ${c.dut.padEnd(8)}${c.id.padEnd(44)} ${c.name}`)]
      : [
          'the kit itself owes it, no device; judged by tests of the kit:',
          ...r.kitTests.map((t) => `  ${t}`),
        ]),
    '',
  ].join('\n');
}

function explainCase(suite: Suite, c: TestCase, seed: string): string {
  const lines = readFileSync(join(suite.featuresDir, c.feature), 'utf8').split('\n');
  const start = lines.slice(0, c.line).findLastIndex((l) => /^\s*Scenario( Outline)?:/.test(l));
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((l) => /^\s*(Scenario|Rule|@)/.test(l));
  const requirement = suite.catalogue.requirements.find((r) => r.id === c.requirement);
  return [
    `${c.id} (${c.kind}; judges the ${c.dut})`,
    c.name,
    `requirement: ${c.requirement} ${requirement?.text ?? ''}`,
    `feature: features/${c.feature}:${c.line}`,
    '',
    ...withDraws(rest.slice(0, end < 0 ? undefined : end), `${seed}/${c.id}`),
    `run it alone: npx pr2 run --dut ${c.dut}=reference --only ${c.id}`,
    '',
  ].join('\n');
}

/** Steps with what they draw beside them; `seed` is that of the run and the case's id. */
function withDraws(lines: readonly string[], seed: string): string[] {
  const draws = drawsOfLines(lines, seed);
  return lines.map((line, i) => {
    const drawn = draws[i]?.map(({ label, value, unit }) => `${label} ${value} ${unit}`) ?? [];
    return drawn.length === 0 ? line : `${line}  (drawn: ${drawn.join(', ')})`;
  });
}

/** The lines of a Rule in its feature file. */
function ruleText(suite: Suite, r: Requirement): string {
  const lines = readFileSync(join(suite.featuresDir, r.feature), 'utf8').split('\n').slice(r.line);
  const end = lines.findIndex((l) => /^\s*Rule:/.test(l));
  return lines.slice(0, end < 0 ? undefined : end).join('\n');
}

function messagesIn(text: string): string[] {
  return MESSAGE_NAMES.filter((name) => text.includes(name));
}
