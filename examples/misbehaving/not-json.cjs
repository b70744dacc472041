/** Has a debug print on standard output. */
const { serve } = require('./polite.cjs');
serve({
  start() {
    console.log('starting up...');
    return { next: null };
  },
});
