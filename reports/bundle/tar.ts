/**
 * The archive of a bundle: a plain POSIX tar of flat files, written in one way only, so that every byte of it can be
 * accounted for. Nothing is compressed: a changed byte is a changed part, and any `tar` opens it.
 */

export interface Entry {
  readonly name: string;
  readonly content: Uint8Array;
}

const BLOCK = 512;
const ENCODER = new TextEncoder();

/** Writes the entries in their order; owners, times and modes are fixed. */
export function writeTar(entries: readonly Entry[]): Uint8Array {
  const parts = entries.flatMap(({ name, content }) => [
    header(name, content.length),
    content,
    padding(content.length),
  ]);
  return concat([...parts, new Uint8Array(2 * BLOCK)]);
}

/** What is wrong with an archive, and where. */
export class DamagedArchive extends Error {
  override readonly name = 'DamagedArchive';
}

/**
 * Reads what {@link writeTar} wrote, and nothing else: each byte between the contents must be the one it writes.
 * @throws DamagedArchive naming the part whose surroundings do not hold
 */
export function readTar(archive: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  let before = 'the beginning';
  for (;;) {
    const block = archive.subarray(at, at + BLOCK);
    if (block.length < BLOCK) throw new DamagedArchive(`the archive ends after ${before}`);
    if (block.every((b) => b === 0)) break;
    const name = field(block, 0, 100);
    const size = Number.parseInt(field(block, 124, 12), 8);
    if (!Number.isSafeInteger(size) || size < 0 || !same(block, safeHeader(name, size))) {
      throw new DamagedArchive(
        `the header of ${/^[\w.-]+$/.test(name) ? name : `the part after ${before}`} was changed`,
      );
    }
    const content = archive.subarray(at + BLOCK, at + BLOCK + size);
    const pad = archive.subarray(at + BLOCK + size, at + BLOCK + size + padding(size).length);
    if (content.length < size || pad.length < padding(size).length)
      throw new DamagedArchive(`${name} is cut short`);
    if (pad.some((b) => b !== 0)) throw new DamagedArchive(`the padding after ${name} was changed`);
    entries.push({ name, content });
    before = name;
    at += BLOCK + size + pad.length;
  }
  const rest = archive.subarray(at);
  if (rest.length !== 2 * BLOCK || rest.some((b) => b !== 0)) {
    throw new DamagedArchive(`what follows ${before} is not the end of an archive`);
  }
  return entries;
}

function safeHeader(name: string, size: number): Uint8Array {
  return name.length > 0 && name.length <= 99 && size <= 0o77777777777
    ? header(name, size)
    : new Uint8Array(0);
}

function header(name: string, size: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string): void => block.set(ENCODER.encode(text), at);
  put(0, name);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${size.toString(8).padStart(11, '0')}\0`);
  put(136, '00000000000\0');
  put(148, '        ');
  put(156, '0');
  put(257, 'ustar\u000000');
  const sum = block.reduce((total, b) => total + b, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}

function padding(size: number): Uint8Array {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}

function field(block: Uint8Array, at: number, length: number): string {
  const bytes = block.subarray(at, at + length);
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((v, i) => v === b[i]);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
