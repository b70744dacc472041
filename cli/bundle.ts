/** `pr2 bundle` and `pr2 verify`: a run in one signed file, and whether such a file holds. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { renderAll } from '../reports';
import { bundle } from '../reports/bundle/bundle';
import { verifyBundle } from '../reports/bundle/verify';
import { logLines, runsIn } from './found-runs';
import { UsageError } from './usage-error';

interface BundleOptions {
  key?: string;
  redact?: boolean;
  strict?: boolean;
  out?: string;
}

export function addBundleCommand(program: Command): void {
  program
    .command('bundle')
    .description(
      'pack log, declarations and reports of a run into one file, with a signed statement over them',
    )
    .argument('<rundir>', 'a folder with a run.ndjson, or one with folders pev, esci, utility')
    .option(
      '--key <file>',
      'Ed25519 private key in PEM (openssl genpkey -algorithm ed25519); without it nothing is signed',
    )
    .option('--redact', 'replace the ids of vehicles, customers and places, the same by the same')
    .option('--strict', 'as the run was made with --strict')
    .option('--out <file>', 'the file to write; by default pr2-ROLE.bundle.tar in the folder of the run')
    .action((path: string, options: BundleOptions) => pack(path, options));
}

export function addVerifyCommand(program: Command, version: string): void {
  program
    .command('verify')
    .description('say what holds of a bundle and what does not, offline')
    .argument('<file>', 'a bundle')
    .option('--key <file>', 'Ed25519 public key in PEM of whoever must have signed it')
    .action((file: string, options: { key?: string }) => {
      process.exitCode = verify(file, options.key, version);
    });
}

function pack(path: string, { key, redact, strict, out }: BundleOptions): void {
  const runs = runsIn(path);
  if (out !== undefined && runs.length > 1) {
    throw new UsageError(
      `${path} holds ${runs.length} runs and --out names one file; name the folder of one run`,
    );
  }
  const signer = key === undefined ? undefined : ed25519(key, createPrivateKey);
  for (const { dir, role } of runs) {
    const packed = bundle(logLines(dir), renderAll, {
      role,
      strict: strict === true,
      redact: redact === true,
      ...(signer === undefined ? {} : { key: signer }),
    });
    const file = out ?? join(dir, `pr2-${role}.bundle.tar`);
    writeFile(file, packed);
    process.stdout.write(`${file}${signer === undefined ? ' (not signed: no --key)' : ''}\n`);
  }
}

/** 0 where everything holds, 1 where something does not. */
function verify(file: string, key: string | undefined, version: string): number {
  const expected = key === undefined ? undefined : ed25519(key, createPublicKey);
  const findings = verifyBundle(readFile(file), {
    views: renderAll,
    version,
    ...(expected === undefined ? {} : { key: expected }),
  });
  const broken = findings.filter((f) => !f.holds);
  for (const { part, holds, text } of findings)
    process.stdout.write(`${holds ? 'ok  ' : 'FAIL'} ${part}: ${text}\n`);
  process.stdout.write(
    broken.length === 0
      ? `${file} holds\n`
      : `${file} does not hold: ${[...new Set(broken.map((f) => f.part))].join(', ')}\n`,
  );
  return broken.length === 0 ? 0 : 1;
}

function ed25519(file: string, read: (pem: Buffer) => KeyObject): KeyObject {
  const pem = readFile(file);
  let key: KeyObject;
  try {
    key = read(pem);
  } catch {
    throw new UsageError(`${file} is no ${read === createPrivateKey ? 'private' : 'public'} key in PEM`);
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new UsageError(`${file} is a key of type ${key.asymmetricKeyType ?? 'unknown'}, not ed25519`);
  return key;
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

function writeFile(file: string, content: Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}
