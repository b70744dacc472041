/** Falls silent the first time that it is told the time. */
require('./polite.cjs').serve({ advance: () => undefined, observe: () => undefined });
