#!/usr/bin/env node
/**
 * The adapter that all others here are made of: it keeps to the lab protocol in every line and does nothing at all.
 * Each of them replaces one answer, so that what is wrong with it is all that is wrong with it.
 */
const HELLO = {
  protocol: 1,
  identity: { vendor: 'Misbehaving', product: 'adapter', version: '1.0.0' },
  roles: ['pev'],
  clock: { kind: 'virtual' },
  stimuli: ['plug-in', 'unplug', 'unlock', 'opt-out', 'opt-in', 'set-preference', 'user-stop', 'override'],
  readings: ['powerW', 'soc', 'exportJ', 'importJ'],
  senses: [],
  queries: [],
  restart: 'kill',
  ics: {
    role: 'pev',
    identity: { vendor: 'Misbehaving', product: 'adapter', version: '1.0.0' },
    scenarios: ['PR2-A'],
    sinks: ['GRID'],
    responseClasses: ['SCHEDULED'],
    phases: 1,
    hasIce: false,
    externalOptOut: false,
    attestationAt: 'PEV',
    maxMessagesPerS: 20,
    randomisation: 'one-sided',
  },
  ixit: { role: 'pev', capacityWh: 60000, efficiency: 0.9 },
};

/** Bench time of the last call, from which samples are counted. */
let before = 0;

function readings(want) {
  const shown = { powerW: 0, soc: 60, exportJ: 0, importJ: 0 };
  return Object.fromEntries(want.filter((name) => name in shown).map((name) => [name, shown[name]]));
}

function samples(until, { everyMs, want }) {
  const count = Math.floor((until - before) / everyMs);
  return Array.from({ length: count }, (_, i) => ({
    at: before + (i + 1) * everyMs,
    readings: readings(want),
  }));
}

const POLITE = {
  hello: () => HELLO,
  start: () => ({ next: null }),
  deliver: () => ({ next: null }),
  stimulate: ({ id, params }) =>
    HELLO.stimuli.includes(params.name)
      ? { next: null }
      : say({ id, error: { code: -32001, message: `no hook for ${params.name}` } }),
  observe: ({ params }) => ({ readings: readings(params.want) }),
  advance: ({ params: { at, sample } }) => ({ next: null, ...(sample && { samples: samples(at, sample) }) }),
  query: () => ({ records: [] }),
  stop: () => ({}),
};

/** One line to the kit; gives nothing, as an answer that is already said. */
function say(object) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...object })}\n`);
}

/**
 * Serves the lab protocol on standard input and output.
 * @param changed by method, what to do instead: gives a result, or undefined where it has answered, or will not
 */
function serve(changed = {}) {
  const methods = { ...POLITE, ...changed };
  let held = Buffer.alloc(0);
  process.stdin.on('data', (chunk) => {
    held = Buffer.concat([held, chunk]);
    for (let end = held.indexOf(10); end >= 0; end = held.indexOf(10)) {
      const request = JSON.parse(held.subarray(0, end).toString('utf8'));
      held = held.subarray(end + 1);
      const result = methods[request.method](request);
      before = request.params?.at ?? before;
      if (result !== undefined) say({ id: request.id, result });
    }
  });
  process.stdin.on('end', () => process.exit(0));
  process.stdout.on('error', () => process.exit(0)); // the kit has hung up
}

module.exports = { HELLO, POLITE, say, serve };
if (require.main === module) serve();
