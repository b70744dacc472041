/** The quantities and names of the features. */
import { defineParameterType } from '@cucumber/cucumber';
import { MESSAGE_NAMES } from '../schemas';
import { DURATION, ENERGY, NUMBER, POWER, STATE_OF_CHARGE } from '../lab/session/quantities';
import { defineQuantity } from './quantities';

/** `5 kW`, `5256 W`, `some power between 3 kW and 6 kW`, `that power`: watts. */
defineQuantity('power', POWER);

/** `10 kWh`, `1 Wh`, `some energy between 8 kWh and 12 kWh`, `that energy`: watt-hours. */
defineQuantity('energy', ENERGY);

/**
 * `2 hours`, `90 seconds`, `1 minute`, `500 milliseconds`, `24 hours and 1 second`,
 * `some duration between 40 minutes and 1 hour`, `that duration`: milliseconds.
 */
defineQuantity(
  'duration',
  DURATION,
  `${NUMBER} (?:millisecond|second|minute|hour|day)s?(?: and ${NUMBER} (?:millisecond|second|minute|hour)s?)?`,
);

/** `18:00`: minutes of the UTC day. */
defineParameterType({
  name: 'clock',
  regexp: /\d\d:\d\d/,
  transformer: (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)),
});

/** `30 %`, `-10.1 %`, `some SoC between 60 % and 80 %`, `that SoC`: the number. */
defineQuantity('percent', STATE_OF_CHARGE, `-?${NUMBER} ?%`);

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

/** `first`, `second`: which of two, from 0. */
defineParameterType({
  name: 'nth',
  regexp: /first|second/,
  transformer: (text: string) => (text === 'first' ? 0 : 1),
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
