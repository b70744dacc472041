/** Says something true in a line of ten megabytes. */
const { say, serve } = require('./polite.cjs');
serve({
  start() {
    say({ method: 'log', params: { level: 'info', text: 'x'.repeat(10_000_000) } });
    return { next: null };
  },
});
