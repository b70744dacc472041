/**
 * The operator at a page that the kit serves, on this machine only and under an address that nobody can guess. What
 * comes in is as hostile as what a device sends: it is checked before it is an answer.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WallClock } from '../connectors/timers';
import { LONGEST_TEXT, type Answer, type Operator, type Question } from './operator';
import { operatorPage, pagePolicy } from './page';

const HOST = '127.0.0.1';

/** Most that an answer may be, bytes: the longest text, in characters of up to six bytes, and its frame. */
const MOST_BYTES = 6 * LONGEST_TEXT + 1_000;

interface Open {
  readonly n: number;
  readonly question: Question;
  readonly endsMs: number;
  readonly settle: (answer: Answer) => void;
}

export class PageOperator implements Operator {
  private readonly token = randomBytes(18).toString('base64url');
  private readonly listeners = new Set<ServerResponse>();
  private readonly server: Server;
  private open: Open | undefined;
  private asked = 0;
  private gone = false;

  private constructor(private readonly clock: WallClock) {
    this.server = createServer((request, response) => this.serve(request, response));
  }

  /**
   * @param port 0 takes a free one
   * @throws the system's error, such as EADDRINUSE
   */
  static async listen(port: number, clock: WallClock): Promise<PageOperator> {
    const operator = new PageOperator(clock);
    await new Promise<void>((resolve, reject) => {
      operator.server.once('error', reject);
      operator.server.listen(port, HOST, resolve);
    });
    return operator;
  }

  /** Where the person is to look. */
  get url(): string {
    return `http://${this.authority}/${this.token}/`;
  }

  async ask(question: Question, over: AbortSignal): Promise<Answer> {
    if (this.gone || over.aborted) return { kind: 'silent' };
    const answer = await new Promise<Answer>((settle) => {
      this.asked += 1;
      this.open = { n: this.asked, question, endsMs: this.clock.now() + question.limitMs, settle };
      over.addEventListener('abort', () => settle({ kind: 'silent' }), { once: true });
      this.tell();
    });
    this.open = undefined;
    this.tell();
    return answer;
  }

  async close(): Promise<void> {
    this.gone = true;
    this.open?.settle({ kind: 'silent' });
    for (const listener of this.listeners) listener.end();
    this.listeners.clear();
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private get authority(): string {
    return `${HOST}:${(this.server.address() as AddressInfo | null)?.port ?? 0}`;
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('x-content-type-options', 'nosniff');
    const path = this.pathOf(request);
    const asked = `${request.method} ${path}`;
    if (path === undefined) plain(response, 404, 'There is nothing here.');
    else if (asked === 'GET ') this.servePage(response);
    else if (asked === 'GET questions') this.listenTo(response);
    else if (asked === 'POST answer') this.receive(request, response);
    else plain(response, 404, 'There is nothing here.');
  }

  /** What is asked for behind the token; undefined where the token is wrong, or another host's name leads here. */
  private pathOf({ url = '', headers }: IncomingMessage): string | undefined {
    const { host, origin } = headers;
    if (host !== this.authority || (origin !== undefined && origin !== `http://${this.authority}`))
      return undefined;
    const [, token = '', path] = /^\/([^/?#]*)\/([a-z]*)$/.exec(url) ?? [];
    const [given, own] = [Buffer.from(token), Buffer.from(this.token)];
    return given.length === own.length && timingSafeEqual(given, own) ? path : undefined;
  }

  private servePage(response: ServerResponse): void {
    const nonce = randomBytes(12).toString('base64url');
    response.setHeader('content-security-policy', pagePolicy(nonce));
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(operatorPage(nonce));
  }

  private listenTo(response: ServerResponse): void {
    response.setHeader('content-type', 'text/event-stream');
    this.listeners.add(response);
    response.once('close', () => this.listeners.delete(response));
    response.write(this.state());
  }

  private tell(): void {
    for (const listener of this.listeners) listener.write(this.state());
  }

  /** What the page is to show, as an event. */
  private state(): string {
    const { open } = this;
    if (open === undefined) return 'data: {"idle":true}\n\n';
    const { typed, limitMs: _limitMs, ...question } = open.question;
    const told = typed === undefined ? {} : { typed: { ...typed, problemOf: undefined } };
    const leftMs = Math.max(0, open.endsMs - this.clock.now());
    return `data: ${JSON.stringify({ n: open.n, ...question, ...told, leftMs })}\n\n`;
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_BYTES) chunks.push(chunk);
    });
    request.once('end', () => {
      const problem =
        bytes > MOST_BYTES ? 'That is too long.' : this.take(Buffer.concat(chunks).toString('utf8'));
      response.statusCode = problem === undefined ? 200 : 400;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(problem === undefined ? {} : { problem }));
    });
  }

  /** @returns why it is no answer, in a sentence */
  private take(text: string): string | undefined {
    const said = answerIn(text);
    const { open } = this;
    if (said === undefined) return 'That is no answer.';
    if (open === undefined || open.n !== said.n) return 'This was answered already, or its time is over.';
    if (said.kind === 'cannot') open.settle({ kind: 'cannot' });
    else if (said.kind === 'saw') {
      if (said.text.trim() === '') return 'Write what you saw.';
      open.settle({ kind: 'saw', text: said.text.slice(0, LONGEST_TEXT) });
    } else {
      const problem = open.question.typed?.problemOf(said.text);
      if (problem !== undefined) return `${problem}.`;
      open.settle({ kind: 'yes', value: said.text.slice(0, LONGEST_TEXT) });
    }
    return undefined;
  }
}

interface Said {
  readonly n: number;
  readonly kind: 'yes' | 'cannot' | 'saw';
  readonly text: string;
}

function answerIn(text: string): Said | undefined {
  try {
    const { n, kind, text: words } = JSON.parse(text) as Record<string, unknown>;
    const known = kind === 'yes' || kind === 'cannot' || kind === 'saw';
    return typeof n === 'number' && known && typeof words === 'string' ? { n, kind, text: words } : undefined;
  } catch {
    return undefined;
  }
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.end(`${text}\n`);
}
