/** Puts a text nested a million levels deep on the wire: the product's garbage, in a line that is good JSON-RPC. */
const { say, serve } = require('./polite.cjs');
const DEPTH = 1_000_000;
serve({
  stimulate() {
    say({ method: 'emit', params: { raw: '['.repeat(DEPTH) + ']'.repeat(DEPTH) } });
    return { next: null };
  },
});
