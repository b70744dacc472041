import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partyName } from './message-text';

test('a long name is cut in its middle, so that two with one beginning can be told apart', () => {
  const beginning = 'a'.repeat(56);
  assert.equal(partyName(`urn:pr2:pev:${beginning}12345678`), `PEV ${'a'.repeat(14)}…aaaaa12345678`);
  assert.notEqual(
    partyName(`urn:pr2:pev:${beginning}12345678`),
    partyName(`urn:pr2:pev:${beginning}12345679`),
  );
  assert.equal(partyName(`urn:pr2:esci:${'b'.repeat(28)}`), `ESCI ${'b'.repeat(28)}`);
});
