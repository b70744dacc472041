/** A reference PEV that may not enter service for hours, and says so in every report. */
const { join } = require('node:path');
const dist = join(__dirname, '..', '..', 'dist');
const { createPev } = require(join(dist, 'reference-impl', 'pev', 'index.js'));
const { decorated } = require(join(dist, 'reference-impl', 'faults', 'decorate.js'));
const { serveStdio } = require(join(dist, 'lab', 'rpc', 'stdio.js'));

const HOURS_MS = 3 * 3_600_000;

const device = decorated(() => createPev(), {
  emit: (message) => {
    if (message.type !== 'pr2.AvailabilityReport.v1') return [message];
    const notReadyUntil = new Date(Date.parse(message.time) + HOURS_MS).toISOString();
    return [{ ...message, data: { ...message.data, readiness: { state: 'NOT_READY', notReadyUntil } } }];
  },
});
void serveStdio(device, { input: process.stdin, output: process.stdout, complaints: process.stderr });
