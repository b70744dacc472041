/** Stimuli, network actions, readings and remarks of the log in a reader's words. */
import type { Readings } from '../../schemas';
import type { Act } from '../model/sequence';
import { energyText, number, percentText, powerText } from '../text/figures';
import { cut, visibleLine } from '../text/visible';
import { partyName } from './message-text';
import type { RecordOf } from './run-log';

/** What was done, by whom or to whom. */
export function actText(record: Act): string {
  switch (record.kind) {
    case 'stimulus': {
      const refused = record.refused === undefined ? '' : `, refused by the device: ${record.refused}`;
      return `${partyName(record.device)}: ${record.name}${paramsText(record.params)}${refused}`;
    }
    case 'network': {
      const { kind, ...rest } = record.action;
      return `Network: ${kind}${paramsText(rest)}`;
    }
    case 'restart':
      return `${partyName(record.device)} ${record.phase === 'down' ? 'is taken down' : 'is started again'}`;
    case 'operator': {
      const said = record.text === undefined ? '' : `: ${visibleLine(cut(record.text, 600))}`;
      return `Operator at ${partyName(record.device)}, asked "${record.asked}": ${OPERATOR[record.answer]}${said}`;
    }
    case 'note':
      return `${record.device === undefined ? 'Kit' : partyName(record.device)}: ${cut(record.text, 600)}`;
  }
}

const OPERATOR = {
  done: 'done',
  cannot: 'cannot do it',
  saw: 'saw something else',
  silent: 'no answer',
} as const;

const QUANTITIES: readonly (readonly [string, (value: number) => string])[] = [
  ['powerW', powerText],
  ['slopeWps', (v) => (v === 0 ? '' : `changing by ${powerText(v)}/s`)],
  ['soc', (v) => `SoC ${percentText(v)}`],
  ['exportJ', (v) => `${energyText(v / 3600)} exported`],
  ['importJ', (v) => `${energyText(v / 3600)} imported`],
  ['voltageV', (v) => `${number(v, 1)} V`],
  ['frequencyHz', (v) => `${number(v, 3)} Hz`],
  ['busV', (v) => `bus ${number(v, 1)} V`],
  ['islandVoltageV', (v) => `island ${number(v, 1)} V`],
  ['islandFrequencyHz', (v) => `island ${number(v, 3)} Hz`],
];

/**
 * The quantities that were read, in their usual order.
 * @param whole whether also those that have no words of their own, by their names
 */
export function readingText(readings: Readings, whole: boolean): string {
  const values = new Map<string, unknown>(Object.entries(readings));
  const said = QUANTITIES.flatMap(([name, say]) => {
    const value = values.get(name);
    values.delete(name);
    const text = typeof value === 'number' ? say(value) : '';
    return text === '' ? [] : [text];
  });
  const rest = [...values].map(([name, value]) => `${name} ${plain(value)}`);
  return (whole ? [...said, ...rest] : said).join(', ');
}

function paramsText(params: object): string {
  const said = Object.entries(params).map(([name, value]) => `${name} ${plain(value)}`);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

function plain(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return visibleLine(cut(text, 80));
}

/** `power 4300 W`: what was drawn from the seed. */
export function drawText({ name, value, unit }: RecordOf<'draw'>): string {
  return `${name} ${value}${unit === undefined ? '' : ` ${unit}`}`;
}
