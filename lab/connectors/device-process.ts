/** One life of a device's process: its own process group, its lines, its end. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { LINE_LIMIT_BYTES, LineSplitter } from '../rpc/line-splitter';
import { ConnectorError } from './connector';
import { withLastWords } from './last-words';
import { adopt, disown, signalGroup } from './live-groups';
import { quoted } from './quoting';
import { RpcClient, type RpcOptions, type UnaskedReceiver } from './rpc-client';
import type { TextTail } from './text-tail';
import { REAL_TIMERS, type Timers } from './timers';

export interface ProcessOptions extends RpcOptions {
  /** Time from a polite to a forced end, ms. */
  readonly graceMs?: number;
  readonly lineLimitBytes?: number;
}

const GRACE_MS = 2_000;

/** How long a process that closed its standard input may take to end of itself before it is given up, ms. */
const DEAF_MS = 1_000;

/** How long after its end what a process wrote may take to be read, ms. */
const DRAIN_MS = 1_000;

export class DeviceProcess {
  readonly rpc: RpcClient;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly timers: Timers;
  /** Resolves when the process has ended and all it wrote has been read. */
  private readonly over: Promise<void>;
  private readonly callOff: (() => void)[] = [];
  private heldOpen = '';

  /**
   * Starts the command; no shell sees it. A command that cannot be started fails the first call.
   * @param tail takes its standard error
   */
  constructor(
    private readonly words: readonly string[],
    private readonly options: ProcessOptions,
    private readonly tail: TextTail,
    receiver: UnaskedReceiver,
  ) {
    this.timers = options.timers ?? REAL_TIMERS;
    this.child = this.spawn();
    this.rpc = new RpcClient((frame) => this.child.stdin.write(`${frame}\n`), options, receiver);
    adopt(this.child);
    this.listen();
    this.over = this.watch();
  }

  /** Ends the whole group; with SIGTERM it gets a grace before SIGKILL. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { child } = this;
    this.rpc.fail('gone', 'the kit ended the device');
    const { pid } = child;
    if (pid !== undefined && child.exitCode === null && child.signalCode === null) {
      signalGroup(pid, signal);
      child.stdin.end();
      this.later(this.options.graceMs ?? GRACE_MS, () => signalGroup(pid, 'SIGKILL'));
    }
    await this.over;
  }

  private spawn(): ChildProcessWithoutNullStreams {
    const [file = '', ...args] = this.words;
    try {
      return spawn(file, args, { detached: true, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    } catch (error) {
      throw ConnectorError.adapter('unreachable', cannotStart(file, error as NodeJS.ErrnoException));
    }
  }

  private watch(): Promise<void> {
    const { child, rpc } = this;
    child.stdin.on('error', () => {
      this.later(DEAF_MS, () => rpc.fail('gone', `the device closed its standard input ${rpc.waitingFor}`));
    });
    child.on('exit', () => {
      disown(child);
      // A process that left the group could hold the pipes open for ever.
      this.later(DRAIN_MS, () => {
        this.heldOpen = '; a process that it left behind holds its output open';
        child.stdout.destroy();
        child.stderr.destroy();
      });
    });
    return new Promise((resolve) => {
      child.on('error', (error: NodeJS.ErrnoException) => {
        rpc.fail('unreachable', cannotStart(this.words[0] ?? '', error));
        if (child.pid === undefined) resolve();
      });
      child.on('close', (code, signal) => {
        for (const stop of this.callOff) stop();
        const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
        rpc.fail('gone', this.withWords(`the device ended (${how}) ${rpc.waitingFor}${this.heldOpen}`));
        resolve();
      });
    });
  }

  private listen(): void {
    const { child, rpc } = this;
    const limit = this.options.lineLimitBytes ?? LINE_LIMIT_BYTES;
    const splitter = new LineSplitter(limit);
    child.stdout.on('data', (chunk: Buffer) => {
      const { lines, tooLong } = splitter.push(chunk);
      for (const line of lines) this.take(line);
      if (tooLong === undefined) {
        if (rpc.isBroken) child.stdout.destroy(); // it may go on for ever, and nobody listens
        return;
      }
      const start = quoted(tooLong.toString('utf8', 0, 400), 80);
      rpc.fail('malformed', `the device wrote a line of more than ${limit} bytes, which begins ${start}`);
      child.stdout.destroy();
    });
    child.stdout.on('end', () => this.take(splitter.rest()));
    child.stderr.on('data', (chunk: Buffer) => this.tail.push(chunk));
  }

  private take(line: Buffer): void {
    const text = utf8(line);
    if (text === undefined) {
      this.rpc.fail(
        'malformed',
        `the device wrote a line that is not UTF-8: ${quoted(line.toString('utf8'))}`,
      );
    } else if (text.trim() !== '') this.rpc.receive(text);
  }

  private later(ms: number, run: () => void): void {
    this.callOff.push(this.timers.after(ms, run));
  }

  private withWords(sentence: string): string {
    return withLastWords(sentence, this.tail.text());
  }
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function utf8(bytes: Buffer): string | undefined {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function cannotStart(file: string, error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return `cannot start ${quoted(file)}: there is no such command here; check its name and the PATH`;
    case 'EACCES':
      return `cannot start ${quoted(file)}: it may not be executed; check its permissions`;
    default:
      return `cannot start ${quoted(file)}: ${error.code ?? error.message}`;
  }
}
