/** A reference device on standard input and output. */
import type { Readable, Writable } from 'node:stream';
import type { Device } from '../../reference-impl/device';
import { LineSplitter } from './line-splitter';
import type { MakeDevice, Say } from './on-wall-clock';
import { RpcServer } from './rpc-server';
import { FileStorage, type Storage } from './storage';

export interface StdioStreams {
  readonly input: Readable;
  readonly output: Writable;
  /** For what goes wrong inside the device. */
  readonly complaints?: Writable;
}

/**
 * Serves the device until the input ends, or until the output has no reader any more.
 * A line over the limit ends it too: what follows could not be told from the line's rest.
 */
export function serveStdio(
  device: Device | MakeDevice,
  streams: StdioStreams,
  storage: Storage = new FileStorage(),
): Promise<void> {
  const { input, output, complaints } = streams;
  const write = (frames: readonly string[]): void => {
    if (frames.length > 0) output.write(frames.map((frame) => `${frame}\n`).join(''));
  };
  const say: Say = (unasked) => write(server.unasked(unasked));
  const served = typeof device === 'function' ? device(say) : device;
  const server = new RpcServer(served, storage, (error) => {
    complaints?.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  });
  const splitter = new LineSplitter();
  return new Promise((resolve) => {
    const take = (lines: readonly Buffer[]): void => {
      const frames = lines
        .map((line) => line.toString('utf8'))
        .filter((text) => text.trim() !== '')
        .flatMap((text) => server.frames(text));
      write(frames);
    };
    input.on('data', (chunk: Buffer) => {
      const { lines, tooLong } = splitter.push(chunk);
      take(lines);
      if (tooLong === undefined) return;
      complaints?.write('a line is longer than the lab protocol allows\n');
      input.destroy();
      resolve();
    });
    input.on('end', () => {
      take([splitter.rest()]);
      resolve();
    });
    output.on('error', () => {
      input.destroy();
      resolve();
    });
  });
}
