/** The progress of a run on standard error: one living line on a terminal, nothing but failures elsewhere. */
import type { DeviceRole } from '../lab/bench/bench-device';
import type { CaseInfo } from '../lab/session/case-info';
import type { CaseRun } from '../lab/session/case-run';
import type { SessionEvents } from '../lab/session/session';
import { visibleLine } from '../reports/text/visible';
import { caseVerdict } from '../verdicts';
import { onGitHub, withoutCommands } from './annotations';

export class Progress implements SessionEvents {
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly role: DeviceRole,
    private readonly total: number,
    /** Cases judged already, in a run that is gone on with. */
    private ended = 0,
  ) {}

  caseBegins(info: CaseInfo): void {
    if (this.stream.isTTY) this.line(`${this.head()}  now ${info.id}`);
  }

  caseEnds(run: CaseRun): void {
    const { verdict, cause } = caseVerdict(run.view.records);
    const { attempt = 1 } = run.info;
    if (attempt === 1) this.ended += 1;
    else this.counts.set('error', (this.counts.get('error') ?? 1) - 1);
    this.counts.set(verdict, (this.counts.get(verdict) ?? 0) + 1);
    if (attempt === 1 && (verdict === 'pass' || verdict === 'not applicable')) return;
    if (this.stream.isTTY) this.stream.write('\r\x1b[2K');
    const times = attempt === 1 ? '' : ` (attempt ${attempt})`;
    const told = `${verdict.padEnd(12)} ${run.info.id}${times}${cause === undefined ? '' : `  ${visibleLine(cause)}`}`;
    this.stream.write(`${onGitHub() ? withoutCommands(told) : told}\n`);
  }

  done(): void {
    if (this.stream.isTTY) this.stream.write('\r\x1b[2K');
  }

  private head(): string {
    const counts = [...this.counts]
      .filter(([, count]) => count > 0)
      .map(([verdict, count]) => `${count} ${verdict}`)
      .join(', ');
    return `${this.role} ${this.ended}/${this.total}${counts === '' ? '' : `  ${counts}`}`;
  }

  private line(text: string): void {
    this.stream.write(`\r\x1b[2K${text.slice(0, (this.stream.columns || 80) - 1)}`);
  }
}
