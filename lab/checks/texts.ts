/** Figures as a reader wants them in `expected` and `observed`. */

/** `5 kW`, `150 W`, `−6.2 kW`. */
export function powerText(powerW: number): string {
  const sign = powerW < 0 ? '−' : '';
  const abs = Math.abs(powerW);
  return abs >= 1000 ? `${sign}${trim(abs / 1000, 3)} kW` : `${sign}${trim(abs, 1)} W`;
}

/** `9.1 kWh`, `50 Wh`, from watt-hours. */
export function energyText(energyWh: number): string {
  const sign = energyWh < 0 ? '−' : '';
  const abs = Math.abs(energyWh);
  return abs >= 1000 ? `${sign}${trim(abs / 1000, 3)} kWh` : `${sign}${trim(abs, 1)} Wh`;
}

/** `250 ms`, `5.2 s`, `2 min 5 s`, `3 h 10 min`. */
export function durationText(ms: number): string {
  if (ms < 0) return `−${durationText(-ms)}`;
  if (ms < 1000) return `${trim(ms, 0)} ms`;
  if (ms < 120_000) return `${trim(ms / 1000, 3)} s`;
  if (ms < 7_200_000) return parts(Math.round(ms / 1000), 60, 'min', 's');
  return parts(Math.round(ms / 60_000), 60, 'h', 'min');
}

/** `18:00:05.250 (03 Mar)` in UTC, the bench's own clock. */
export function instantText(atMs: number): string {
  const iso = new Date(atMs).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}Z`;
}

export function socText(soc: number): string {
  return `${trim(soc, 2)} %`;
}

function parts(total: number, base: number, big: string, small: string): string {
  const rest = total % base;
  return rest === 0 ? `${(total - rest) / base} ${big}` : `${(total - rest) / base} ${big} ${rest} ${small}`;
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
