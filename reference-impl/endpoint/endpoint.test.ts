import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../schemas';
import { Endpoint } from './endpoint';

const T0 = Date.UTC(2031, 0, 1);
const ACK_MS = 10_000;
const [PEV, ESCI] = ['urn:pr2:pev:p1', 'urn:pr2:esci:e1'];
const STOP = { requestId: 'r1', reason: 'SOC_MIN' } as const;

function endpoint(urn: string, offsetMs = 0, saysAnew = true): Endpoint {
  return new Endpoint({
    urn,
    seed: 's',
    offsetMs,
    ackMs: ACK_MS,
    clockSkewS: 1,
    maxMessagesPerS: 20,
    saysAnew,
  });
}

function messages(from: Endpoint): Message[] {
  return from.take().flatMap((e) => ('message' in e ? [e.message] : []));
}

/** The skew that the receiver names in its answer to the first copy that reaches it. */
function namedSkew(offsetMs: number, lost: number): unknown {
  const sender = endpoint(PEV, offsetMs);
  const receiver = endpoint(ESCI);
  sender.send(T0, 'GenerationStop', ESCI, 'r1', STOP);
  let atMs = T0;
  let copies = messages(sender);
  for (let i = 0; i < lost; i += 1) {
    atMs += ACK_MS;
    sender.advance(atMs);
    copies = messages(sender);
  }
  const [message] = copies;
  const link = { peer: PEV, principal: PEV, credential: 'valid' };
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

/** What a sender says in twenty seconds after its stop was refused as busy for two; each with its instant after the refusal, ms. */
function afterBusy(saysAnew: boolean): { refused: Message; said: { atMs: number; message: Message }[] } {
  const [sender, busy] = [endpoint(PEV, 0, saysAnew), endpoint(ESCI)];
  sender.send(T0, 'GenerationStop', ESCI, 'r1', STOP, { keep: 'until-answered' });
  const [message] = messages(sender);
  assert.ok(message !== undefined);
  busy.reject(T0, message, 'E_BUSY', 'later', 2);
  const link = { peer: ESCI, principal: ESCI, credential: 'valid' };
  sender.receive(T0, link, { message: messages(busy)[0] });
  const said: { atMs: number; message: Message }[] = [];
  for (let atMs = sender.next(); atMs !== null && atMs < T0 + 20_000; atMs = sender.next()) {
    sender.advance(atMs);
    said.push(...messages(sender).map((m) => ({ atMs: (atMs ?? 0) - T0, message: m })));
  }
  return { refused: message, said };
}

test('what a busy peer refused is said anew when it names, under a new id, and repeated as before', () => {
  const { refused, said } = afterBusy(true);
  const [first, again] = said;
  assert.equal(first?.atMs, 2000);
  assert.equal(first?.message.seq, 1);
  assert.notEqual(first?.message.id, refused.id);
  assert.deepEqual(first?.message.data, STOP);
  assert.equal(again?.atMs, 2000 + ACK_MS);
  assert.equal(again?.message.id, first?.message.id);
});

test('who judges that for itself is left to it', () => {
  assert.deepEqual(afterBusy(false).said, []);
});
