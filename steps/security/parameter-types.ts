/** Words of the features about who may speak, what is new, and what is secret. */
import { defineParameterType } from '@cucumber/cucumber';
import type { Credential } from '../../lab/bench/message-network';
import { DISGUISES, WRITERS } from './disguises';
import { LEAKS } from './leaks';
import { NOVELTIES } from './novelties';

const CREDENTIALS: Readonly<Record<string, Credential>> = {
  'a wrong credential': 'wrong',
  'an expired credential': 'expired',
  'no credential': 'none',
};

/** What a sender shows of itself. */
defineParameterType({
  name: 'credential',
  regexp: new RegExp(Object.keys(CREDENTIALS).join('|')),
  transformer: (text: string) => CREDENTIALS[text],
});

defineParameterType({ name: 'disguise', regexp: anyOf(DISGUISES), transformer: (text: string) => text });
defineParameterType({ name: 'writer', regexp: anyOf(WRITERS), transformer: (text: string) => text });
defineParameterType({ name: 'novelty', regexp: anyOf(NOVELTIES), transformer: (text: string) => text });
defineParameterType({ name: 'leak', regexp: anyOf(LEAKS), transformer: (text: string) => text });

function anyOf(table: object): RegExp {
  return new RegExp(
    Object.keys(table)
      .toSorted((a, b) => b.length - a.length)
      .join('|'),
  );
}
