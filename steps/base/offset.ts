/** Instants as clocks at another offset from UTC write them. */
import { timeText } from '../../reference-impl/endpoint/identifiers';

/** The same instant with another offset, `+02:00`. */
export function offsetText(atMs: number, offset: string): string {
  const sign = offset.startsWith('-') ? -1 : 1;
  return timeText(atMs + sign * minutes(offset.slice(1))).replace('Z', offset);
}

/** `18:30` as milliseconds. */
function minutes(clock: string): number {
  return (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * 60_000;
}
