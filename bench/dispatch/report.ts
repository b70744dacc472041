/** One row for each claim: what was measured, the gate it must pass, the goal that is only printed. */

export interface Row {
  metric: string;
  measured: string;
  gate: string;
  goal: string;
  /** Null for a row without a gate. */
  pass: boolean | null;
  /** The figures behind the row. */
  values: Record<string, number | string | boolean>;
}

export function textTable(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const width = head.map((h, c) => Math.max(h.length, ...lines.map((line) => line[c]!.length)));
  const row = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => cell.padEnd(width[c]!))
      .join('  ')
      .trimEnd();
  return [row(head), row(width.map((w) => '-'.repeat(w))), ...lines.map(row)].join('\n');
}

export function rowsTable(rows: readonly Row[]): string {
  const lines = rows.map((r) => [
    r.metric,
    r.measured,
    r.gate,
    r.goal,
    r.pass === null ? '' : r.pass ? 'ok' : 'FAILED',
  ]);
  return textTable(['metric', 'measured', 'gate', 'goal', ''], lines);
}

/** A time that reads well. */
export function timeText(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toPrecision(3)} s`;
  if (ms >= 1) return `${ms.toPrecision(3)} ms`;
  return `${(ms * 1000).toPrecision(3)} µs`;
}

export function factor(x: number): string {
  return x >= 1000 ? `${Math.round(x).toLocaleString('en-US')}×` : `${x.toPrecision(3)}×`;
}
