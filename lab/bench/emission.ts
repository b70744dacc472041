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

/** What a device under test sends is open to unknown members; a stand-in is held to the closed schema, and is the kit's. */
export function emitBody(
  atMs: number,
  device: Pick<BenchDevice, 'urn' | 'dut' | 'standIn'>,
  content: Content,
): EmitBody {
  // What a stand-in only passes on may hold members that its author knows more of (PR2-X-08).
  const { source } = (content.message ?? {}) as { source?: unknown };
  const passedOn = source !== undefined && source !== device.urn;
  const { problems, findings } =
    content.raw === undefined
      ? checkMessage(content.message, device.dut || passedOn ? 'open' : 'closed')
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
    ...(findings.length > 0 ? { findings: told(findings) } : {}),
  };
}
