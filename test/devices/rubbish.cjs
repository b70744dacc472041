/** An adapter that says hello as it should, and then prints what is no JSON-RPC, complaining on standard error. */
const { createInterface } = require('node:readline');
const ics = {
  role: 'pev',
  scenarios: ['PR2-A'],
  sinks: ['GRID'],
  responseClasses: ['SCHEDULED'],
  phases: 1,
  hasIce: false,
  externalOptOut: false,
  directPath: false,
  attestationAt: 'PEV',
  maxMessagesPerS: 10,
};
const hello = {
  protocol: 1,
  identity: { vendor: 'example', product: 'rubbish', version: '1' },
  roles: ['pev'],
  clock: { kind: 'virtual' },
  stimuli: [],
  readings: [],
  senses: [],
  queries: [],
  restart: 'none',
  ics,
};
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line);
  if (method === 'hello') process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result: hello })}\n`);
  else {
    process.stderr.write('battery controller not found <b>\n');
    process.stdout.write('Segmentation fault\n');
  }
});
