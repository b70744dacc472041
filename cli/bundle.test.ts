import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it, mock } from 'node:test';
import { Command } from 'commander';
import { fixtureLog } from '../reports/testing/fixture-log';
import { STORIES } from '../reports/testing/story';
import { addBundleCommand, addVerifyCommand } from './bundle';
import { addDiffCommand } from './diff';
import { addReportCommand } from './report';
import { UsageError } from './usage-error';

let dir = '';

before(() => {
  dir = mkdtempSync(join(tmpdir(), 'pr2-'));
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(dir, 'private.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(join(dir, 'public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
  for (const [name, story] of [['good', STORIES.allPass] as const, ['bad', STORIES.optOutNotSent] as const]) {
    mkdirSync(join(dir, name, 'pev'), { recursive: true });
    writeFileSync(join(dir, name, 'pev', 'run.ndjson'), fixtureLog(story).text());
  }
});

after(() => rmSync(dir, { recursive: true, force: true }));

/** Runs one command; paths begin with `@` for the folder of this test. */
function pr2(...args: string[]): { code: number; out: string } {
  const program = new Command('pr2').exitOverride();
  addReportCommand(program);
  addBundleCommand(program);
  addVerifyCommand(program, '1.0.0');
  addDiffCommand(program);
  const written: string[] = [];
  const write = mock.method(process.stdout, 'write', (text: string) => written.push(text) > 0);
  const codeBefore = process.exitCode;
  process.exitCode = 0;
  try {
    program.parse(
      args.map((a) => a.replace(/^@/, `${dir}/`)),
      { from: 'user' },
    );
    return { code: process.exitCode, out: written.join('') };
  } finally {
    process.exitCode = codeBefore;
    write.mock.restore();
  }
}

describe('pr2 report', () => {
  it('makes every view of every run in a folder, the same bytes each time', () => {
    const { out } = pr2('report', '@good');
    assert.match(out, /PEV: CONFORMANT/);
    const html = readFileSync(join(dir, 'good/pev/report.html'), 'utf8');
    pr2('report', '@good/pev/run.ndjson');
    assert.equal(readFileSync(join(dir, 'good/pev/report.html'), 'utf8'), html);
  });

  it('says what is missing', () => {
    assert.throws(() => pr2('report', '@nowhere'), UsageError);
    assert.throws(() => pr2('report', '@.'), /holds no run\.ndjson/);
  });
});

describe('pr2 bundle and pr2 verify', () => {
  it('pack, sign and hold', () => {
    assert.doesNotMatch(pr2('bundle', '@good', '--key', '@private.pem').out, /not signed/);
    const { code, out } = pr2('verify', '@good/pev/pr2-pev.bundle.tar', '--key', '@public.pem');
    assert.equal(code, 0, out);
    assert.match(out, /signature: is of the key given/);
  });

  it('name the part of which a byte was changed, and end with 1', () => {
    pr2('bundle', '@good', '--out', '@b.tar');
    const bytes = readFileSync(join(dir, 'b.tar'));
    const at = bytes.indexOf('"verdict":"pass"');
    bytes.write('f', at + 11);
    writeFileSync(join(dir, 'b.tar'), bytes);
    const { code, out } = pr2('verify', '@b.tar');
    assert.equal(code, 1);
    assert.match(out, /FAIL run\.ndjson: was changed/);
    assert.match(out, /does not hold: run\.ndjson/);
  });

  it('refuse a key that is none', () => {
    assert.throws(() => pr2('bundle', '@good', '--key', '@good/pev/run.ndjson'), /is no private key in PEM/);
    assert.throws(() => pr2('bundle', '@good', '--key', '@absent.pem'), /cannot read .*ENOENT/);
  });
});

describe('pr2 diff', () => {
  it('tells what changed, in each format', () => {
    assert.match(pr2('diff', '@good', '@bad').out, /PR2-A-11: pass → fail/);
    assert.match(pr2('diff', '@good', '@bad', '--format', 'md').out, /^## pev/);
    const [pev] = JSON.parse(pr2('diff', '@good', '@bad', '--format', 'json').out) as { role: string }[];
    assert.equal(pev?.role, 'pev');
  });

  it('ends with 1 on a difference only where that is asked for', () => {
    assert.equal(pr2('diff', '@good', '@bad').code, 0);
    assert.equal(pr2('diff', '@good', '@bad', '--exit-code').code, 1);
    assert.equal(pr2('diff', '@good', '@good', '--exit-code').code, 0);
  });
});
