/** Answers a request under the id of the next one. */
const { say, serve } = require('./polite.cjs');
serve({ start: ({ id }) => say({ id: id + 1, result: { next: null } }) });
