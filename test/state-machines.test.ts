/** The state machines of the specification are what the reference devices do: every step they take is drawn. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { LogRecord } from '../schemas';
import { loadMachines, reaches, type StateMachine } from '../spec/state-machine';
import { newFolder, pr2 } from './run-pr2';

const MACHINES = new Map(loadMachines(join(__dirname, '..')).map((m) => [m.id, m]));

/** Several steps may fall between two readings, all within the instant at which the bench looks. */
const STEPS = 2;

/** Cases that between them lead through discharge, opt-out, charging, restart and island. */
const TAGS: Readonly<Record<string, string>> = {
  pev: '@PR2-A-17 or @PR2-A-22 or @PR2-A-23 or @PR2-A-05 or @PR2-B-08 or @PR2-B-09 or @PR2-X-12',
  utility: '@PR2-A-24 or @PR2-X-13 or @PR2-A-11',
};

test('the PEV steps only where the machine leads, and takes most of its ways', () => {
  const machine = MACHINES.get('pev');
  assert.ok(machine);
  const steps = taken('pev', (record) =>
    record.kind === 'reading' && record.device.includes(':pev:') && typeof record.readings.state === 'string'
      ? [[record.device, record.readings.state]]
      : [],
  );
  assertDrawn(machine, steps, [
    'RAMPING',
    'DISCHARGING',
    'CHARGING',
    'POST_EVENT',
    'ISLAND_SUPPLY',
    'ICE_ASSIST',
  ]);
});

test('an event of the Utility steps only where the machine leads', () => {
  const machine = MACHINES.get('utility-event');
  assert.ok(machine);
  const steps = taken('utility', (record) =>
    record.kind === 'query' && record.what === 'eventStates'
      ? record.records.map((e) => [String(e['eventId']), String(e['state'])] as const)
      : [],
  );
  assertDrawn(machine, steps, []);
});

/** Pairs of states that follow each other in one case, of one subject; the first state follows the initial one. */
function taken(
  role: string,
  states: (record: LogRecord) => (readonly [subject: string, state: string])[],
): Set<string> {
  const out = newFolder();
  const { stderr } = pr2(['run', '--dut', `${role}=reference`, '--tags', TAGS[role] ?? '', '--out', out]);
  const lines = readFileSync(join(out, role, 'run.ndjson'), 'utf8')
    .trimEnd()
    .split('\n');
  assert.ok(lines.length > 100, stderr);
  const pairs = new Set<string>();
  let last = new Map<string, string>();
  for (const line of lines) {
    const record = JSON.parse(line) as LogRecord;
    if (record.kind === 'case') last = new Map();
    for (const [subject, state] of states(record)) {
      const before = last.get(subject);
      if (before !== undefined && before !== state) pairs.add(`${before} ${state}`);
      last.set(subject, state);
    }
  }
  return pairs;
}

function assertDrawn(machine: StateMachine, pairs: ReadonlySet<string>, visited: readonly string[]): void {
  const lost = [...pairs].filter((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return !Object.hasOwn(machine.states, to) || !reaches(machine, from, to, STEPS);
  });
  assert.deepEqual(lost, [], `${machine.id}: steps that are not drawn`);
  const seen = new Set([...pairs].flatMap((p) => p.split(' ')));
  for (const state of visited) assert.ok(seen.has(state), `${state} was never visited`);
}
