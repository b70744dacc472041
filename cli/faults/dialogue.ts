/**
 * What the bench and a device said to each other in one case. The bench is deterministic and knows a device by its
 * answers alone: a device that answers all of it as another did to the byte would have made the same log.
 */
import type { Device } from '../../reference-impl/device';
import type { HelloResult, LabMethod } from '../../schemas';
import { InProcessConnector, type Answer, type Connector, type LabParams } from '../../lab/connectors';

/** A call or a loss of power, and what came of it, as JSON. */
interface Exchange {
  readonly asked: LabMethod | 'kill' | 'reopen';
  readonly params: string;
  readonly answer: string;
}

export type Dialogue = readonly Exchange[];

/** A device in process whose dialogue is taken down. */
export class Listener implements Connector {
  readonly kind = 'in-process';
  private readonly inner: InProcessConnector;
  private exchanges: Exchange[] = [];

  constructor(make: () => Device) {
    this.inner = new InProcessConnector(make);
  }

  /** What was said since this was asked last. */
  take(): Dialogue {
    const { exchanges } = this;
    this.exchanges = [];
    return exchanges;
  }

  open(): Promise<HelloResult> {
    return this.inner.open();
  }

  async call<M extends LabMethod>(method: M, params: LabParams[M]): Promise<Answer<M>> {
    return this.heard(method, JSON.stringify(params), () => this.inner.call(method, params));
  }

  kill(): Promise<void> {
    return this.heard('kill', '', () => this.inner.kill());
  }

  reopen(): Promise<HelloResult> {
    return this.heard('reopen', '', () => this.inner.reopen());
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  diagnostics(): string {
    return this.inner.diagnostics();
  }

  private async heard<T>(asked: Exchange['asked'], params: string, ask: () => Promise<T>): Promise<T> {
    try {
      const answer = await ask();
      this.exchanges.push({ asked, params, answer: textOf(answer) });
      return answer;
    } catch (error) {
      this.exchanges.push({ asked, params, answer: textOf(error) });
      throw error;
    }
  }
}

/** Whether a device, asked the same from its start on, answers the same to the end. */
export async function answersAlike(make: () => Device, dialogue: Dialogue): Promise<boolean> {
  const device = new InProcessConnector(make);
  await device.open();
  for (const { asked, params, answer } of dialogue) {
    const found = await said(device, asked, params).catch((error: unknown) => error);
    if (textOf(found) !== answer) return false;
  }
  return true;
}

function said(device: InProcessConnector, asked: Exchange['asked'], params: string): Promise<unknown> {
  if (asked === 'kill') return device.kill();
  if (asked === 'reopen') return device.reopen();
  return device.call(asked, JSON.parse(params) as LabParams[LabMethod]);
}

function textOf(answer: unknown): string {
  return answer instanceof Error ? `${answer.name}: ${answer.message}` : (JSON.stringify(answer) ?? '');
}
