/** Reads hello and never answers it. */
require('./polite.cjs').serve({ hello: () => undefined });
