#!/usr/bin/env node
// @ts-check
/**
 * @@TITLE@@ behind the lab protocol of pr2-conformance: JSON-RPC 2.0, one object a line.
 *
 *     npx pr2 selftest --dut @@ROLE@@=exec:"node @@FILE@@"                  # does the adapter speak properly?
 *     npx pr2 run --dut @@ROLE@@=exec:"node @@FILE@@" --ics ics.yaml        # does the product do what PR2 asks?
 *
 * TypeScript in comments: an editor and `npx tsc --noEmit --allowJs --module nodenext @@FILE@@` check the types, and
 * every Node from 20 on runs the file as it is, without a build step.
 *
 * As it stands it refuses every message and does nothing, so that the run ends with a partial result. Fill in the
 * places marked FILL IN, in this order:
 *
 * @@STEPS@@
 *
 * Write nothing else to standard output; what is written to standard error is kept beside the report.
 */
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';

/** @typedef {Record<string, unknown>} Body */
/** @typedef {{ id: string, type: string, source: string, subject: string, data: Body }} Message */
/** @typedef {{ peer: string, principal: string, credential: string }} Link */

const IDENTITY = { vendor: 'Your company', product: 'Your product', version: '0.1.0' };

const HELLO = {
  protocol: 1,
  identity: IDENTITY,
  roles: ['@@ROLE@@'],
  // Time is virtual: it is what `at` says, in milliseconds since 1970, and stands still between two calls. A product
  // that lives by the wall clock says 'real' here, and gives no `next`.
  clock: { kind: 'virtual' },
  // FILL IN what can be done to the product. A stimulus that is not named here is never asked for; what cannot be
  // tested without it is inconclusive. A @@NAME@@ may further name:
  //   @@MORE_STIMULI@@
  /** @type {string[]} */
  stimuli: [@@STIMULI@@],
  // FILL IN what can be read from it. Further:
  //   @@MORE_READINGS@@
  /** @type {string[]} */
  readings: [@@READINGS@@],
  // FILL IN the electrical inputs that it wants to be told, as `electrical` in the calls:
  //   @@SENSES@@
  senses: [],
  // FILL IN the records that it keeps: @@QUERIES@@
  queries: [],
  // 'kill' once its state survives a kill -9 at any moment: keep it in the folder `storage` of start.
  restart: 'none',
};

/** An error of the lab protocol. -32001: no such hook; -32002: not possible in this state. */
class LabError extends Error {
  /** @param {number} code @param {string} text */
  constructor(code, text) {
    super(text);
    this.code = code;
  }
}

/** The product under test, made anew by each `start`. Put yours in here, or talk to it from here. */
class Product {
  plugged = false;
  messages = 0;
  /** @type {Map<string, number>} next sequence number, by destination */
  seqs = new Map();

  /** @param {any} params */
  constructor(params) {
    this.urn = `urn:pr2:@@ROLE@@:${params.id}`;
    /** @type {string} */
    this.seed = params.seed;
    /** @type {number} its own clock shows bench time plus this */
    this.offsetMs = params.clock.offsetMs;
    /** @type {number} */
    this.at = params.at;
    /** @type {Record<string, string[]>} addresses by role, such as {esci: ['urn:pr2:esci:e1']} */
    this.peers = params.peers;
    /** @type {Body} what the case wants it to begin with */
    this.state = params.state ?? {};
  }

  /** FILL IN: does all that falls due up to this instant, each thing exactly when it does. @param {number} at */
  bringTo(at) {
    this.at = at;
  }

  /** FILL IN: the next instant (ms) at which it would act unasked, or null for never. @returns {number | null} */
  next() {
    return null;
  }

  /** FILL IN: takes in a message. It is an answer's `correlationid` that says what was answered. @param {Message} message */
  onMessage(message) {
    if (message.type === 'pr2.Receipt.v1') return; // calls for no answer
    this.refuse(message, 'E_UNSUPPORTED', `${message.type} is not handled yet`);
  }

  /**
   * FILL IN: does what a person or nature does.
   * @param {string} name @param {Body} params
   * @returns {string | undefined} a code if the product itself refuses it
   */
  onStimulus(name, params) {
    if (!HELLO.stimuli.includes(name)) throw new LabError(-32001, `there is no hook for ${name}`);
    if (name === 'plug-in') this.plugged = true;
    if (name === 'unplug') this.plugged = false;
    return undefined;
  }

  /**
   * FILL IN: what its instruments show. Watts are negative while it discharges; registers are joules.
   * @returns {Body}
   */
  readings() {
    return {
      powerW: 0,
      exportJ: 0,
      importJ: 0,
      soc: this.state['soc'] ?? 50,
      plug: this.plugged ? 'IN' : 'OUT',
    };
  }

