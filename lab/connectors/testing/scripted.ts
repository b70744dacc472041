/** Devices of a few lines of JavaScript in a process of their own, for tests of what adapters do wrong. */
import { TOY_HELLO } from '../../rpc/testing/toy-device';

const PRELUDE = `
const say = (o) => process.stdout.write(typeof o === 'string' ? o : JSON.stringify({ jsonrpc: '2.0', ...o }) + '\\n');
const hello = (r) => say({ id: r.id, result: ${JSON.stringify(TOY_HELLO)} });
const ok = (r) => say({ id: r.id, result: { next: null } });
let held = '';
process.stdin.on('data', (d) => {
  held += d;
  for (let i = held.indexOf('\\n'); i >= 0; i = held.indexOf('\\n')) {
    const r = JSON.parse(held.slice(0, i));
    held = held.slice(i + 1);
    on(r);
  }
});
`;

/** @param afterHello JavaScript that is run with the request `r` of each call but hello */
export function scripted(afterHello: string): string[] {
  return [
    process.execPath,
    '-e',
    `${PRELUDE}const on = (r) => { if (r.method === 'hello') hello(r); else { ${afterHello} } };`,
  ];
}

/** @param program JavaScript alone; nothing answers for it */
export function program(code: string): string[] {
  return [process.execPath, '-e', code];
}
