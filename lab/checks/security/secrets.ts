/** Checks on what a device says and logs: nothing that was told to it in secret, nothing private at all (PR2-X-11). */
import type { CaseView } from '../../../runlog/case-view';
import { fail, pass, type Check } from '../check';
import { instantText } from '../texts';

/** One thing that a device has said, logged, recorded or shown, as text. */
interface Saying {
  readonly n: number;
  readonly atMs: number;
  readonly what: string;
  readonly text: string;
}

interface SecretsArgs {
  readonly by: string;
  readonly secrets: readonly string[];
  readonly afterN: number;
  readonly untilMs: number;
}

/** No secret is found in what the device authored, plain or in a disguise that anybody can take off. */
export const keepsSecrets: Check<SecretsArgs> = (view, a) => {
  const expected = 'the secret in no message, alert, record or log of the device, plain or encoded';
  const sayings = sayingsOf(view, a.by).filter((s) => s.n > a.afterN);
  for (const saying of sayings) {
    const found = a.secrets.map((s) => disguiseIn(saying.text, s)).find((d) => d !== undefined);
    if (found !== undefined)
      return fail(expected, `${found} in ${saying.what} at ${instantText(saying.atMs)}`, [
        a.afterN,
        saying.n,
      ]);
  }
  if (view.nowMs < a.untilMs) return { untilMs: a.untilMs };
  const last = sayings[sayings.length - 1];
  return last === undefined
    ? fail(expected, 'the device has said nothing since it was told', [a.afterN])
    : pass(expected, `${sayings.length} messages, records and lines of its log`, [a.afterN, last.n]);
};

/** Nothing in what the device authored looks like a vehicle's number, a position or a key. */
export const keepsPrivate: Check<{ by: string }> = (view, a) => {
  const expected = 'no vehicle identification number, no precise position, no token';
  const sayings = sayingsOf(view, a.by);
  for (const saying of sayings) {
    const found = privateIn(saying.text);
    if (found !== undefined)
      return fail(expected, `${found} in ${saying.what} at ${instantText(saying.atMs)}`, [saying.n]);
  }
  const last = sayings[sayings.length - 1];
  return last === undefined
    ? fail(expected, 'the device has said nothing', [])
    : pass(expected, `${sayings.length} messages, records and lines of its log`, [last.n]);
};

/** What it relays is its author's; what a reading shows is its own. */
function sayingsOf(view: CaseView, by: string): Saying[] {
  const out: Saying[] = view.sent.flatMap((s) => {
    if (s.by !== by || (s.message !== undefined && s.message.source !== by)) return [];
    const what = s.name === 'CustomerAlert' ? 'an alert' : `a ${s.name ?? 'text'}`;
    return [{ n: s.n, atMs: s.atMs, what, text: s.raw ?? JSON.stringify(s.message) }];
  });
  for (const r of view.ofKind('note'))
    if (r.device === by) out.push({ n: r.n, atMs: r.at, what: 'its log', text: r.text });
  for (const r of view.ofKind('query'))
    if (r.device === by)
      out.push({ n: r.n, atMs: r.at, what: 'its records', text: JSON.stringify(r.records) });
  for (const { n, atMs, device, values } of view.readings)
    if (device === by && values.state !== undefined)
      out.push({ n, atMs, what: 'what it shows', text: values.state });
  return out.toSorted((x, y) => x.n - y.n);
}

/** How a secret is hidden in a text, if it is: a digest of it is no disguise, since nobody can take it off. */
export function disguiseIn(text: string, secret: string): string | undefined {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  if (plain(text).includes(plain(secret))) return 'the secret';
  if (text.includes(base64) || text.includes(bytes.toString('base64url'))) return 'the secret in base64';
  if (text.toLowerCase().includes(bytes.toString('hex'))) return 'the secret in hexadecimal';
  if (text.includes(encodeURIComponent(secret))) return 'the secret in a URL';
  const backwards = secret.split('').toReversed().join('');
  if (plain(text).includes(plain(backwards))) return 'the secret backwards';
  return undefined;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const KEYS =
  /"(vin|lat|latitude|lon|lng|longitude|gps|geo|token|access_?token|api_?key|password|authorization)"\s*:/i;
const VIN = /\b[A-HJ-NPR-Z0-9]{17}\b/g;
/** Four decimals of a degree are eleven metres. */
const POSITION = /-?\d{1,2}\.\d{4,}\s*[,;]\s*-?\d{1,3}\.\d{4,}/;
const BEARER = /\bBearer\s+[\w.~+/-]{8,}|\beyJ[\w-]{8,}\.[\w-]{8,}\./;

/** What looks private in a text; undefined where nothing does. */
export function privateIn(text: string): string | undefined {
  const key = KEYS.exec(text)?.[1];
  if (key !== undefined) return `a member named ${key}`;
  if ((text.match(VIN) ?? []).some(isVin)) return 'a vehicle identification number';
  if (POSITION.test(text)) return 'a position';
  return BEARER.test(text) ? 'a token' : undefined;
}

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const VALUES = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';

/** ISO 3779 form, and the check digit of 49 CFR 565 or the filler Z that European makers put in its place. */
export function isVin(text: string): boolean {
  if (!/\d{4}$/.test(text) || !/[A-Z]/.test(text)) return false;
  if (/^[A-Z]{2}[A-Z0-9]ZZZ/.test(text)) return true;
  const sum = text.split('').reduce((s, c, i) => s + (VALUES.indexOf(c) % 10) * (WEIGHTS[i] ?? 0), 0) % 11;
  return text[8] === (sum === 10 ? 'X' : String(sum));
}
