/** The end of a stream of text, for diagnostics. */
import { textOnly } from './quoting';

export const TAIL_LIMIT_BYTES = 64 * 1024;

export class TextTail {
  private parts: Buffer[] = [];
  private bytes = 0;
  private cut = false;

  constructor(private readonly limitBytes = TAIL_LIMIT_BYTES) {}

  push(chunk: Buffer): void {
    this.parts.push(chunk);
    this.bytes += chunk.length;
    if (this.bytes <= 2 * this.limitBytes) return;
    this.parts = [Buffer.concat(this.parts).subarray(-this.limitBytes)];
    this.bytes = this.limitBytes;
    this.cut = true;
  }

  /** Printable text of at most the limit, in UTF-8 bytes; its beginning is missing where there was more. */
  text(): string {
    const all = Buffer.concat(this.parts);
    const cut = this.cut || all.length > this.limitBytes;
    // Replaced characters take up to three bytes each, so the limit holds only for what comes out.
    let text = textOnly(all.subarray(-this.limitBytes).toString('utf8'));
    if (cut) text = text.replace(/^\uFFFD{1,3}/, '');
    while (Buffer.byteLength(text) > this.limitBytes) {
      const over = Buffer.byteLength(text) - this.limitBytes;
      text = text.slice(Math.max(1, Math.floor(over / 3)));
    }
    return text;
  }
}
