/** Writes a log line in Latin-1. */
const { serve } = require('./polite.cjs');
const LINE = '{"jsonrpc":"2.0","method":"log","params":{"level":"info","text":"gr\u00f6\u00dfer"}}\n';
serve({
  start() {
    process.stdout.write(Buffer.from(LINE, 'latin1'));
    return { next: null };
  },
});
