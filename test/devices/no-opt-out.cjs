/** A reference PEV whose adapter has no way to press its opt-out button. */
const { join } = require('node:path');
const dist = join(__dirname, '..', '..', 'dist');
const { LabError } = require(join(dist, 'reference-impl', 'device.js'));
const { createPev } = require(join(dist, 'reference-impl', 'pev', 'index.js'));
const { serveStdio } = require(join(dist, 'lab', 'rpc', 'stdio.js'));

const pev = createPev();
const device = {
  hello: () => {
    const hello = pev.hello();
    return { ...hello, stimuli: hello.stimuli.filter((s) => s !== 'opt-out') };
  },
  stimulate: (params) => {
    if (params.name === 'opt-out') throw LabError.noHook('opt-out');
    return pev.stimulate(params);
  },
};
for (const method of ['start', 'deliver', 'observe', 'advance', 'query', 'stop', 'durable'])
  device[method] = (...params) => pev[method](...params);
void serveStdio(device, { input: process.stdin, output: process.stdout, complaints: process.stderr });
