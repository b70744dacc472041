/** Runs the built pr2 command as its users do, and reads what it leaves. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../schemas';

const ROOT = join(__dirname, '..');
const MAIN = join(ROOT, 'dist', 'cli', 'main.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function pr2(args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
  return pr2In(tmpdir(), args, env);
}

export function pr2In(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
  const run = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    cwd,
  });
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'pr2-test-'));
}

/** A reference device with a named fault, behind a pipe. */
export function execFaulty(fault: string): string {
  const [role = ''] = fault.split('/');
  return `${execReference(role)} --fault ${fault}`;
}

export function execReference(role: string): string {
  return `${role}=exec:${process.execPath} ${quoted(MAIN)} device ${role} --stdio`;
}

export function execScript(role: string, script: string): string {
  return `${role}=exec:${process.execPath} ${quoted(join(ROOT, 'test/devices', script))}`;
}

export function reportOf(out: string, role: string): Report {
  return JSON.parse(readFileSync(join(out, role, 'report.json'), 'utf8')) as Report;
}

export function failedRequirements(report: Report): string[] {
  return report.requirements.filter((r) => r.verdict === 'fail').map((r) => r.id);
}

function quoted(path: string): string {
  return `"${path}"`;
}
