/** Identifiers and instants as the PR2 envelope writes them. */
import { hash } from 'node:crypto';

/** The `n`th uuid of a source, the same for the same seed (PR2-X-02: unique per source). */
export function uuidFrom(seed: string, urn: string, n: number): string {
  const h = hash('sha1', `${seed} ${urn} ${n}`, 'hex');
  const variant = ((parseInt(h.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-${variant}${h.slice(18, 20)}-${h.slice(20, 32)}`;
}

/** A number in [0, 1) drawn from the seed and a label: the only randomness an actor has. */
export function unitFrom(seed: string, label: string): number {
  return parseInt(hash('sha1', `${seed} ${label}`, 'hex').slice(0, 12), 16) / 2 ** 48;
}

/** RFC 3339 with offset, from wall-clock milliseconds (PR2-X-03). */
export function timeText(wallMs: number): string {
  return new Date(wallMs).toISOString();
}

/** Wall-clock milliseconds of an RFC 3339 time with offset; NaN where it is none. A leap second counts as the next one. */
export function timeMs(text: string): number {
  const leap = /:60(?=[.Z+-])/i.test(text);
  return leap ? Date.parse(text.replace(/:60(?=[.Z+-])/i, ':59')) + 1000 : Date.parse(text);
}

/** The most that a Receipt can say of a skew, s: a clock that was never set is farther off than that. */
const MOST_SKEW_S = 1_000_000_000;

/** A skew as a Receipt tells it: in milliseconds, and no more than fits (PR2-X-03). */
export function toldSkewS(skewS: number): number {
  return Math.max(-MOST_SKEW_S, Math.min(MOST_SKEW_S, Math.round(skewS * 1000) / 1000));
}

export type Role = 'utility' | 'esci' | 'pev' | 'customer' | 'channel';

export function urnOf(role: Role, id: string): string {
  return `urn:pr2:${role}:${id}`;
}

/** The role in a urn, and the rest of it. */
export function partsOf(urn: string): { role: string; id: string } {
  const from = urn.indexOf(':', urn.indexOf(':') + 1) + 1;
  if (from === 0) return { role: '', id: '' };
  const to = urn.indexOf(':', from);
  return to < 0 ? { role: urn.slice(from), id: '' } : { role: urn.slice(from, to), id: urn.slice(to + 1) };
}
