/** A variant of the reference PEV behind a pipe: it has an engine, and its ICS denies it. */
const { join } = require('node:path');
const dist = join(__dirname, '..', '..', 'dist');
const { VARIANTS } = require(join(dist, 'reference-impl', 'variants', 'index.js'));
const { serveStdio } = require(join(dist, 'lab', 'rpc', 'stdio.js'));

const { make } = VARIANTS.find((v) => v.name === 'pev/denies-its-engine');
void serveStdio(make(), { input: process.stdin, output: process.stdout, complaints: process.stderr });
