/** State machines of the specification as data: `schemas/state-machines/*.yaml`, read and held against itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface MachineState {
  /** Column and row in the drawing. */
  readonly at: readonly [number, number];
  readonly about: string;
  readonly initial?: boolean;
  /** Never left again. */
  readonly final?: boolean;
}

export interface Transition {
  /** Absent where it leads on from every state that is not final. */
  readonly from?: string;
  readonly to: string;
  readonly on: string;
  readonly requirements: readonly string[];
}

export interface StateMachine {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly states: Readonly<Record<string, MachineState>>;
  readonly transitions: readonly (Transition & { readonly from: string })[];
  readonly anywhere: readonly Transition[];
  readonly never: readonly { readonly text: string; readonly requirements: readonly string[] }[];
}

const ORDER = ['pev', 'esci-session', 'esci-island', 'utility-event', 'utility-target'];

/** All machines, PEV first. @throws Error where a transition names a state that the machine does not have */
export function loadMachines(root: string): StateMachine[] {
  const dir = join(root, 'schemas', 'state-machines');
  const machines = readdirSync(dir)
    .filter((f) => f.endsWith('.yaml'))
    .map((f) => parse(readFileSync(join(dir, f), 'utf8')) as StateMachine);
  for (const m of machines) {
    const lost = [...m.transitions, ...m.anywhere]
      .flatMap((t) => [t.from, t.to])
      .find((name) => name !== undefined && !Object.hasOwn(m.states, name));
    if (lost !== undefined) throw new Error(`the state machine ${m.id} has no state ${lost}`);
  }
  return machines.toSorted((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id));
}

/** Whether `to` can follow `from` in at most so many steps; a final state is never left. */
export function reaches(machine: StateMachine, from: string, to: string, steps: number): boolean {
  let here = new Set([from]);
  for (let i = 0; i < steps; i += 1) {
    const next = new Set([...here].flatMap((state) => nextOf(machine, state)));
    if (next.has(to)) return true;
    here = next;
  }
  return false;
}

function nextOf(machine: StateMachine, state: string): string[] {
  if (machine.states[state]?.final === true) return [];
  const own = machine.transitions.filter((t) => t.from === state).map((t) => t.to);
  return [...own, ...machine.anywhere.map((t) => t.to)];
}
