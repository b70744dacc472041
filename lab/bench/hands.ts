/**
 * What a person does and reads at a device. A deed has two answers: the person begins, and it is done. Bench time goes
 * on until the first and then stands until the second, so that what the device says meanwhile comes after the deed; by
 * how long that took its instant may be off. What is not done, or not answered in time, ends the case as inconclusive.
 */
import type { LogRecord, ReadingName, Readings, StimulusName } from '../../schemas';
import { instructionFor } from '../operator/instructions';
import { askInTime, type Answer, type Hands, type Question } from '../operator/operator';
import { readAs, typedFor, type ReadByHand } from '../operator/quantities';
import type { RecordBody } from '../runlog/chain';
import type { BenchDevice } from './bench-device';
import { CaseStop } from './case-stop';

export interface HandsContext {
  readonly nowMs: () => number;
  /** The clock of the live devices now, bench time: ahead of `nowMs` while that stands. */
  readonly liveMs: () => number;
  readonly caseId: () => string;
  readonly record: (body: RecordBody) => LogRecord;
  /** Bench time goes on until there is an answer; the signal tells that nobody waits for it any more. */
  readonly meanwhile: (ask: (unwanted: AbortSignal) => Promise<Answer>) => Promise<Answer>;
  readonly uncertain: (device: BenchDevice, ms: number) => void;
}

/** A reading that a person took is good for so long, ms of bench time. */
const GOOD_FOR_MS = 60_000;

export class HandsAtWork {
  private readonly readAtMs = new Map<string, number>();

  constructor(private readonly context: HandsContext) {}

  /** Has a stimulus done; returns at the instant at which it began. @throws CaseStop where it was not done */
  async act(device: BenchDevice, hands: Hands, name: StimulusName, params: object): Promise<void> {
    const { nowMs, liveMs, meanwhile, uncertain } = this.context;
    const { text: instruction, details } = instructionFor(name, params);
    const question = { ...this.question(device, hands, instruction), details };
    const begun = await meanwhile((unwanted) => askInTime(hands, { ...question, yes: 'Begin' }, unwanted));
    if (begun.kind !== 'yes') throw this.notDone(device, instruction, begun);
    const done = await askInTime(hands, { ...question, yes: 'Done' });
    const tookMs = Math.max(0, liveMs() - nowMs());
    uncertain(device, tookMs);
    if (done.kind !== 'yes') throw this.notDone(device, instruction, done);
    this.write(device, instruction, { answer: 'done', tookMs });
  }

  /** Takes the readings that are due. @throws CaseStop where one was not taken */
  async read(device: BenchDevice, hands: Hands): Promise<void> {
    for (const [name, from] of hands.readings) {
      const key = `${device.urn} ${name}`;
      const lastMs = this.readAtMs.get(key);
      if (lastMs !== undefined && this.context.nowMs() - lastMs < GOOD_FOR_MS) continue;
      const readings = await this.readOne(device, hands, name as ReadByHand, from);
      this.readAtMs.set(key, this.context.nowMs());
      const witness = from === 'instrument' ? from : device.dut ? 'self-reported' : 'peer';
      this.context.record({
        kind: 'reading',
        at: this.context.nowMs(),
        device: device.urn,
        witness,
        readings,
      });
    }
  }

  private async readOne(
    device: BenchDevice,
    hands: Hands,
    name: ReadByHand & ReadingName,
    from: 'product' | 'instrument',
  ): Promise<Readings> {
    const typed = typedFor(name);
    const shown = from === 'product' ? 'as the product shows it' : 'with the instrument';
    const instruction = `Read ${typed.what}, ${shown}${typed.unit === '' ? '' : `, in ${typed.unit}`}.`;
    const question = { ...this.question(device, hands, instruction), yes: 'Send', typed };
    const answer = await this.context.meanwhile((unwanted) => askInTime(hands, question, unwanted));
    const read = answer.kind === 'yes' ? readAs(name, answer.value) : undefined;
    if (answer.kind !== 'yes' || read === undefined || 'problem' in read)
      throw this.notDone(device, instruction, answer.kind === 'yes' ? { kind: 'cannot' } : answer);
    this.write(device, instruction, { answer: 'done', text: answer.value });
    return { [name]: read.value };
  }

  private question({ role }: BenchDevice, { limitMs }: Hands, instruction: string): Omit<Question, 'yes'> {
    const where = `${this.context.caseId()}, at the ${PLACES[role]}`;
    return { where, instruction, details: [], limitMs };
  }

  private notDone(device: BenchDevice, asked: string, answer: Answer): CaseStop {
    const kind = answer.kind === 'yes' ? 'cannot' : answer.kind;
    const text = answer.kind === 'saw' ? answer.text : undefined;
    this.write(device, asked, { answer: kind, ...(text === undefined ? {} : { text }) });
    return new CaseStop(
      'operator',
      `${REASONS[kind]}: "${asked}"${text === undefined ? '' : `; seen: ${text}`}`,
      device.urn,
    );
  }

  private write(
    device: BenchDevice,
    asked: string,
    rest: { answer: 'done' | 'cannot' | 'saw' | 'silent'; text?: string; tookMs?: number },
  ): void {
    this.context.record({ kind: 'operator', at: this.context.nowMs(), device: device.urn, asked, ...rest });
  }
}

const PLACES = { pev: 'PEV', esci: 'ESCI', utility: 'Utility' } as const;

const REASONS = {
  cannot: 'the operator could not do this',
  saw: 'the operator saw something else on this',
  silent: 'the operator did not answer',
} as const;
