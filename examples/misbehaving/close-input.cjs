/** Closes its standard input, answers once more, and lives on. */
const { closeSync } = require('node:fs');
const { say, serve } = require('./polite.cjs');
serve({
  start({ id }) {
    setInterval(() => {}, 1000);
    process.stdin.destroy().once('close', () => {
      closeSync(0);
      say({ id, result: { next: null } });
    });
  },
});
