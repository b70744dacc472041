/** The files that a vendor begins with: a skeleton of the adapter, its declaration, its known failures, its CI job. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { icsTemplate } from '../../lab/ics';
import { referenceDevice } from '../../lab/session/reference';
import type { DeviceRole } from '../../schemas';
import { ROLE_SKELETONS } from './roles';
import { fillIn, type Places } from './skeleton';
import type { Language } from './languages';

export interface InitFile {
  /** Below the folder that is written to, parted by `/`. */
  readonly path: string;
  readonly text: string;
  readonly what: string;
}

/** @param templates the package's folder of that name */
export function initFiles(role: DeviceRole, language: Language, templates: string): InitFile[] {
  const file = `${role}_adapter.${language.suffix}`;
  const read = (path: string): string => readFileSync(join(templates, ...path.split('/')), 'utf8');
  const command = language.command(file);
  const job = {
    words: { ROLE: role, COMMAND: command },
    paragraphs: { BUILD: language.build === undefined ? [] : [`- run: ${language.build(file)}`] },
  };
  return [
    {
      path: file,
      text: fillIn(read(language.template), placesOf(role, language, file)),
      what: 'the adapter: runs as it stands, and refuses everything; its places to fill in are marked',
    },
    { path: 'ics.yaml', text: icsTemplate(role), what: 'what your device declares; edit it' },
    {
      path: 'known-failures.yaml',
      text: read('common/known-failures.yaml'),
      what: 'failures that you know of, none yet',
    },
    {
      path: '.github/workflows/pr2.yml',
      text: fillIn(read('common/pr2.yml'), job),
      what: 'judges it at every push, on GitHub',
    },
  ];
}

function placesOf(role: DeviceRole, { words }: Language, file: string): Places {
  const { title, name, stimuli, readings, steps } = ROLE_SKELETONS[role];
  const { senses, queries, ...hello } = referenceDevice(role).hello();
  const without = <T>(all: readonly T[], some: readonly T[]): T[] => all.filter((one) => !some.includes(one));
  return {
    words: {
      ROLE: role,
      NAME: name,
      TITLE: title,
      FILE: file,
      STIMULI: words(stimuli),
      READINGS: words(readings),
      QUERIES: listed(queries),
    },
    paragraphs: {
      STEPS: steps.map((step, i) => `${i + 1}. ${step}`),
      MORE_STIMULI: [listed(without(hello.stimuli, stimuli))],
      MORE_READINGS: [listed(without(hello.readings, readings))],
      SENSES: [listed(senses)],
    },
  };
}

function listed(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.join(', ');
}
