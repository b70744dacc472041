/** Wants to be woken a second before now. */
require('./polite.cjs').serve({ start: ({ params }) => ({ next: params.at - 1000 }) });
