/** A SunSpec meter on Modbus/TCP: finding it, reading it, and a sentence for everything that can go wrong. */
import { Socket } from 'node:net';
import { client } from 'jsmodbus';
import type { Identity } from '../../schemas';
import { REAL_TIMERS, type Timers } from '../connectors/timers';
import { MeterError, type Meter, type Metered } from './meter';
import type { MeterAddress } from './meter-address';
import {
  BASES,
  COMMON_LENGTH,
  COMMON_MODEL,
  END_MODEL,
  identityOf,
  isMeterModel,
  MARKER,
  metered,
  READ_LENGTH,
  type MeterModel,
} from './sunspec';

export interface MeterLimits {
  /** Longest time for a connection, for finding the meter, and for one answer, ms. */
  readonly answerMs: number;
  readonly timers?: Timers;
}

/** More models than any device has: a map that does not end is none. */
const MOST_MODELS = 64;

/** The library wants a limit of its own, ms. */
const LONGEST_MS = 86_400_000;

/** So often in a row a lost meter is looked for in vain before it is given up. */
const MOST_FAILURES = 3;

interface Line {
  readonly socket: Socket;
  readonly modbus: InstanceType<typeof client.TCP>;
  readonly identity: Identity;
  readonly model: MeterModel;
  /** Address of the first point of the model. */
  readonly start: number;
}

export class ModbusMeter implements Meter {
  private line: Line | undefined;
  private failures = 0;
  private last: Metered | undefined;

  constructor(
    private readonly address: MeterAddress,
    private readonly limits: MeterLimits = { answerMs: 5_000 },
  ) {}

  async open(): Promise<Identity> {
    const line = await this.reached();
    const first = await this.read();
    if (first.powerW === undefined)
      throw failed(`${named(line.identity)} gives no total power (point W); it cannot be a witness`);
    return line.identity;
  }

  async read(): Promise<Metered> {
    const { socket, modbus, model, start, identity } = await this.reached();
    let registers: readonly number[];
    try {
      registers = await this.inTime(socket, registersAt(modbus, start, READ_LENGTH[model]));
    } catch (error) {
      await this.close();
      throw failed(`${named(identity)} was lost: ${reasonOf(error)}`);
    }
    const now = metered(model, registers, this.address);
    if (contradictory(this.last, now))
      throw failed(
        `${named(identity)} counts ${energyWay(this.last, now)} while it shows a power the other way; write ?positive=${this.address.positive === 'import' ? 'export' : 'import'} behind its address`,
      );
    this.last = now;
    return now;
  }

  async close(): Promise<void> {
    this.line?.socket.destroy();
    this.line = undefined;
  }

  private async reached(): Promise<Line> {
    if (this.line !== undefined) return this.line;
    if (this.failures >= MOST_FAILURES)
      throw failed(`it did not come back ${MOST_FAILURES} times in a row, and is not looked for again`);
    try {
      this.line = await this.dial();
    } catch (error) {
      this.failures += 1;
      throw error instanceof MeterError ? error : failed(reasonOf(error));
    }
    this.failures = 0;
    return this.line;
  }

