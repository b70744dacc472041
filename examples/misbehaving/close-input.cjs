/** Closes its standard input and lives on. */
const { closeSync } = require('node:fs');
const { serve } = require('./polite.cjs');
serve({
  start() {
    process.stdin.destroy().once('close', () => closeSync(0));
    setInterval(() => {}, 1000);
    return { next: null };
  },
});
