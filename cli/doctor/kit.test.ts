import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf } from './examination';
import { nodeLook } from './kit';

const RANGE = '^20.19.0 || ^22.12.0 || >=24.0.0';

test('Node is held against what the package says', () => {
  for (const good of ['20.19.0', '20.20.2', '22.12.1', '24.0.0', '26.1.0'])
    assert.equal(codeOf([nodeLook(good, RANGE)]), 0, good);
  for (const bad of ['18.20.0', '20.18.9', '21.7.0', '22.11.0', '23.5.0'])
    assert.match(nodeLook(bad, RANGE).problem ?? '', new RegExp(`this is ${bad}, and the kit runs on`), bad);
});
