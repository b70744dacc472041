/** Answers each start twice. */
const { say, serve } = require('./polite.cjs');
serve({
  start({ id }) {
    say({ id, result: { next: null } });
    say({ id, result: { next: null } });
  },
});
