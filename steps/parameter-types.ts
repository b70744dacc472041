/** The quantities and names of the features. */
import { defineParameterType } from '@cucumber/cucumber';
import { MESSAGE_NAMES } from '../schemas';

const NUMBER = String.raw`\d+(?:\.\d+)?`;
const SCALE: Readonly<Record<string, number>> = { W: 1, kW: 1000, Wh: 1, kWh: 1000 };
const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** `5 kW`, `5256 W`: watts. */
defineParameterType({ name: 'power', regexp: new RegExp(`${NUMBER} k?W(?!h)`), transformer: scaled });

/** `10 kWh`, `1 Wh`: watt-hours. */
defineParameterType({ name: 'energy', regexp: new RegExp(`${NUMBER} k?Wh`), transformer: scaled });

/** `2 hours`, `90 seconds`, `1 minute`, `500 milliseconds`, `24 hours and 1 second`: milliseconds. */
defineParameterType({
  name: 'duration',
  regexp: new RegExp(
    `${NUMBER} (?:millisecond|second|minute|hour|day)s?(?: and ${NUMBER} (?:millisecond|second|minute|hour)s?)?`,
  ),
  transformer: durationMs,
});

/** `18:00`: minutes of the UTC day. */
defineParameterType({
  name: 'clock',
  regexp: /\d\d:\d\d/,
  transformer: (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)),
});

/** `30 %`, `-10.1 %`: the number. */
defineParameterType({
  name: 'percent',
  regexp: new RegExp(`-?${NUMBER} ?%`),
  transformer: (text: string) => Number.parseFloat(text),
});

/** `50.2 Hz`, `-0.31 Hz`, `240 V`, `20 A`: the number. */
defineParameterType({
  name: 'hertz',
  regexp: new RegExp(`-?${NUMBER} Hz`),
  transformer: (text: string) => Number.parseFloat(text),
});
defineParameterType({
  name: 'volt',
  regexp: new RegExp(`${NUMBER} V`),
  transformer: (text: string) => Number.parseFloat(text),
});
defineParameterType({
  name: 'ampere',
  regexp: new RegExp(`${NUMBER} A`),
  transformer: (text: string) => Number.parseFloat(text),
});

/** `PEV`, `ESCI`, `utility`. */
defineParameterType({
  name: 'role',
  regexp: /PEV|ESCI|utility/,
  transformer: (text: string) => text.toLowerCase(),
});

/** `E_ENERGY_EXCEEDS_AVAILABLE`. */
defineParameterType({ name: 'code', regexp: /E_[A-Z_]+/, transformer: (text: string) => text });

/** `DispatchRequest`: a message of the catalogue by its name. */
defineParameterType({
  name: 'message',
  regexp: new RegExp(MESSAGE_NAMES.join('|')),
  transformer: (text: string) => text,
});

/** A response class. */
defineParameterType({
  name: 'class',
  regexp: /REGULATION|FAST|EMERGENCY|RESERVE|SCHEDULED/,
  transformer: (text: string) => text,
});

function scaled(text: string): number {
  const [number = '', unit = ''] = text.split(' ');
  return Math.round(Number(number) * (SCALE[unit] ?? NaN));
}

/** `2 hours`, or `1 minute and 30 seconds`, in ms. */
export function durationMs(text: string): number {
  return text.split(' and ').reduce((sum, part) => {
    const [number = '', unit = ''] = part.split(' ');
    const name = unit.replace(/s$/, '');
    return sum + Math.round(Number(number) * (name === 'millisecond' ? 1 : (SECONDS[name] ?? NaN) * 1000));
  }, 0);
}
