/** What a device put on the wire, as the log holds it: with whatever is wrong with it, and whose fault that is. */
import { checkMessage } from '../../schemas';
import type { RecordOf } from '../../runlog/case-view';
import type { BenchDevice } from './bench-device';

/** What travels: a message, or text that is not one. */
export interface Content {
  readonly message?: unknown;
  readonly raw?: string;
}
type EmitBody = Omit<RecordOf<'emit'>, 'n' | 'prev'>;

/**
 * What a plugged-in device sends is open to unknown members; a stand-in is held to the closed schema, and is the kit's.
 * What a stand-in relays stays its author's: unknown members pass, and were a finding where the author sent them.
 */
export function emitBody(
  atMs: number,
  device: Pick<BenchDevice, 'urn' | 'dut' | 'standIn'>,
  content: Content,
): EmitBody {
  const relayed = !device.dut && isFromAnother(content.message, device.urn);
  const { problems, findings } =
    content.raw === undefined
      ? checkMessage(
          content.message,
          device.standIn === 'device' || device.dut || relayed ? 'open' : 'closed',
        )
      : { problems: [{ path: '', text: 'not a JSON object' }], findings: [] };
  const told = (list: typeof problems) => list.map(({ path, text }) => ({ path, text }));
  return {
    kind: 'emit',
    at: atMs,
    device: device.urn,
    ...content,
    ...(problems.length > 0
      ? { blame: device.standIn === 'device' ? 'device' : 'kit', problems: told(problems) }
      : {}),
    ...(findings.length > 0 && device.dut ? { findings: told(findings) } : {}),
  };
}

function isFromAnother(message: unknown, urn: string): boolean {
  return typeof message === 'object' && message !== null && 'source' in message && message.source !== urn;
}
