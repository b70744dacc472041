/** Sends a message nested a million levels deep, which is no trouble to write and much to read. */
const { serve } = require('./polite.cjs');
const DEPTH = 1_000_000;
serve({
  start() {
    const nested = '['.repeat(DEPTH) + ']'.repeat(DEPTH);
    process.stdout.write(`{"jsonrpc":"2.0","method":"emit","params":{"message":{"data":${nested}}}}\n`);
    return { next: null };
  },
});
