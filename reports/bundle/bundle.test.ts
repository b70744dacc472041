import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { LogRecord } from '../../schemas';
import { renderAll } from '..';
import { reportModel } from '../model/report-model';
import { fixtureLog } from '../testing/fixture-log';
import { STORIES } from '../testing/story';
import { bundle, SIGNER, STATEMENT, type BundleOptions } from './bundle';
import { rechained, redact } from './redact';
import { readTar, writeTar } from './tar';
import { verifyBundle, type Finding } from './verify';

const KEY = generateKeyPairSync('ed25519');
const OTHER = generateKeyPairSync('ed25519');
const LINES = fixtureLog(STORIES.optOutNotSent).text().trimEnd().split('\n');

function packed(options: BundleOptions = {}): Uint8Array {
  return bundle(LINES, renderAll, options);
}

function broken(archive: Uint8Array, options = {}): Finding[] {
  return verifyBundle(archive, { views: renderAll, ...options }).filter((f) => !f.holds);
}

/** The archive with one part put through `change`. */
function withPart(archive: Uint8Array, name: string, change: (text: string) => string): Uint8Array {
  return writeTar(
    readTar(archive).map((e) =>
      e.name === name ? { name, content: Buffer.from(change(Buffer.from(e.content).toString('utf8'))) } : e,
    ),
  );
}

describe('a bundle', () => {
  it('holds log, declarations, every view, the signer and the statement', () => {
    assert.deepEqual(
      readTar(packed({ key: KEY.privateKey })).map((e) => e.name),
      [
        'run.ndjson',
        'suite.json',
        'profile.json',
        'ics.json',
        'ixit.json',
        'report.json',
        'report.html',
        'junit.xml',
        'ctrf.json',
        'earl.jsonld',
        'summary.md',
        'badge.json',
        SIGNER,
        STATEMENT,
      ],
    );
  });

  it('holds as it was packed, signed or not', () => {
    assert.deepEqual(broken(packed({ key: KEY.privateKey })), []);
    assert.deepEqual(broken(packed({ key: KEY.privateKey }), { key: KEY.publicKey }), []);
    assert.deepEqual(broken(packed()), []);
  });

  it('states a test result of in-toto with failed and passed tests', () => {
    const envelope = JSON.parse(Buffer.from(readTar(packed()).at(-1)?.content ?? []).toString('utf8')) as {
      payload: string;
      payloadType: string;
    };
    assert.equal(envelope.payloadType, 'application/vnd.in-toto+json');
    const stated = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')) as Record<
      string,
      unknown
    >;
    assert.equal(stated['_type'], 'https://in-toto.io/Statement/v1');
    assert.equal(stated['predicateType'], 'https://in-toto.io/attestation/test-result/v0.1');
    const predicate = stated['predicate'] as Record<string, unknown>;
    assert.equal(predicate['result'], 'FAILED');
    assert.deepEqual(predicate['failedTests'], ['PR2-A-11.opt-out-during']);
    assert.equal((predicate['configuration'] as unknown[]).length, 4);
  });

  it('does not hold for another key, nor unsigned where a key is expected', () => {
    assert.deepEqual(
      broken(packed({ key: KEY.privateKey }), { key: OTHER.publicKey }).map((f) => f.part),
      ['signature'],
    );
    assert.deepEqual(
      broken(packed(), { key: KEY.publicKey }).map((f) => f.part),
      ['signature'],
    );
  });
});

