/** How a message is called in a report: its number in the catalogue, its name, and what it says in a few words. */
import { MESSAGE_NAMES, MESSAGE_NUMBERS, type MessageName } from '../../schemas';
import { durationText, energyText, percentText, powerText } from '../text/figures';
import { visibleLine } from '../text/visible';
import type { Hop } from './wire';

/** `M11` for `DispatchRequest`; undefined for a name that is not in the catalogue. */
export function numberOf(name: string | undefined): string | undefined {
  return MESSAGE_NAMES.find((n) => n === name) === undefined
    ? undefined
    : MESSAGE_NUMBERS[name as MessageName];
}

/** The first message that a text speaks of, by number (`M15`) or by name; undefined where it speaks of none. */
export function nameIn(text: string): MessageName | undefined {
  for (const [word] of text.matchAll(/\b[A-Z][A-Za-z0-9]+\b/g)) {
    const name = MESSAGE_NAMES.find((n) => n === word || MESSAGE_NUMBERS[n] === word);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** `M11 DispatchRequest`; for what is no message, `not a PR2 message`. */
export function titleOf(hop: Hop): string {
  const number = numberOf(hop.name);
  if (number !== undefined) return `${number} ${hop.name ?? ''}`;
  if (hop.message !== undefined) return `unknown type ${short(hop.message['type'], 40)}`;
  return 'not a PR2 message';
}

type Field = (value: unknown) => string | undefined;

const word: Field = (v) => (typeof v === 'string' ? short(v, 32) : undefined);
const power: Field = (v) =>
  typeof v === 'number' ? powerText(v) : v === undefined ? undefined : short(v, 24);
const energy: Field = (v) => (typeof v === 'number' ? energyText(v) : undefined);
const seconds: Field = (v) => (typeof v === 'number' ? `for ${durationText(v * 1000)}` : undefined);
const soc: Field = (v) => (typeof v === 'number' ? `SoC ${percentText(v)}` : undefined);
const revision: Field = (v) => (typeof v === 'number' && v > 0 ? `rev ${v}` : undefined);

/** The fields that say what a message is about, in the order in which they read well. */
const TELLING: Readonly<Record<string, readonly (readonly [string, Field])[]>> = {
  EnrollmentRecord: [['status', word]],
  EnergySupplyEvent: [
    ['noticeClass', word],
    ['reason', word],
    ['durationS', seconds],
    ['revision', revision],
  ],
  EventResponse: [
    ['decision', word],
    ['code', word],
  ],
  CustomerAlert: [
    ['kind', word],
    ['channel', word],
  ],
  AlertReceipt: [['status', word]],
  AvailabilityReport: [
    ['maxDischargeW', power],
    ['availableEnergyWh', energy],
    ['soc', soc],
  ],
  DispatchRequest: [
    ['dischargePowerW', power],
    ['durationS', seconds],
    ['responseClass', word],
    ['revision', revision],
  ],
  DispatchResponse: [
    ['status', word],
    ['acceptedPowerW', power],
    ['code', word],
    ['revision', revision],
  ],
  DispatchConfirmation: [
    ['state', word],
    ['activePowerW', power],
    ['revision', revision],
  ],
  DispatchUpdate: [
    ['dischargePowerW', power],
    ['revision', revision],
  ],
  ParticipationNotice: [
    ['action', word],
    ['source', word],
  ],
  TerminationNotice: [
    ['reason', word],
    ['registerWh', energy],
  ],
  EventCancel: [['reason', word]],
  EnergyTelemetry: [
    ['activePowerW', power],
    ['exportRegisterWh', energy],
  ],
  EventReport: [
    ['outcome', word],
    ['deliveredWh', energy],
  ],
  SettlementStatement: [['deliveredWh', energy]],
  IsolationStatus: [['position', word]],
  GridStatus: [['state', word]],
  EmergencyGenerationRequest: [['maxW', power]],
  EmergencyGenerationResponse: [
    ['status', word],
    ['code', word],
  ],
  EmergencyGenerationStatus: [
    ['state', word],
    ['W', power],
  ],
  GenerationStop: [['reason', word]],
  Receipt: [
    ['status', word],
    ['code', word],
  ],
};

/** What the message says, in a few words: `ACCEPTED`, `5 kW for 2 h FAST`. */
export function gistOf(hop: Hop): string {
  if (hop.message === undefined) return short(hop.raw ?? '', 40);
  return (TELLING[hop.name ?? ''] ?? [])
    .map(([field, say]) => say(hop.data[field]))
    .filter((said) => said !== undefined)
    .join(' ');
}

/** `PEV p1` for `urn:pr2:pev:p1`; a long name is cut in its middle. */
export function partyName(urn: string): string {
  const [, , role = '', ...id] = urn.split(':');
  const names: Readonly<Record<string, string>> = {
    pev: 'PEV',
    esci: 'ESCI',
    utility: 'Utility',
    customer: 'Customer',
    channel: 'Channel',
    kit: 'Kit',
  };
  const name = names[role];
  return name === undefined ? short(urn, 40) : `${name} ${shortInside(visibleLine(id.join(':')), 28)}`;
}

/** Cut in the middle: long names of one kind often differ at their ends alone. */
function shortInside(text: string, limit: number): string {
  const points = Array.from(text);
  if (points.length <= limit) return text;
  const kept = limit - 1;
  return `${points.slice(0, Math.ceil(kept / 2)).join('')}…${points.slice(-Math.floor(kept / 2)).join('')}`;
}

function short(value: unknown, limit: number): string {
  const text = visibleLine(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const points = Array.from(text);
  return points.length <= limit ? text : `${points.slice(0, limit - 1).join('')}…`;
}
