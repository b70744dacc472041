/** Sends without end before it answers. */
const { say, serve } = require('./polite.cjs');
function pour() {
  for (let i = 0; i < 1000; i += 1) say({ method: 'emit', params: { raw: `and another ${i}` } });
  setImmediate(pour);
}
serve({ start: () => pour() });
