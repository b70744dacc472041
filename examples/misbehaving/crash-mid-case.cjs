/** Throws in the middle of a case, as an unfinished adapter does. */
require('./polite.cjs').serve({
  start() {
    throw new Error('the CAN bus is not there');
  },
});
