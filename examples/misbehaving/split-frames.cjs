/**
 * Writes each line in pieces of three bytes, through the middle of characters, each piece a write of its own. That is
 * allowed: a line ends where its line feed is.
 */
const { POLITE, serve } = require('./polite.cjs');
const pieces = [];
function inPieces(object) {
  const bytes = Buffer.from(`${JSON.stringify({ jsonrpc: '2.0', ...object })}\n`);
  const idle = pieces.length === 0;
  for (let at = 0; at < bytes.length; at += 3) pieces.push(bytes.subarray(at, at + 3));
  if (idle) next();
}
function next() {
  if (pieces.length === 0) return;
  process.stdout.write(pieces[0], () => {
    pieces.shift();
    setImmediate(next);
  });
}
const answering = (method) => (request) => {
  inPieces({ method: 'log', params: { level: 'debug', text: `${request.method} – größer als 5 kW €` } });
  inPieces({ id: request.id, result: POLITE[method](request) });
};
serve(Object.fromEntries(Object.keys(POLITE).map((method) => [method, answering(method)])));
