/** Stimuli in a person's words: what to do, and its particulars with their units. */
import type { StimulusName } from '../../schemas';
import { durationText, energyText, instantText, powerText } from '../checks/texts';

export interface Instruction {
  readonly text: string;
  readonly details: readonly (readonly [string, string])[];
}

type Params = Readonly<Record<string, unknown>>;

const DEEDS: Readonly<Record<StimulusName, (p: Params) => string>> = {
  'plug-in': () => 'Plug the vehicle in.',
  unplug: () => 'Pull the cable out of the vehicle.',
  unlock: () => 'Unlock the connector, and leave it in.',
  bounce: (p) => `Break the connection for ${valueText('ms', p['ms'])}, as a bad contact does.`,
  'opt-out': (p) => `Opt out of the event ${word(p, 'eventId')}${place(p)}.`,
  'opt-in': (p) => `Opt in again to the event ${word(p, 'eventId')}${place(p)}.`,
  override: (p) => `Override the event ${word(p, 'eventId')}${place(p)} with the limits below.`,
  'user-stop': () => 'Press stop at the vehicle.',
  'set-preference': () => 'Enter the preferences below, as the customer does.',
  attest: (p) =>
    `Attest that the switch ${word(p, 'switchId')} is ${word(p, 'statement')}, as the device asks you to.`,
  'set-soc': (p) => `Bring the battery to a state of charge of ${valueText('soc', p['soc'])}.`,
  drive: (p) => `Take ${valueText('energyWh', p['energyWh'])} out of the battery, as a drive does.`,
  derate: (p) => `Limit the power of the ${word(p, 'element')} to ${valueText('maxW', p['maxW'])}.`,
  departure: () => 'Enter the departure below.',
  'power-fault': (p) => `Bring about a fault of the power electronics: ${word(p, 'kind')}.`,
  'clear-fault': () => 'Clear the fault.',
  grid: () => 'Set the grid at the terminals as below.',
  load: (p) => `Set the load at the premises to ${valueText('W', p['W'])}.`,
  sync: () => 'Set how far island and grid are apart, as below.',
  'switch-fault': (p) => `Bring about a fault of the isolation switch: ${word(p, 'kind')}.`,
  'switch-manual': (p) => `Bring the isolation switch by hand into the position ${word(p, 'position')}.`,
  commissioning: () => 'Put the commissioning record into the state below.',
  'matched-load': (p) =>
    p['on'] === true
      ? 'Match the load at the premises to what the PEV gives.'
      : 'Take the matched load away again.',
  ice: () => 'Bring the combustion engine and its surroundings into the state below.',
  'meter-fault': (p) => `Bring about a fault of the meter: ${word(p, 'kind')}.`,
  'create-event': (p) => `Create the event ${word(p, 'eventId')} as below.`,
  'change-event': (p) => `Change the event ${word(p, 'eventId')} as below.`,
  'cancel-event': (p) => `Cancel the event ${word(p, 'eventId')}.`,
  'change-request': (p) =>
    `Change the power requested under the event ${word(p, 'eventId')} to ${valueText('dischargePowerW', p['dischargePowerW'])}.`,
  'ask-availability': (p) => `Ask the vehicle ${word(p, 'pevId')} what it has available.`,
  enroll: () => 'Enroll the vehicle as below.',
  'revoke-enrollment': (p) =>
    `Set the enrollment of the vehicle ${word(p, 'pevId')} to ${word(p, 'status')}.`,
  'clock-step': (p) => `Put the clock of the device on by ${valueText('deltaMs', p['deltaMs'])}.`,
  'secret-canary': () => 'Enter the text below where the product keeps what it must tell nobody.',
  'disk-full': () => 'Fill the storage of the device.',
};

/** What a person is to do for a stimulus. Total: a parameter that is missing is named as not given. */
export function instructionFor(name: StimulusName, params: object): Instruction {
  const p = params as Params;
  return { text: DEEDS[name](p), details: detailsOf(p, '') };
}

function detailsOf(params: Params, within: string): (readonly [string, string])[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const whole = within === '' ? name : `${within}.${name}`;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? detailsOf(value as Params, whole)
      : [[whole, valueText(name, value)] as const];
  });
}

/** A value with the unit that its name ends in. */
function valueText(name: string, value: unknown): string {
  if (value === null) return 'none';
  if (value === undefined) return 'not given';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value);
  if (name === 'at') return instantText(value);
  const [, ending = ''] = /(Wh|Ms|Pct|Pu|Hz|Deg|W|A|V|S)$/.exec(name) ?? [];
  if (name === 'ms' || ending === 'Ms') return durationText(value);
  return (UNITS[name] ?? UNITS[ending])?.(value) ?? String(value);
}

const UNITS: Readonly<Record<string, (value: number) => string>> = {
  W: powerText,
  Wh: energyText,
  S: (v) => durationText(v * 1000),
  A: (v) => `${v} A`,
  V: (v) => `${v} V`,
  Hz: (v) => `${v} Hz`,
  df: (v) => `${v} Hz`,
  Deg: (v) => `${v}°`,
  Pct: (v) => `${v} %`,
  Pu: (v) => `${v} of nominal`,
  soc: (v) => `${v} %`,
  socFloor: (v) => `${v} %`,
};

function word(p: Params, name: string): string {
  return valueText(name, p[name]);
}

function place(p: Params): string {
  const source = p['source'];
  if (source === undefined) return '';
  return source === 'HMI' ? " at the vehicle's panel" : ` by ${word(p, 'source')}`;
}
