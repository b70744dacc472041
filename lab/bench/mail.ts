/**
 * Messages on their way: what a device or the kit puts on the wire is written down, checked, and carried over each
 * hop as the message network decides. Delivery itself is the bench's, in its order of time.
 */
import { type DeliverRecord, type LogRecord, type Message } from '../../schemas';
import type { Emit } from '../../reference-impl/device';
import { unchangingCopy } from '../rpc/json-copy';
import type { RecordBody } from '../runlog/chain';
import type { BenchDevice } from './bench-device';
import { CaseStop } from './case-stop';
import { emitBody, type Content } from './emission';
import type { Point } from './electrical-network';
import type { Credential, MessageNetwork } from './message-network';
import { destinationOf, routes } from './routing';

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
    const content: Content =
      'message' in emit ? { message: unchangingCopy(emit.message) } : { raw: emit.raw };
    const body = emitBody(this.context.nowMs(), device, content);
    const { n } = this.context.record(body);
    const { problems = [] } = body;
    if (body.blame === 'kit') {
      throw new CaseStop('kit', `stand-in ${device.urn} sent an invalid message: ${problems[0]?.text ?? ''}`);
    }
    this.carry(device.urn, n, content);
  }

  /** The kit puts something on the wire for a party that it plays, along PR2's own links. Gives the log position. */
  say(from: string, message: Message): number {
    const content = { message: unchangingCopy(message) };
    const n = this.injected(from, message.destination, content);
    this.carry(from, n, content);
    return n;
  }

  /** The kit puts anything on one link, as if it came from `from`. Gives the log position. */
  inject(
    from: string,
    to: string,
    content: Content,
    link: { credential?: Credential; principal?: string },
  ): number {
    const ref = this.injected(from, to, content);
    const { credential = this.context.network.credentialOf(from, to), principal = from } = link;
    this.post({ from, to, ref, ...content, credential, principal });
    return ref;
  }

  /** Writes down what became of a parcel. */
  log(parcel: Parcel, outcome: DeliverRecord['outcome'], reason?: string): void {
    const { ref, to, from: peer, principal, credential } = parcel;
    this.context.record({
      kind: 'deliver',
      at: this.context.nowMs(),
      ref,
      to,
      link: { peer, principal, credential },
      outcome,
      ...(reason === undefined ? {} : { reason }),
    });
  }

  private injected(from: string, to: string, content: Content): number {
    return this.context.record({
      kind: 'inject',
      at: this.context.nowMs(),
      from,
      to,
      ...content,
    }).n;
  }

  private carry(from: string, ref: number, content: Content): void {
    const { network, points, urns } = this.context;
    const parcel = (to: string): Parcel => ({
      from,
      to,
      ref,
      ...content,
      credential: network.credentialOf(from, to),
      principal: from,
    });
    const hops = routes(from, content.message, urns(), points);
    if (hops.length === 0)
      this.log(parcel(destinationOf(content.message) ?? 'unknown'), 'lost', 'no such link');
    for (const hop of hops) this.post(parcel(hop));
  }

  private post(parcel: Parcel): void {
    const { network, nowMs, due } = this.context;
    for (const carriage of network.plan(parcel.from, parcel.to, parcel.message as Message | undefined)) {
      if (carriage.kind === 'carry') due(nowMs() + carriage.delayMs, parcel);
      else this.log(parcel, 'lost', carriage.reason);
    }
  }
}
