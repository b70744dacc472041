/** Speaks a later version of the lab protocol. */
const { HELLO, serve } = require('./polite.cjs');
serve({ hello: () => ({ ...HELLO, protocol: 2 }) });
