/** What a user writes after `--meter`: where the meter is, and which way round it counts. */
export interface MeterAddress {
  readonly host: string;
  readonly port: number;
  /** Modbus unit, 1 where none is named. */
  readonly unit: number;
  /** Which way a positive power flows, as the meter shows it. */
  readonly positive: 'import' | 'export';
  /** It is mounted the other way round: what it calls export is import. */
  readonly reversed: boolean;
  /** As it was written. */
  readonly text: string;
}

/** IANA's port of Modbus/TCP. */
const MODBUS_PORT = 502;

/** Most that the eight bits of a unit identifier hold (Modbus Messaging on TCP/IP, section 3.1.3). */
const MOST_UNITS = 255;

/**
 * Reads `modbus://HOST:PORT/UNIT`, with `?positive=export` and `?reversed=yes` behind it.
 * @returns the address, or a usage error of one sentence
 */
export function meterAddress(text: string): MeterAddress | { readonly problem: string } {
  const problem = (what: string): { problem: string } => ({ problem: `--meter ${text}: ${what}` });
  if (!/^modbus:\/\//i.test(text) || !URL.canParse(text))
    return problem('this is no address of a meter; write modbus://HOST:PORT or modbus://HOST:PORT/UNIT');
  const url = new URL(text);
  if (url.hostname === '') return problem('no host is named; write modbus://HOST:PORT');
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    return problem('Modbus knows neither names and passwords nor a part after #; leave them out');
  const [, unitText = '1'] = /^\/(\d{1,3})?$/.exec(url.pathname === '' ? '/' : url.pathname) ?? [];
  if (url.pathname.length > 1 && !/^\/\d{1,3}$/.test(url.pathname))
    return problem(`"${url.pathname.slice(1)}" is no Modbus unit; write a number up to ${MOST_UNITS}`);
  const unit = Number(unitText);
  if (unit > MOST_UNITS) return problem(`there is no Modbus unit ${unit}; the last is ${MOST_UNITS}`);
  const options = new Map(url.searchParams);
  const positive = options.get('positive') ?? 'import';
  const reversed = options.get('reversed') ?? 'no';
  const stray = [...options.keys()].find((name) => name !== 'positive' && name !== 'reversed');
  if (stray !== undefined) return problem(`${stray} is not known; there are positive and reversed`);
  if (positive !== 'import' && positive !== 'export')
    return problem('positive is import or export: which way a positive power flows');
  if (reversed !== 'yes' && reversed !== 'no')
    return problem('reversed is yes or no: whether the meter is mounted the other way round');
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? MODBUS_PORT : Number(url.port),
    unit,
    positive,
    reversed: reversed === 'yes',
    text,
  };
}
