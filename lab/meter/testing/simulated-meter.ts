/**
 * A SunSpec meter for tests: a small Modbus/TCP server of its own, so that the kit's client is held against another
 * implementation, that shows what a function tells it flows.
 */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { COMMON_LENGTH, COMMON_MODEL, END_MODEL, MARKER, type MeterModel } from '../sunspec';

/** What flows at its terminals: minus is discharge; energies as magnitudes since it was fitted. */
export interface Flowing {
  readonly powerW: number;
  readonly voltageV: number;
  readonly frequencyHz: number;
  readonly exportWh: number;
  readonly importWh: number;
}

export interface MeterOptions {
  readonly model?: MeterModel;
  readonly base?: number;
  /** Exponent of the scale factor of the energies, for the models that have one. */
  readonly energyExponent?: number;
  /** Which way it shows a positive power. */
  readonly positive?: 'import' | 'export';
  /** Models that stand before the meter, by number and length. */
  readonly before?: readonly (readonly [number, number])[];
  /** What goes on the wire in place of an answer. */
  readonly answer?: (request: Buffer, honest: Buffer) => Buffer | undefined;
}

export interface SimulatedMeter {
  /** `modbus://127.0.0.1:PORT`. */
  readonly address: string;
  /** Requests answered so far. */
  readonly requests: () => number;
  /** Hangs up on everybody; who dials again is answered. */
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
}

/** Registers of one model: its points from the first on. */
const LENGTH: Readonly<Record<MeterModel, number>> = { 201: 105, 203: 105, 213: 124 };

export async function simulatedMeter(
  flowing: () => Flowing,
  options: MeterOptions = {},
): Promise<SimulatedMeter> {
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    socket.on('data', (request: Buffer) => {
      requests += 1;
      const honest = answerTo(request, mapOf(flowing(), options), options.base ?? 40_000);
      const answer = options.answer === undefined ? honest : options.answer(request, honest);
      if (answer !== undefined) socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `modbus://127.0.0.1:${port}`,
    requests: () => requests,
    hangUp,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}

/** Header of seven bytes, function 3, then the registers; exception 2 for an address that is not there. */
function answerTo(request: Buffer, map: readonly number[], base: number): Buffer {
  const from = request.readUInt16BE(8) - base;
  const count = request.readUInt16BE(10);
  const there = request[7] === 3 && from >= 0 && from + count <= map.length;
  const body = there ? Buffer.alloc(2 + 2 * count) : Buffer.from([0x83, 2]);
  if (there) {
    body[0] = 3;
    body[1] = 2 * count;
    for (let i = 0; i < count; i += 1) body.writeUInt16BE(map[from + i] ?? 0, 2 + 2 * i);
  }
  const head = Buffer.from(request.subarray(0, 7));
  head.writeUInt16BE(body.length + 1, 4);
  return Buffer.concat([head, body]);
}

function mapOf(flowing: Flowing, { model = 203, before = [], ...options }: MeterOptions): number[] {
  const common = [...text('Example Meters', 16), ...text('EM-3', 16), ...text('', 8), ...text('1.2', 8)];
  return [
    ...MARKER,
    COMMON_MODEL,
    66,
    ...common,
    ...zeros(66 - COMMON_LENGTH),
    ...before.flatMap(([id, length]) => [id, length, ...zeros(length)]),
    model,
    LENGTH[model],
    ...(model === 213 ? floats(flowing, options) : integers(flowing, options)),
    END_MODEL,
    0,
  ];
}

function integers(f: Flowing, { energyExponent = 0, positive = 'import' }: MeterOptions): number[] {
  const r = zeros(LENGTH[203]);
  const sign = positive === 'export' ? -1 : 1;
  r[5] = int16(f.voltageV * 10);
  r[13] = int16(-1);
  r[14] = int16(f.frequencyHz * 100);
  r[15] = int16(-2);
  r[16] = int16(sign * f.powerW);
  r[20] = 0;
  uint32(r, 36, f.exportWh / 10 ** energyExponent);
  uint32(r, 44, f.importWh / 10 ** energyExponent);
  r[52] = int16(energyExponent);
  return r;
}

function floats(f: Flowing, { positive = 'import' }: MeterOptions): number[] {
  const r = zeros(LENGTH[213]);
  float(r, 8, f.voltageV);
  float(r, 24, f.frequencyHz);
  float(r, 26, positive === 'export' ? -f.powerW : f.powerW);
  float(r, 58, f.exportWh);
  float(r, 66, f.importWh);
  return r;
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}

function int16(value: number): number {
  return Math.round(value) & 0xffff;
}

function uint32(r: number[], at: number, value: number): void {
  const whole = Math.floor(value);
  r[at] = Math.floor(whole / 0x1_0000) & 0xffff;
  r[at + 1] = whole & 0xffff;
}

function float(r: number[], at: number, value: number): void {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  r[at] = view.getUint16(0);
  r[at + 1] = view.getUint16(2);
}

function text(words: string, registers: number): number[] {
  const bytes = Buffer.alloc(2 * registers);
  bytes.write(words, 'latin1');
  return Array.from({ length: registers }, (_, i) => bytes.readUInt16BE(2 * i));
}
