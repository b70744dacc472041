/** What a user writes after `--dut`: which role is judged, and how its device is reached. */
import { isDeviceRole, type DeviceRole } from '../../schemas';
import { splitWords } from './shell-words';

export type DutTarget =
  | { readonly role: DeviceRole; readonly kind: 'reference' }
  | {
      readonly role: DeviceRole;
      readonly kind: 'exec';
      readonly command: string;
      readonly words: readonly string[];
    }
  | { readonly role: DeviceRole; readonly kind: 'ws'; readonly url: string }
  | {
      readonly role: DeviceRole;
      readonly kind: 'listen';
      /** As it was written. */
      readonly url: string;
      readonly host: string;
      /** 0 takes a free one. */
      readonly port: number;
      /** What the device must ask for; undefined where any path will do. */
      readonly path?: string;
      readonly secure: boolean;
    };

const FORMS = 'reference, exec:"command", ws://host:port or listen://host:port';

/**
 * Reads `pev=reference`, `pev=exec:node adapter.js`, `esci=ws://127.0.0.1:8080`, or `esci=listen://127.0.0.1:8080/esci`
 * where the device dials in; wss:// and listens:// are the same over TLS. Quotes around the command that a
 * shell left in place are taken off.
 * @returns the target, or a usage error of one sentence
 */
export function parseDut(text: string): DutTarget | { readonly problem: string } {
  const equals = text.indexOf('=');
  const role = text.slice(0, equals < 0 ? undefined : equals);
  if (!isDeviceRole(role))
    return problem(text, `"${role}" is no role; write pev=, esci= or utility= and then ${FORMS}`);
  const target = equals < 0 ? '' : text.slice(equals + 1);
  if (target === '') return problem(text, `no device is named; write ${role}= and then ${FORMS}`);
  if (target === 'reference') return { role, kind: 'reference' };
  if (target.startsWith('exec:')) return execTarget(text, role, target.slice('exec:'.length).trim());
  if (/^wss?:/i.test(target)) return wsTarget(text, role, target);
  if (/^listens?:/i.test(target)) return listenTarget(text, role, target);
  return problem(text, `"${target}" is no way to reach a device; use ${FORMS}`);
}

function execTarget(text: string, role: DeviceRole, written: string): DutTarget | { problem: string } {
  const outer = splitWords(written);
  if ('problem' in outer) return problem(text, outer.problem);
  const [only, ...others] = outer.words;
  const quotedWhole = only !== undefined && others.length === 0 && /^(".*"|'.*')$/s.test(written);
  const command = quotedWhole ? only : written;
  const split = splitWords(command);
  if ('problem' in split) return problem(text, split.problem);
  if ((split.words[0] ?? '') === '')
    return problem(text, 'exec: needs a command, for example exec:"node adapter.js"');
  return { role, kind: 'exec', command, words: split.words };
}

function wsTarget(text: string, role: DeviceRole, target: string): DutTarget | { problem: string } {
  if (!URL.canParse(target)) return problem(text, `"${target}" is no address; write ws://host:port`);
  const url = new URL(target);
  if (url.hash !== '') return problem(text, 'a WebSocket address has no part after #; write ws://host:port');
  return { role, kind: 'ws', url: target };
}

function listenTarget(text: string, role: DeviceRole, url: string): DutTarget | { problem: string } {
  const wrong = problem(
    text,
    `"${url}" is no place to listen; write listen://host:port or listen://host:port/path`,
  );
  if (!/^listens?:\/\//i.test(url) || !URL.canParse(url)) return wrong;
  const { protocol, hostname, port, pathname, search, hash, username } = new URL(url);
  if (hostname === '' || port === '' || search !== '' || hash !== '' || username !== '') return wrong;
  return {
    role,
    kind: 'listen',
    url,
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port),
    ...(pathname === '' || pathname === '/' ? {} : { path: pathname }),
    secure: protocol === 'listens:',
  };
}

function problem(text: string, what: string): { problem: string } {
  return { problem: `--dut ${text}: ${what}` };
}
