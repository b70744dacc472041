/** Closes its standard input and lives on. */
const { serve } = require('./polite.cjs');
serve({
  start() {
    process.stdin.destroy();
    setInterval(() => {}, 1000);
    return { next: null };
  },
});
