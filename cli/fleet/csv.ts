/** Reads a CSV of any length, row by row, in constant memory. */
import { createReadStream } from 'node:fs';
import { UsageError } from '../usage-error';

export interface CsvRow {
  /** As a spreadsheet counts: the head is row 1. */
  row: number;
  /** The cell of a column, trimmed; '' where the column is absent or the cell empty. */
  cell: (column: string) => string;
}

/**
 * Calls `take` for each row below the head. Blank lines and lines that begin with # are passed over.
 * Throws a UsageError where the file cannot be read, a required column is missing, a column is not known, or a row
 * has more or fewer cells than the head.
 */
export async function readCsv(
  file: string,
  columns: { required: readonly string[]; optional: readonly string[] },
  take: (row: CsvRow) => void,
): Promise<void> {
  let head: Map<string, number> | null = null;
  let cells: string[] = [];
  const cell = (column: string): string => {
    const at = head?.get(column);
    return at === undefined ? '' : cells[at]!;
  };
  let row = 0;
  const line = (text: string): void => {
    row += 1;
    if (text.trim() === '' || text.startsWith('#')) return;
    cells = cellsOf(file, row, text);
    if (head === null) head = headOf(file, cells, columns);
    else if (cells.length !== head.size) {
      throw new UsageError(
        `${file}, row ${row}: ${cells.length} cells, but the head has ${head.size}: give every column a cell, an empty one where nothing is to be said`,
      );
    } else take({ row, cell });
  };
  await eachLine(file, line);
  if (head === null)
    throw new UsageError(`${file} is empty: the first row names the columns, ${columns.required.join(',')}`);
}

function headOf(
  file: string,
  cells: readonly string[],
  { required, optional }: { required: readonly string[]; optional: readonly string[] },
): Map<string, number> {
  const head = new Map(cells.map((name, at) => [name, at]));
  const known = [...required, ...optional];
  const missing = required.find((name) => !head.has(name));
  if (missing !== undefined) {
    throw new UsageError(
      `${file}, row 1: no column ${missing}: the first row names the columns, ${required.join(',')}`,
    );
  }
  const unknown = cells.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `${file}, row 1: column "${unknown}" is not known: the columns are ${known.join(', ')}`,
    );
  }
  if (head.size !== cells.length)
    throw new UsageError(`${file}, row 1: a column is named twice: name each once`);
  return head;
}

function cellsOf(file: string, row: number, text: string): string[] {
  if (!text.includes('"')) return text.split(',').map((cell) => cell.trim());
  const cells: string[] = [];
  const pattern = /\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(,|$)/gy;
  for (;;) {
    const match = pattern.exec(text);
    if (match === null) {
      throw new UsageError(
        `${file}, row ${row}: a quotation mark is not closed: close it, and write "" for one inside a cell`,
      );
    }
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2]?.trim() ?? '');
    if (match[3] === '') return cells;
  }
}

/** A cell as it is written: quoted where it must be. */
export function csvCell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function eachLine(file: string, take: (text: string) => void): Promise<void> {
  const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 });
  let rest = '';
  try {
    for await (const chunk of stream as AsyncIterable<string>) {
      let from = 0;
      const text = rest + chunk;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        take(text.charCodeAt(end - 1) === 13 ? text.slice(from, end - 1) : text.slice(from, end));
        from = end + 1;
      }
      rest = text.slice(from);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (rest !== '') take(rest);
}
