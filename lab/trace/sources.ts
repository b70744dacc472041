/** features/sources.yaml: what became of each line of the use case. */
import { createHash } from 'node:crypto';
import { checkLab, type SourcesFile } from '../../schemas';
import type { Catalogue } from '../catalogue/catalogue';
import { stepsOf } from '../profile/readings';
import { readYamlText, type YamlText } from './yaml-text';

export const SOURCES_FILE = 'features/sources.yaml';

/** So many lines may come to nothing; with more of them the use case would be explained away. */
const MOST_REASONS = 45;

export interface Sources {
  readonly file: SourcesFile;
  readonly lineOf: YamlText['lineOf'];
}

/** Reads the file; its problems are sentences with file and line. */
export function readSources(text: string): Sources | { readonly problems: readonly string[] } {
  const yaml = readYamlText(text, SOURCES_FILE);
  if ('problem' in yaml) return { problems: [yaml.problem] };
  const problems = checkLab('SourcesFile', yaml.value).map(
    (p) => `${SOURCES_FILE}:${yaml.lineOf(stepsOf(p.path))} ${p.text}`,
  );
  return problems.length > 0 ? { problems } : { file: yaml.value as SourcesFile, lineOf: yaml.lineOf };
}

/** What is wrong with the file by itself, and against the `@source:` tags of the Rules. */
export function sourceProblems({ file, lineOf }: Sources, catalogue: Catalogue): string[] {
  const { lines, nonBlank, entries } = file;
  const problems: string[] = [];
  const at = (key: string): string => `${SOURCES_FILE}:${lineOf(['entries', key])}`;
  const rules = new Map(catalogue.requirements.map((r) => [r.id, r]));

  for (const [key, { requirements, reason }] of Object.entries(entries)) {
    const number = numberOf(key);
    if (number === undefined || number > lines)
      problems.push(`${at(key)} ${key} is no line of the use case, which has L1 to L${lines}`);
    if (requirements === undefined && reason === undefined)
      problems.push(`${at(key)} ${key} has neither requirements nor a reason why it has none`);
    if (requirements !== undefined && reason !== undefined)
      problems.push(`${at(key)} ${key} has requirements and a reason why it has none`);
    const other = reason?.match(/^restated by (L\d+)$/)?.[1];
    if (other !== undefined && entries[other]?.requirements === undefined)
      problems.push(`${at(key)} ${key} is restated by ${other}, which has no requirement`);
    for (const id of requirements ?? []) {
      const rule = rules.get(id);
      if (rule === undefined) problems.push(`${at(key)} ${key} became ${id}, and no Rule has that id`);
      else if (!rule.sources.includes(key))
        problems.push(
          `features/${rule.feature}:${rule.line} ${id} has no tag @source:${key}, and ${SOURCES_FILE} says that ${key} became ${id}`,
        );
    }
  }
  for (const rule of catalogue.requirements) {
    const where = `features/${rule.feature}:${rule.line} ${rule.id}`;
    for (const key of rule.sources)
      if (entries[key]?.requirements?.includes(rule.id) !== true)
        problems.push(`${where} has the tag @source:${key}, and ${SOURCES_FILE} does not say so of ${key}`);
    if (rule.sources.length === 0 && rule.group !== 'cross-cutting')
      problems.push(`${where} comes from no line of the use case: it has no @source tag`);
  }

  const count = Object.keys(entries).length;
  if (count !== nonBlank)
    problems.push(
      `${SOURCES_FILE}:${lineOf(['nonBlank'])} ${nonBlank} lines are said to be not blank, and there are entries for ${count}`,
    );
  const reasons = Object.values(entries).filter((e) => e.reason !== undefined).length;
  if (reasons > MOST_REASONS)
    problems.push(`${SOURCES_FILE}:1 ${reasons} lines became nothing, and at most ${MOST_REASONS} may`);
  return problems;
}

/** What is wrong with the file against the use case itself. */
export function useCaseProblems({ file, lineOf }: Sources, bytes: Uint8Array, name: string): string[] {
  const problems: string[] = [];
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== file.sha256)
    problems.push(
      `${SOURCES_FILE}:${lineOf(['sha256'])} the digest is not that of ${name}, which is ${sha256}`,
    );
  const texts = Buffer.from(bytes)
    .toString('utf8')
    .replace(/\n[^\S\n]*$/, '')
    .split('\n');
  if (texts.length !== file.lines)
    problems.push(
      `${SOURCES_FILE}:${lineOf(['lines'])} ${file.lines} lines are said to be there, and ${name} has ${texts.length}`,
    );
  for (const [i, text] of texts.entries()) {
    const key = `L${i + 1}`;
    const blank = text.trim() === '';
    if (!blank && file.entries[key] === undefined)
      problems.push(`${SOURCES_FILE}:${lineOf(['entries'])} ${key} of ${name} has no entry`);
    if (blank && file.entries[key] !== undefined)
      problems.push(
        `${SOURCES_FILE}:${lineOf(['entries', key])} ${key} of ${name} is blank and has an entry`,
      );
  }
  return problems;
}

function numberOf(key: string): number | undefined {
  const digits = /^L([1-9]\d*)$/.exec(key)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
