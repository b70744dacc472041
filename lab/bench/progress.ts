/** Whether time moves: a case in which devices go on acting without it would never end (lab protocol, Time 4). */
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { CaseView } from '../../runlog/case-view';
import { CaseStop } from './case-stop';
import { MinuteCount } from './minute-count';

/** Steps of the loop allowed without time moving. */
const LIVELOCK_STEPS = 2_000;

/** Steps allowed in a minute of bench time: a control loop of 10 ms takes 6,000, and samples every 100 ms 600. */
const MINUTE_STEPS = 8_000;

export class Progress {
  private steps = 0;
  private readonly minute = new MinuteCount(MINUTE_STEPS);
  private lastAwake: string | undefined;

  /** Bench time has moved. */
  moved(): void {
    this.steps = 0;
  }

  /** A device acts of itself. */
  awake(urn: string): void {
    this.lastAwake = urn;
  }

  /** One more step. @throws CaseStop where it is one too many; it names who acted last and what was sent */
  step(atMs: number, view: CaseView): void {
    this.steps += 1;
    if (this.steps > LIVELOCK_STEPS)
      throw this.livelock(`more than ${LIVELOCK_STEPS} steps at one instant`, view);
    if (this.minute.counts(atMs))
      throw this.livelock(`more than ${MINUTE_STEPS} steps in one minute of bench time`, view);
  }

  private livelock(what: string, view: CaseView): CaseStop {
    const awake = this.lastAwake === undefined ? '' : `; ${this.lastAwake} was due to act last`;
    return new CaseStop('livelock', `${what}${awake}; ${lastEmitters(view)}`, this.lastAwake);
  }
}

function lastEmitters(view: CaseView): string {
  const last = view.sent.slice(-5).map((s) => `${partsOf(s.by).role} ${s.name ?? 'raw'}`);
  return last.length === 0 ? 'nothing was sent' : `last sent: ${last.join(', ')}`;
}
