/** Writes and writes, and never ends the line. */
const { serve } = require('./polite.cjs');
const CHUNK = 'x'.repeat(65536);
function pour() {
  if (process.stdout.write(CHUNK)) setImmediate(pour);
  else process.stdout.once('drain', pour);
}
serve({ start: () => pour() });
