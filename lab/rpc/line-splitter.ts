/** Cuts a stream of bytes into lines. On bytes, because a chunk may end in the middle of a character. */

/** Longest line of the lab protocol, bytes. */
export const LINE_LIMIT_BYTES = 4 * 1024 * 1024;

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export class LineSplitter {
  private parts: Buffer[] = [];
  private heldBytes = 0;

  constructor(private readonly limitBytes = LINE_LIMIT_BYTES) {}

  /**
   * Takes a chunk and gives the lines that it completes, without their ends.
   * `tooLong` holds the beginning of a line over the limit; nothing after it can be trusted.
   */
  push(chunk: Buffer): { lines: Buffer[]; tooLong?: Buffer } {
    const lines: Buffer[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      const line = this.take(chunk.subarray(from, at));
      if (line.length > this.limitBytes) return { lines, tooLong: line };
      lines.push(line.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line);
      from = at + 1;
    }
    this.hold(chunk.subarray(from));
    return this.heldBytes > this.limitBytes ? { lines, tooLong: this.take(Buffer.alloc(0)) } : { lines };
  }

  /** What stands after the last line end. */
  rest(): Buffer {
    return this.take(Buffer.alloc(0));
  }

  private hold(part: Buffer): void {
    if (part.length === 0) return;
    this.parts.push(part);
    this.heldBytes += part.length;
  }

  private take(part: Buffer): Buffer {
    if (this.parts.length === 0) return part;
    this.hold(part);
    const whole = Buffer.concat(this.parts);
    this.parts = [];
    this.heldBytes = 0;
    return whole;
  }
}
