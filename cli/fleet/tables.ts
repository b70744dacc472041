/** The CSV files that `pr2 fleet` writes. */
import type { Outcome, TakeSetpoints } from './outcome';
import { clockText } from './clock';
import { csvCell } from './csv';
import type { LoadedFleet } from './fleet-file';
import { TextFile } from './output-directory';

/**
 * setpoints.csv: pevId,startS,endS,powerW. One row for each time during which a PEV gives a constant power, seconds
 * after the start of the request; what is not listed is 0.
 */
export function setpointTable(
  path: string,
  { pevId }: LoadedFleet,
  stepS: number,
): { take: TakeSetpoints; close: () => void } {
  const file = new TextFile(path);
  file.write('pevId,startS,endS,powerW\n');
  const take: TakeSetpoints = (i, setpointW) => {
    let rows = '';
    const id = csvCell(pevId(i));
    for (let t = 0; t < setpointW.length;) {
      const powerW = setpointW[t]!;
      const from = t;
      while (t < setpointW.length && setpointW[t] === powerW) t++;
      if (powerW > 0) rows += `${id},${from * stepS},${t * stepS},${powerW}\n`;
    }
    if (rows !== '') file.write(rows);
  };
  return { take, close: () => file.close() };
}

/** intervals.csv: start,requestW,servedW,shortfallW, and a column of W for each kind of PEV. */
export function intervalTable(outcome: Outcome, kinds: readonly string[]): string {
  const { start, stepS, requestW } = outcome.request;
  const head = ['start', 'requestW', 'servedW', 'shortfallW', ...kinds.map((kind) => csvCell(`${kind} W`))];
  const rows = Array.from(requestW, (asked, t) => {
    const served = outcome.servedW[t]!;
    return [
      clockText(start, t * stepS),
      asked,
      served,
      asked - served,
      ...outcome.byKindW.map((w) => w[t]!),
    ].join(',');
  });
  return `${[head.join(','), ...rows].join('\n')}\n`;
}
