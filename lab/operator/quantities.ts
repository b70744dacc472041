/** Readings that a person can take: their names in words, their units, and what a typed text means. */
import type { IxitOperatorReadings, Readings } from '../../schemas';
import type { Typed } from './operator';

export type ReadByHand = keyof IxitOperatorReadings;

interface Quantity extends Omit<Typed, 'problemOf'> {
  readonly least?: number;
  readonly most?: number;
}

const YES_NO = ['yes', 'no'];

/** Ranges: those of the readings of the lab protocol. */
const QUANTITIES: Readonly<Record<ReadByHand, Quantity>> = {
  soc: { what: 'the state of charge', unit: '%', choices: [], least: 0, most: 100 },
  fuelPct: { what: 'the fuel left', unit: '%', choices: [], least: 0, most: 100 },
  voltageV: {
    what: 'the voltage at the terminals, on the side of the grid',
    unit: 'V',
    choices: [],
    least: 0,
    most: 1500,
  },
  frequencyHz: {
    what: 'the frequency on the side of the grid',
    unit: 'Hz',
    choices: [],
    least: 0,
    most: 100,
  },
  busV: { what: 'the voltage on the side of the premises', unit: 'V', choices: [], least: 0, most: 1500 },
  contactor: { what: 'whether the contactor is open or closed', unit: '', choices: ['OPEN', 'CLOSED'] },
  plug: { what: 'whether the connector is in or out', unit: '', choices: ['IN', 'OUT'] },
  mode: {
    what: 'whether the inverter is idle, follows the grid or forms one of its own',
    unit: '',
    choices: ['idle', 'following', 'forming'],
  },
  switchPosition: {
    what: 'the position of the isolation switch',
    unit: '',
    choices: ['OPEN', 'CLOSED', 'UNKNOWN'],
  },
  gridPresent: { what: 'whether the side of the grid is live', unit: '', choices: YES_NO },
  iceRunning: { what: 'whether the combustion engine runs', unit: '', choices: YES_NO },
};

/** What is asked for where a person reads a quantity. */
export function typedFor(name: ReadByHand): Typed {
  const { what, unit, choices } = QUANTITIES[name];
  return {
    what,
    unit,
    choices,
    problemOf: (text) => {
      const read = readAs(name, text);
      return 'problem' in read ? read.problem : undefined;
    },
  };
}

/** A typed text as a reading, or why it is none. A decimal comma is taken as a point. */
export function readAs(
  name: ReadByHand,
  text: string,
): { value: Readings[ReadByHand] } | { problem: string } {
  const { choices, least = -Infinity, most = Infinity, unit } = QUANTITIES[name];
  const said = text.trim();
  if (choices.length > 0) {
    const chosen = choices.find((c) => c.toLowerCase() === said.toLowerCase());
    if (chosen === undefined) return { problem: `"${said.slice(0, 40)}" is none of ${choices.join(', ')}` };
    return { value: choices === YES_NO ? chosen === 'yes' : (chosen as Readings[ReadByHand]) };
  }
  const number = said === '' ? NaN : Number(said.replace(',', '.'));
  return number >= least && number <= most
    ? { value: number }
    : { problem: `"${said.slice(0, 40)}" is no number from ${least} to ${most} ${unit}` };
}
