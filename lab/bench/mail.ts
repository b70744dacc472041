/**
 * Messages on their way: what a device or the kit puts on the wire is written down, checked, and carried over each
 * hop as the message network decides. Delivery itself is the bench's, in its order of time.
 */
import { type DeliverRecord, type LogRecord, type Message } from '../../schemas';
import type { Emit } from '../../reference-impl/device';
import type { RecordBody } from '../runlog/chain';
import type { BenchDevice } from './bench-device';
import { CaseStop } from './case-stop';
import { emitBody, type Content } from './emission';
import type { Point } from './electrical-network';
import type { MessageNetwork } from './message-network';
import { destinationOf, routes } from './routing';

export type Credential = 'valid' | 'expired' | 'wrong' | 'none';

/** One copy on one hop. */
export interface Parcel extends Content {
  readonly from: string;
  readonly to: string;
  /** Log position of the record that put it on the wire. */
  readonly ref: number;
  readonly credential: Credential;
  readonly principal: string;
}

export interface MailContext {
  readonly network: MessageNetwork;
  readonly points: readonly Point[];
  readonly urns: () => readonly string[];
  readonly nowMs: () => number;
  readonly record: (body: RecordBody) => LogRecord;
  /** Plans the delivery of a parcel. */
  readonly due: (atMs: number, parcel: Parcel) => void;
}

export class Mail {
  constructor(private readonly context: MailContext) {}

  /** A device put something on the wire. @throws CaseStop where a stand-in's message is invalid: the kit's own error */
  emitted(device: BenchDevice, emit: Emit): void {
    const content: Content = 'message' in emit ? { message: emit.message } : { raw: emit.raw };
    const body = emitBody(this.context.nowMs(), device, content);
    const { n } = this.context.record(body);
    const { problems = [] } = body;
    if (body.blame === 'kit') {