  private async dial(): Promise<Line> {
    const { host, port, unit } = this.address;
    const socket = new Socket();
    const modbus = new client.TCP(socket, unit, LONGEST_MS); // the kit's own limit comes before
    socket.on('error', () => undefined); // it says so again by closing
    socket.once('close', () => {
      if (this.line?.socket === socket) this.line = undefined;
    });
    try {
      await this.inTime(socket, connected(socket, host, port));
      socket.setNoDelay(true);
      return { socket, modbus, ...(await this.inTime(socket, this.found(modbus))) };
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  /** Looks for the map and walks along its models to the meter. */
  private async found(modbus: Line['modbus']): Promise<Pick<Line, 'identity' | 'model' | 'start'>> {
    const base = await this.baseOf(modbus);
    let identity = identityOf([]);
    const seen: number[] = [];
    let at = base + MARKER.length;
    for (let i = 0; i < MOST_MODELS; i += 1) {
      const [model = END_MODEL, length = 0] = await registersAt(modbus, at, 2);
      if (model === END_MODEL) break;
      const start = at + 2;
      if (model === COMMON_MODEL && length >= COMMON_LENGTH)
        identity = identityOf(await registersAt(modbus, start, COMMON_LENGTH));
      if (isMeterModel(model)) {
        if (length < READ_LENGTH[model])
          throw failed(`its model ${model} has only ${length} registers; it is no SunSpec meter`);
        return { identity, model, start };
      }
      seen.push(model);
      at = start + length;
    }
    throw failed(
      `it has the SunSpec models ${seen.join(', ') || 'none'}, and no meter among them; a meter is 201, 203 or 213`,
    );
  }

  private async baseOf(modbus: Line['modbus']): Promise<number> {
    for (const base of BASES) {
      try {
        const [high, low] = await registersAt(modbus, base, MARKER.length);
        if (high === MARKER[0] && low === MARKER[1]) return base;
      } catch (error) {
        // An address that a device does not have is answered with an exception; another may be the right one.
        if (!isException(error)) throw error;
      }
    }
    throw failed(
      `nothing there is marked SunS at ${BASES.join(', ')}; is it a SunSpec device, and unit ${this.address.unit} the meter?`,
    );
  }

  /** What takes longer than an answer may is over, and the line with it. */
  private async inTime<T>(socket: Socket, work: Promise<T>): Promise<T> {
    const { answerMs, timers = REAL_TIMERS } = this.limits;
    return new Promise((resolve, reject) => {
      const callOff = timers.after(answerMs, () => {
        reject(new Error(`it did not answer within ${answerMs / 1000} s`));
        socket.destroy();
      });
      work.then(resolve, reject).finally(callOff);
    });
  }
}

/** Without the address: what a run log holds is the same wherever the meter is. */
function failed(what: string): MeterError {
  return new MeterError(`the meter: ${what}`);
}

async function registersAt(modbus: Line['modbus'], at: number, count: number): Promise<readonly number[]> {
  const { response } = await modbus.readHoldingRegisters(at, count);
  const registers = [...response.body.valuesAsArray];
  if (registers.length !== count)
    throw new Error(`it answered ${registers.length} registers where ${count} were asked for`);
  return registers;
}

function connected(socket: Socket, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
    socket.connect(port, host);
  });
}

/** Its registers say one way, its power the other, over a stretch long enough to be no rounding. */
function contradictory(before: Metered | undefined, now: Metered): boolean {
  const way = energyWay(before, now);
  const powers = [before?.powerW ?? 0, now.powerW ?? 0];
  return (
    (way === 'export' && powers.every((w) => w > CLEAR_W)) ||
    (way === 'import' && powers.every((w) => w < -CLEAR_W))
  );
}

/** A power and an energy that no rounding of a meter makes up. */
const CLEAR_W = 100;
const CLEAR_J = 2 * 3600;

function energyWay(before: Metered | undefined, now: Metered): 'export' | 'import' | undefined {
  const grew = (name: 'exportJ' | 'importJ'): number => (now[name] ?? 0) - (before?.[name] ?? now[name] ?? 0);
  const [exported, imported] = [grew('exportJ'), grew('importJ')];
  if (exported >= CLEAR_J && imported === 0) return 'export';
  return imported >= CLEAR_J && exported === 0 ? 'import' : undefined;
}

function named({ vendor, product }: Identity): string {
  return `${vendor} ${product}`;
}

function isException(error: unknown): boolean {
  return (error as { err?: unknown }).err === 'ModbusException';
}

/** From what the library and the socket say to a user's words. */
function reasonOf(error: unknown): string {
  const { err, code, message } = error as { err?: string; code?: string; message?: string };
  switch (err ?? code) {
    case 'Offline':
      return 'it closed the connection';
    case 'ECONNREFUSED':
      return 'nothing listens there; is the port right, and Modbus/TCP switched on?';
    case 'ENOTFOUND':
      return 'there is no such host';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'there is no way to it from here';
    default:
      return message ?? String(error);
  }
}
