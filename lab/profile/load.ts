/** Test profiles: by name from profiles/, or any file of the same form. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLab, isUnknownMember, PARAMETER_NAMES, type Profile, type UnclearPlace } from '../../schemas';
import { didYouMean } from '../ics/closest';
import { packageRoot } from '../session/suite';
import { readYamlText } from '../trace/yaml-text';
import { DEFAULT_NOMINAL, type NominalGrid } from './nominal';
import { defaultParameters } from './parameters';
import { loadPlaces, readingsTaken, type Reading } from './readings';

export interface TestProfile {
  readonly name: string;
  readonly description: string;
  /** All test parameters, P_*: the profile's, and the defaults where it says nothing. */
  readonly params: Readonly<Record<string, number>>;
  readonly nominal: NominalGrid;
  /** How it reads the unclear places of the use case. */
  readonly readings: readonly Reading[];
}

export type LoadedProfile = TestProfile | { readonly problem: string };

/** Reads a profile by its name, or from a file where the text is no name of one; the problem is one sentence. */
export function loadProfile(nameOrFile: string, root = packageRoot()): LoadedProfile {
  const shipped = join(root, 'profiles', `${nameOrFile}.yaml`);
  const isName = /^[\w-]+$/.test(nameOrFile) && existsSync(shipped);
  if (!isName && !existsSync(nameOrFile)) {
    const names = profileNames(root);
    return {
      problem: `there is no profile ${nameOrFile}${didYouMean(nameOrFile, names) || `; there are ${names.join(', ')}, or the path of a file`}`,
    };
  }
  let text: string;
  try {
    text = readFileSync(isName ? shipped : nameOrFile, 'utf8');
  } catch (error) {
    return { problem: `${nameOrFile}: it cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
  return readProfile(text, isName ? `profiles/${nameOrFile}.yaml` : nameOrFile, loadPlaces(root).places);
}

/** The names of the profiles that come with the kit. */
export function profileNames(root = packageRoot()): string[] {
  return readdirSync(join(root, 'profiles'))
    .filter((f) => f.endsWith('.yaml'))
    .map((f) => f.slice(0, -'.yaml'.length))
    .toSorted();
}

/** The same for a text; `file` is what the sentences call it. */
export function readProfile(text: string, file: string, places: readonly UnclearPlace[]): LoadedProfile {
  const yaml = readYamlText(text, file);
  if ('problem' in yaml) return yaml;
  const problems = checkLab('Profile', yaml.value);
  const problem = problems.find(isUnknownMember) ?? problems[0];
  if (problem !== undefined) {
    const name = problem.path.split('.').at(-1) ?? '';
    const hint =
      problem.path.startsWith('params.') && isUnknownMember(problem)
        ? didYouMean(name, PARAMETER_NAMES)
        : problem.path === ''
          ? '; a profile is an object with name and params'
          : '';
    return { problem: `${file}: ${problem.text}${hint}` };
  }
  const profile = yaml.value as Profile;
  const params = { ...defaultParameters(), ...profile.params };
  const amiss = readingsProblem(profile, places) ?? windowProblem(profile, params);
  if (amiss !== undefined) return { problem: `${file}: ${amiss}` };
  return {
    name: profile.name,
    description: profile.description ?? '',
    params,
    nominal: {
      voltageV: profile.nominalV ?? DEFAULT_NOMINAL.voltageV,
      frequencyHz: profile.nominalHz ?? DEFAULT_NOMINAL.frequencyHz,
    },
    readings: readingsTaken(places, profile),
  };
}

/** A profile may read a place otherwise only by a figure that it sets: nothing else changes what a run judges. */
function readingsProblem(profile: Profile, places: readonly UnclearPlace[]): string | undefined {
  for (const [id, name] of Object.entries(profile.readings ?? {})) {
    const place = places.find((p) => p.id === id);
    if (place === undefined) return `readings.${id} is no place in features/readings.yaml`;
    const names = Object.keys(place.readings);
    if (!names.includes(name)) return `readings.${id} is one of ${names.join(', ')}, not ${name}`;
    if (name === place.chosen) continue;
    const { parameters = [] } = place;
    if (parameters.length === 0)
      return `readings.${id} is read in one way only: no test parameter depends on it`;
    if (!parameters.some((p) => p in profile.params))
      return `readings.${id} is ${name}, and none of the parameters that say so is set: ${parameters.join(', ')}`;
  }
  return undefined;
}

/** A window of service that does not hold the nominal frequency would leave every grid out of range. */
function windowProblem(profile: Profile, params: Readonly<Record<string, number>>): string | undefined {
  const { nominalHz = DEFAULT_NOMINAL.frequencyHz } = profile;
  const { P_ES_F_MIN: low = 0, P_ES_F_MAX: high = Infinity } = params;
  return nominalHz < low || nominalHz > high
    ? `nominalHz ${nominalHz} lies outside the window of service that P_ES_F_MIN ${low} and P_ES_F_MAX ${high} state`
    : undefined;
}
