import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseDut, type DutTarget } from '../lab/connectors';
import { authority } from '../lab/connectors/testing/certificates';
import { tlsFor, tlsOf } from './tls-files';
import { UsageError } from './usage-error';

function device(text: string): DutTarget {
  const target = parseDut(text);
  assert.ok(!('problem' in target), text);
  return target;
}

describe('TLS files', () => {
  const root = authority('a lab');
  const [kit, other] = [root.issue('kit'), root.issue('other')];
  let place = '';
  const file = (name: string): string => join(place, name);

  before(() => {
    place = mkdtempSync(join(tmpdir(), 'pr2-tls-'));
    const texts = { ca: root.ca, cert: kit.cert, key: kit.key, 'other-key': other.key };
    for (const [name, text] of Object.entries(texts)) writeFileSync(file(name), text);
  });

  after(() => rmSync(place, { recursive: true, force: true }));

  it('become what both ends show and trust', () => {
    assert.equal(tlsOf({}), undefined);
    assert.deepEqual(tlsOf({ tlsCa: file('ca') }), { ca: root.ca });
    const all = tlsOf({ tlsCert: file('cert'), tlsKey: file('key'), tlsCa: file('ca') });
    assert.deepEqual(all, { ...kit, ca: root.ca });
  });

  it('have a sentence for each mistake', () => {
    const own = { tlsCert: file('cert'), tlsKey: file('key') };
    const mistakes: [() => unknown, RegExp][] = [
      [() => tlsOf({ tlsCert: file('cert') }), /--tls-cert and --tls-key go together/],
      [() => tlsOf({ tlsCa: file('none') }), /--tls-ca \S+none cannot be read: ENOENT/],
      [() => tlsOf({ tlsCa: file('key') }), /--tls-ca \S+ holds no certificate in PEM/],
      [() => tlsOf({ ...own, tlsKey: file('ca') }), /--tls-key \S+ holds no private key in PEM/],
      [() => tlsOf({ ...own, tlsKey: file('other-key') }), /--tls-key \S+ is not the key of --tls-cert/],
      [
        () => tlsFor([device('pev=listens://h:1')], { tlsCa: file('ca') }),
        /--dut pev=listens:\/\/… needs a certificate to show/,
      ],
      [() => tlsFor([device('pev=listen://h:1')], own), /are for wss:\/\/ and listens:\/\/, and no --dut is/],
    ];
    for (const [run, sentence] of mistakes)
      assert.throws(
        run,
        (error) => error instanceof UsageError && sentence.test(error.message),
        String(sentence),
      );
    assert.deepEqual(tlsFor([device('pev=wss://h')], own), kit);
  });
});
