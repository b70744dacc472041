/** Ends in the middle of a case, with exit code 0 and without a word. */
require('./polite.cjs').serve({ start: () => process.exit(0) });
