import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../schemas';
import { Endpoint } from './endpoint';

const T0 = Date.UTC(2031, 0, 1);
const ACK_MS = 10_000;

function endpoint(urn: string, offsetMs = 0): Endpoint {
  return new Endpoint({ urn, seed: 's', offsetMs, ackMs: ACK_MS, clockSkewS: 1, maxMessagesPerS: 20 });
}

function messages(from: Endpoint): Message[] {
  return from.take().flatMap((e) => ('message' in e ? [e.message] : []));
}

/** The skew that the receiver names in its answer to the first copy that reaches it. */
function namedSkew(offsetMs: number, lost: number): unknown {
  const [pev, esci] = ['urn:pr2:pev:p1', 'urn:pr2:esci:e1'];
  const sender = endpoint(pev, offsetMs);
  const receiver = endpoint(esci);
  sender.send(T0, 'GenerationStop', esci, 'r1', { requestId: 'r1', reason: 'SOC_MIN' });
  let atMs = T0;
  let copies = messages(sender);
  for (let i = 0; i < lost; i += 1) {
    atMs += ACK_MS;
    sender.advance(atMs);
    copies = messages(sender);
  }
  const [message] = copies;
  const link = { peer: pev, principal: pev, credential: 'valid' };
  const received = receiver.receive(atMs, link, { message });
  assert.ok(received.kind === 'request');
  receiver.reply(atMs, received.message, 'Receipt', { refMessageId: received.message.id, status: 'TAKEN' });
  return (messages(receiver)[0]?.data as { skewS?: number } | undefined)?.skewS;
}

test('a message whose first copies were lost is late, and its sender’s clock is not off', () => {
  for (const lost of [0, 1, 3]) assert.equal(namedSkew(0, lost), undefined, `${lost} lost`);
});

test('a clock that is off is named, at the first copy and at a later one', () => {
  for (const lost of [0, 2]) assert.equal(namedSkew(-3000, lost), -3, `${lost} lost`);
});

test('a clock that is off by more than a receipt can say is named with the most that it can', () => {
  assert.equal(namedSkew(-63 * 365 * 86_400_000, 0), -1_000_000_000);
});
