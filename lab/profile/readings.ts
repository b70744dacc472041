/** The unclear places of the use case and how a run reads them: features/readings.yaml, and what a profile changes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLab, type ReadingsFile, type UnclearPlace } from '../../schemas';
import { readYamlText, type YamlText } from '../trace/yaml-text';

/** One unclear place as a run reads it. */
export interface Reading {
  readonly id: string;
  readonly place: string;
  readonly question: string;
  /** The reading taken, in one sentence. */
  readonly chosen: string;
  readonly why: string;
  /** Requirements that rest on it. */
  readonly affects: readonly string[];
}

export const READINGS_FILE = 'features/readings.yaml';

/** The unclear places with all their readings. @throws Error that names file and line where they are not sound */
export function loadPlaces(root: string): { places: readonly UnclearPlace[]; yaml: YamlText } {
  const yaml = readYamlText(readFileSync(join(root, READINGS_FILE), 'utf8'), READINGS_FILE);
  if ('problem' in yaml) throw new Error(yaml.problem);
  const [problem] = checkLab('ReadingsFile', yaml.value);
  if (problem !== undefined)
    throw new Error(`${READINGS_FILE}:${yaml.lineOf(stepsOf(problem.path))} ${problem.text}`);
  return { places: (yaml.value as ReadingsFile).readings, yaml };
}

/** The readings that a run takes: the suite's own, but for those that a profile names otherwise. */
export function readingsTaken(
  places: readonly UnclearPlace[],
  profile: { readonly name: string; readonly readings?: Readonly<Record<string, string>> | undefined },
): Reading[] {
  return places.map(({ id, place, question, readings, chosen, why, affects }) => {
    const other = profile.readings?.[id];
    return {
      id,
      place,
      question,
      chosen: readings[other ?? chosen] ?? '',
      why: other === undefined || other === chosen ? why : `the profile ${profile.name} reads it so`,
      affects,
    };
  });
}

/** `readings[3].chosen` as the steps that lead there. */
export function stepsOf(path: string): (string | number)[] {
  return path
    .split(/[.[\]]+/)
    .filter((s) => s !== '')
    .map((s) => (/^\d+$/.test(s) ? Number(s) : s));
}
