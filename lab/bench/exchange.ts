/**
 * An exchange with a device and what follows from it: what it sent is put on the wire, what it draws is read, the meter
 * at its point is told, and a switch that it commands begins to move.
 */
import type { LogRecord, Readings } from '../../schemas';
import type { Answer } from '../connectors/connector';
import type { RecordBody } from '../runlog/chain';
import type { BenchDevice } from './bench-device';
import type { ElectricalNetwork } from './electrical-network';
import type { Content } from './emission';
import type { Position } from './isolation-switch';
import type { LabCalls } from './lab-calls';
import type { Mail, Parcel } from './mail';
import type { Timeline } from './timeline';
import type { Watch } from './watch';

export interface ExchangeContext {
  readonly devices: readonly BenchDevice[];
  readonly electrical: ElectricalNetwork;
  readonly calls: LabCalls;
  readonly mail: Mail;
  readonly watch: Watch;
  readonly timeline: Timeline;
  readonly record: (body: RecordBody) => LogRecord;
  /** A party that the kit plays takes what is carried to it. */
  readonly receive: (to: string, from: string, content: Content) => void;
  /** The isolation switch of an ESCI's premises comes to a position. */
  readonly moveSwitch: (esci: string, position: Position) => Promise<void>;
}

export class Exchange {
  constructor(private readonly context: ExchangeContext) {}

  /** One call to a device. `log` writes the call down before what follows from it. @throws CaseStop */
  async call(
    device: BenchDevice,
    method: string,
    params: object,
    log?: (result?: unknown) => void,
  ): Promise<unknown> {
    const { calls, mail, timeline, watch, electrical, record } = this.context;
    if (device.live) timeline.catchUp();
    const toldTimeAlone = device.live && method === 'advance';
    if (device.live && !toldTimeAlone) timeline.touched();
    const at = timeline.nowMs;
    let answer: Answer;
    try {
      const inputs = electrical.inputs(device.urn, device.senses, at);
      answer = await calls.ask(device, method, {
        at,
        ...params,
        ...(inputs === undefined ? {} : { electrical: inputs }),
      });
    } catch (error) {
      log?.();
      throw error;
    }
    log?.(answer.result);
    const { next, readings } = answer.result as { next?: number | null; readings?: Readings };
    device.next = device.live ? null : (next ?? null);
    if (device.hello.clock.kind === 'settable') device.foretold = next;
    for (const { level, text } of answer.logs) {
      record({
        kind: 'note',
        at: timeline.nowMs,
        level,
        device: device.urn,
        text: text.slice(0, 4096),
      });
    }
    for (const emit of answer.emits) mail.emitted(device, emit);
    if (!toldTimeAlone) watch.touched(device);
    // Time has gone on at a device with a clock of its own.
    await this.read(device, false, device.live ? undefined : readings);
    return answer.result;
  }

  /**
   * Reads a device. The meter at the point of a PEV whose power changed is told, as a call of its own; a switch whose
   * ESCI commands it anew begins to move.
   */
  async read(device: BenchDevice, always: boolean, told?: Readings): Promise<void> {
    const { timeline, watch } = this.context;
    if (device.live && device.running) timeline.catchUp();
    const flowChanged = await watch.read(device, always, told);
    const command = watch.newCommand(device);
    if (command !== undefined) this.operate(device.urn, command);
    if (flowChanged) await this.tellMeter(device);
  }

  /** Tells the ESCI whose meter sees this PEV's power that it changed. */
  async tellMeter(device: BenchDevice): Promise<void> {
    const { devices, electrical } = this.context;
    const home = electrical.pointOfPev(device.urn)?.esci;
    const esci = devices.find((d) => d.urn === home);
    if (esci !== undefined && esci.running && esci.senses.has('powerW')) await this.call(esci, 'advance', {});
  }

  /** Hands a parcel over to whom it is for. */
  async deliver(parcel: Parcel): Promise<void> {
    const { devices, mail, receive } = this.context;
    const { from: peer, to, principal, credential } = parcel;
    const device = devices.find((d) => d.urn === to);
    const content: Content = parcel.raw === undefined ? { message: parcel.message } : { raw: parcel.raw };
    if (device === undefined) {
      mail.log(parcel, 'delivered');
      receive(to, peer, content);
    } else if (device.running) {
      const link = { peer, principal, credential };
      await this.call(device, 'deliver', { link, ...content }, () => mail.log(parcel, 'delivered'));
    } else {
      mail.log(parcel, 'lost', 'the device is down');
    }
  }

  private operate(esci: string, command: Position): void {
    const { electrical, timeline, moveSwitch } = this.context;
    const isolation = electrical.switches.get(esci);
    for (const { afterMs, position } of isolation?.movements(command) ?? []) {
      timeline.plan(timeline.nowMs + afterMs, () => moveSwitch(esci, position));
    }
  }
}
