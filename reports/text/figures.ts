/** Figures as a reader wants them: units always, UTC always, no locale anywhere. */

const MINUS = '−';

/** `5 kW`, `150 W`, `−6.2 kW`. */
export function powerText(powerW: number): string {
  return Math.abs(powerW) >= 1000 ? `${number(powerW / 1000, 3)} kW` : `${number(powerW, 1)} W`;
}

/** `9.1 kWh`, `50 Wh`, from watt-hours. */
export function energyText(energyWh: number): string {
  return Math.abs(energyWh) >= 1000 ? `${number(energyWh / 1000, 3)} kWh` : `${number(energyWh, 1)} Wh`;
}

/** `250 ms`, `5.2 s`, `2 min 5 s`, `3 h 10 min`, `2 d 6 h`. */
export function durationText(ms: number): string {
  if (ms < 0) return `${MINUS}${durationText(-ms)}`;
  if (ms < 1000) return `${number(ms, 0)} ms`;
  if (ms < 120_000) return `${number(ms / 1000, 3)} s`;
  if (ms < 7_200_000) return inTwo(Math.round(ms / 1000), 60, 'min', 's');
  if (ms < 172_800_000) return inTwo(Math.round(ms / 60_000), 60, 'h', 'min');
  return inTwo(Math.round(ms / 3_600_000), 24, 'd', 'h');
}

/** `18:00:05.250`, UTC; milliseconds are always written, since they decide. */
export function clockText(atMs: number): string {
  return iso(atMs).slice(11, 23);
}

/** `2026-03-03`, UTC. */
export function dateText(atMs: number): string {
  return iso(atMs).slice(0, 10);
}

/** `2026-03-03 18:00:05.250 UTC`. */
export function instantText(atMs: number): string {
  return `${dateText(atMs)} ${clockText(atMs)} UTC`;
}

/** `30.25 %`. */
export function percentText(percent: number): string {
  return `${number(percent, 2)} %`;
}

/** `3 test cases`, `1 test case`. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${n} ${n === 1 ? singular : plural}`;
}

/** At most `digits` decimals, no trailing zeros, a true minus sign. */
export function number(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = String(Number(Math.abs(value).toFixed(digits)));
  return value < 0 && text !== '0' ? `${MINUS}${text}` : text;
}

function iso(atMs: number): string {
  const date = new Date(atMs);
  return Number.isNaN(date.getTime()) ? '0000-00-00T00:00:00.000Z' : date.toISOString();
}

function inTwo(total: number, base: number, big: string, small: string): string {
  const rest = total % base;
  return rest === 0 ? `${(total - rest) / base} ${big}` : `${(total - rest) / base} ${big} ${rest} ${small}`;
}