  /**
   * Sends a message; `name` is one of the schemas in schemas/messages, such as AvailabilityReport.
   * @param {string} name @param {string} destination @param {string} subject @param {Body} data
   * @param {string} [correlationid]
   */
  send(name, destination, subject, data, correlationid) {
    const seq = this.seqs.get(destination) ?? 0;
    const message = {
      specversion: '1.0',
      id: uuidFrom(`${this.seed} ${this.urn} ${this.messages}`), // from the seed: the same run, the same ids
      type: `pr2.${name}.v1`,
      source: this.urn,
      subject,
      time: new Date(this.at + this.offsetMs).toISOString(),
      datacontenttype: 'application/json',
      destination,
      ...(correlationid === undefined ? {} : { correlationid }),
      seq,
      data,
    };
    this.messages += 1;
    this.seqs.set(destination, seq + 1);
    notify('emit', { message });
  }

  /** Answers with a Receipt that refuses. @param {Message} message @param {string} code @param {string} detail */
  refuse({ id, source, subject }, code, detail) {
    this.send('Receipt', source, subject, { refMessageId: id, status: 'REJECTED', code, detail }, id);
  }

  /** Answers what is no message at all. @param {Link} link */
  refuseUnreadable(link) {
    const data = { refMessageId: 'unknown', status: 'REJECTED', code: 'E_SCHEMA', detail: 'no message' };
    this.send('Receipt', link.peer, 'unknown', data);
  }
}

/** @type {Product | undefined} */
let product;

function started() {
  if (product === undefined) throw new LabError(-32002, 'not started');
  return product;
}

/** @param {{ at: number }} params */
function brought({ at }) {
  const one = started();
  one.bringTo(at);
  return one;
}

/** @param {string[]} want */
function shown(want) {
  const all = started().readings();
  return Object.fromEntries(want.filter((n) => HELLO.readings.includes(n) && n in all).map((n) => [n, all[n]]));
}

/** The methods of the lab protocol. @type {Record<string, (params: any) => Body>} */
const METHODS = {
  hello: () => HELLO,

  start(params) {
    if (params.resume) throw new LabError(-32002, 'nothing is kept over a restart yet');
    product = new Product(params);
    return { next: product.next() };
  },

  deliver(params) {
    const one = brought(params);
    const { message, link } = params;
    const parts = ['id', 'type', 'source', 'subject'];
    if (parts.every((part) => typeof message?.[part] === 'string')) one.onMessage(message);
    else one.refuseUnreadable(link); // `raw` or `rawBase64`: text that is no message, or half of one
    return { next: one.next() };
  },

  stimulate(params) {
    const one = brought(params);
    const refused = one.onStimulus(params.name, params.params);
    return { next: one.next(), ...(refused === undefined ? {} : { refused }) };
  },

  /** Shows and changes nothing: `at` may lie ahead of the last call. */
  observe: ({ want }) => ({ readings: shown(want) }),

  advance({ at, sample }) {
    const one = started();
    const samples = [];
    if (sample !== undefined) {
      for (let next = one.at + sample.everyMs; next <= at; next += sample.everyMs) {
        one.bringTo(next);
        samples.push({ at: next, readings: shown(sample.want) });
      }
    }
    one.bringTo(at);
    return { next: one.next(), samples };
  },

  query({ what }) {
    throw new LabError(-32001, `no records of ${what} are kept`);
  },

  stop() {
    product = undefined;
    return {};
  },
};

/** @param {Body} frame */
function write(frame) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...frame })}\n`);
}

/**
 * Tells the kit something; on a virtual clock always before the answer to the call that brought it about.
 * @param {string} method @param {Body} params
 */
function notify(method, params) {
  write({ method, params });
}

/** @param {string} method @param {unknown} params @returns {Body} */
function answer(method, params) {
  const handler = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  if (handler === undefined) return { error: { code: -32601, message: `no method ${method}` } };
  try {
    return { result: handler(params) };
  } catch (error) {
    if (error instanceof LabError) return { error: { code: error.code, message: error.message } };
    console.error(error); // a defect of the adapter, told with its place
    return { error: { code: -32603, message: String(error) } };
  }
}

/** @param {string} text */
function uuidFrom(text) {
  const h = createHash('sha256').update(text).digest('hex');
  const variant = ((parseInt(h.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-${variant}${h.slice(18, 20)}-${h.slice(20, 32)}`;
}

process.stdout.on('error', () => process.exit(0)); // the kit has hung up
createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', (line) => {
  if (line.trim() === '') return;
  const { id, method, params } = JSON.parse(line);
  write({ id, ...answer(method, params) });
});