describe('a changed bundle', () => {
  const signed = packed({ key: KEY.privateKey });

  it('is noticed whichever byte is changed', () => {
    fc.assert(
      fc.property(fc.nat(signed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(signed);
        changed[at] = (changed[at] ?? 0) ^ flip;
        assert.notDeepEqual(
          verifyBundle(changed).filter((f) => !f.holds),
          [],
        );
      }),
      { numRuns: 300 },
    );
  });

  it('names the part of which one byte was changed', () => {
    for (const { name } of readTar(signed).filter((e) => e.name !== STATEMENT)) {
      const changed = withPart(signed, name, (text) =>
        text.replace(/[a-z0-9]/, (c) => (c === 'x' ? 'y' : 'x')),
      );
      assert.ok(
        broken(changed).some((f) => f.part === name),
        name,
      );
    }
    assert.equal(
      broken(withPart(signed, STATEMENT, (t) => t.replace('"payload": "e', '"payload": "f')))[0]?.part,
      'statement',
    );
  });

  it('names a report that says more than its log, however well it is signed', () => {
    const other = renderAll(fixtureLog(STORIES.allPass).records);
    const forged = bundle(LINES, () => new Map(other), { key: KEY.privateKey });
    assert.ok(broken(forged).some((f) => f.part === 'report.html' && f.text === 'is not what the log makes'));
  });

  it('names a log whose lines were changed and not chained anew', () => {
    const lines = LINES.map((l) => l.replace('"verdict":"fail"', '"verdict":"pass"'));
    const findings = broken(bundle(lines, renderAll, { key: KEY.privateKey }));
    assert.ok(findings.some((f) => f.part === 'chain' && /line \d+ of run\.ndjson/.test(f.text)));
  });

  it('names a log that ends too early', () => {
    const findings = broken(bundle(LINES.slice(0, -1), renderAll));
    assert.deepEqual(findings, [{ part: 'chain', holds: false, text: 'the log ends before the run did' }]);
  });

  it('names a part that is missing and one that was added', () => {
    const entries = readTar(signed);
    assert.ok(
      broken(writeTar(entries.filter((e) => e.name !== 'ics.json'))).some((f) => f.part === 'ics.json'),
    );
    const more = writeTar([{ name: 'more.txt', content: Buffer.from('x') }, ...entries]);
    assert.ok(broken(more).some((f) => f.part === 'more.txt'));
  });

  it('is not read past its end, nor as anything but an archive', () => {
    for (const bytes of [
      new Uint8Array(),
      Buffer.from('rubbish'),
      signed.subarray(0, 5_000),
      Buffer.concat([signed, Buffer.alloc(512)]),
    ]) {
      assert.equal(broken(bytes)[0]?.part, 'archive');
    }
  });
});

describe('redaction', () => {
  const records = LINES.map((l) => JSON.parse(l) as LogRecord);
  const redacted = redact(records);

  it('leaves no id of a vehicle, a customer or a place anywhere in the bundle', () => {
    const text = readTar(packed({ redact: true }))
      .map((e) => Buffer.from(e.content).toString('utf8'))
      .join('\n');
    for (const id of ['evse1', 'mp1', 'urn:pr2:pev:p1', 'PEV p1', '"p1"', '"s1"'])
      assert.ok(!text.includes(id), id);
    assert.ok(text.includes('urn:pr2:pev:vehicle-1'));
  });

  it('gives the same word to the same id: who speaks to whom is still told', () => {
    const talk = (all: readonly LogRecord[]): string[] =>
      all.flatMap((r) => (r.kind === 'deliver' ? [r.to] : []));
    const pairs = new Map(talk(records).map((to, i) => [to, talk(redacted)[i]]));
    assert.equal(new Set(pairs.values()).size, pairs.size);
    talk(records).forEach((to, i) => assert.equal(talk(redacted)[i], pairs.get(to)));
  });

  it('changes no verdict and makes a log whose chain holds', () => {
    const verdicts = (all: readonly LogRecord[]): string[] =>
      reportModel(all).cases.map((c) => `${c.id} ${c.verdict}`);
    assert.deepEqual(verdicts(redacted), verdicts(records));
    assert.deepEqual(broken(packed({ redact: true, key: KEY.privateKey })), []);
    assert.deepEqual(rechained(records), LINES, 'a log whose records are as they were is chained as it was');
  });
});
