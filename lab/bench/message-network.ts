/**
 * The message network between the actors. The kit carries every message, so each is seen, and can be lost,
 * delayed or doubled. Pure bookkeeping: it says what becomes of a message; the bench does it.
 */
import { nameOf, type Message } from '../../schemas';

/** Transit time on an undisturbed link, ms. */
export const TRANSIT_MS = 10;

/** What a sender shows of itself on a link (lab protocol, `deliver`). */
export type Credential = 'valid' | 'expired' | 'wrong' | 'none';

export interface NetworkRule {
  /** Urns of the hop, and the message's name; an absent one matches all. */
  by?: string;
  to?: string;
  name?: string;
  /** How many matching messages it applies to. */
  count: number;
  action: { kind: 'lose' } | { kind: 'delay'; delayMs: number } | { kind: 'double'; afterMs: number };
}

export type Carriage = { kind: 'carry'; delayMs: number } | { kind: 'lose'; reason: string };

export class MessageNetwork {
  private readonly cut = new Set<string>();
  private readonly delays = new Map<string, () => number>();
  private readonly credentials = new Map<string, Credential>();
  private readonly rules: NetworkRule[] = [];

  /** Cuts or mends one direction of a link. */
  setLink(from: string, to: string, up: boolean): void {
    if (up) this.cut.delete(hop(from, to));
    else this.cut.add(hop(from, to));
  }

  /** Adds latency to one direction of a link, drawn for each message; null ends it. */
  setDelay(from: string, to: string, draw: (() => number) | null): void {
    if (draw === null) this.delays.delete(hop(from, to));
    else this.delays.set(hop(from, to), draw);
  }

  /** What one end of a link shows the other from now on (PR2-X-01). */
  setCredential(from: string, to: string, credential: Credential): void {
    this.credentials.set(hop(from, to), credential);
  }

  credentialOf(from: string, to: string): Credential {
    return this.credentials.get(hop(from, to)) ?? 'valid';
  }

  addRule(rule: NetworkRule): void {
    this.rules.push({ ...rule });
  }

  /** What becomes of a message on one hop: one entry for each copy. */
  plan(from: string, to: string, message: Message | undefined): Carriage[] {
    if (this.cut.has(hop(from, to))) return [{ kind: 'lose', reason: 'link down' }];
    const transitMs = TRANSIT_MS + (this.delays.get(hop(from, to))?.() ?? 0);
    const name = typeof message?.type === 'string' ? nameOf(message.type) : undefined;
    const rule = this.rules.find(
      (r) =>
        r.count > 0 &&
        (r.by === undefined || r.by === from) &&
        (r.to === undefined || r.to === to) &&
        (r.name === undefined || r.name === name),
    );
    if (rule === undefined) return [{ kind: 'carry', delayMs: transitMs }];
    rule.count -= 1;
    switch (rule.action.kind) {
      case 'lose':
        return [{ kind: 'lose', reason: 'lost by the scenario' }];
      case 'delay':
        return [{ kind: 'carry', delayMs: transitMs + rule.action.delayMs }];
      case 'double':
        return [
          { kind: 'carry', delayMs: transitMs },
          { kind: 'carry', delayMs: transitMs + rule.action.afterMs },
        ];
    }
  }
}

function hop(from: string, to: string): string {
  return `${from} ${to}`;
}
