/**
 * A party that the kit plays itself: the Utility of a PEV's or an ESCI's case (the tester), customers, channels.
 * It sends exactly what the scenario says, once, and answers what is owed; no scenario of its own.
 */
import { Endpoint } from '../../reference-impl/endpoint/endpoint';
import { owesAnswer } from '../../reference-impl/endpoint/repeats';
import type { Emit } from '../../reference-impl/device';
import {
  nameOf,
  type AlertReceipt,
  type ErrorCode,
  type Message,
  type MessageBodies,
  type MessageName,
} from '../../schemas';
import { timeText, partsOf } from '../../reference-impl/endpoint/identifiers';
import { nearestOf } from '../../runlog/sent';

export class Puppet {
  private readonly endpoint: Endpoint;
  /** Message names that it leaves unanswered, as the scenario wants. */
  readonly withheld = new Set<string>();
  /** Message names that it refuses, each with its code, as the scenario wants. */
  readonly refused = new Map<string, ErrorCode>();
  /** What a channel reports of the next alerts: outcome and after how long; DELIVERED at once without an entry. */
  readonly outcomes: { outcome: AlertReceipt['status'] | 'none'; count: number }[] = [];

  constructor(
    readonly urn: string,
    seed: string,
  ) {
    this.endpoint = new Endpoint({
      urn,
      seed,
      offsetMs: 0,
      ackMs: 10_000,
      clockSkewS: 3600,
      maxMessagesPerS: 1e9,
      saysAnew: false,
    });
  }

  /** Composes a message and hands it out to be sent; `overrides` replace members of the envelope. */
  compose<N extends MessageName>(
    atMs: number,
    name: N,
    to: string,
    subject: string,
    data: MessageBodies[N],
    overrides: Record<string, unknown> = {},
  ): Message<N> {
    const message = this.endpoint.send(atMs, name, to, subject, data);
    this.endpoint.forget(() => true);
    this.endpoint.take();
    const merged: Record<string, unknown> = { ...message, ...overrides };
    for (const key of Object.keys(merged)) if (merged[key] === undefined) delete merged[key];
    return merged as unknown as Message<N>;
  }

  /** Takes a message in and gives the answers that are owed. */
  receive(atMs: number, from: string, input: { message?: unknown; raw?: string }): Emit[] {
    const received = this.endpoint.receive(
      atMs,
      { peer: from, principal: nearestOf(input.message as Message | undefined) ?? from, credential: 'valid' },
      input,
    );
    if (received.kind === 'request' && owesAnswer(received.message)) this.answer(atMs, received.message);
    return this.endpoint.take();
  }

  private answer(atMs: number, message: Message): void {
    const name = nameOf(message.type);
    if (name !== undefined && this.withheld.has(name)) {
      delete this.endpoint.state.answered[`${message.source} ${message.id}`]; // a repeat may be answered later
      return;
    }
    const code = name === undefined ? undefined : this.refused.get(name);
    if (code !== undefined)
      this.endpoint.reply(atMs, message, 'Receipt', { refMessageId: message.id, status: 'REJECTED', code });
    else if (name === 'CustomerAlert' && partsOf(this.urn).role === 'channel')
      this.receipt(atMs, message as Message<'CustomerAlert'>);
    else this.endpoint.acknowledge(atMs, message);
  }

  private receipt(atMs: number, alert: Message<'CustomerAlert'>): void {
    const planned = this.outcomes.find((o) => o.count > 0);
    if (planned !== undefined) planned.count -= 1;
    const outcome = planned?.outcome ?? 'DELIVERED';
    if (outcome === 'none') return;
    this.endpoint.reply(atMs, alert, 'AlertReceipt', {
      alertId: alert.data.alertId,
      customerId: alert.data.customerId,
      eventId: alert.data.eventId,
      channel: alert.data.channel,
      status: outcome,
      attempts: 1,
      at: timeText(atMs),
    });
  }
}
