/**
 * The test bench of one case: it moves virtual time, carries every message and every watt between the devices,
 * and writes down all of it. It decides nothing: checks read what it wrote.
 */
import type { LogRecord, Message, StimulusName } from '../../schemas';
import { unitFrom } from '../../reference-impl/endpoint/identifiers';
import type { CaseView } from '../../runlog/case-view';
import type { RecordBody } from '../runlog/chain';
import type { BenchDevice } from './bench-device';
import { benchParts, type BenchParts, type BenchSetup } from './bench-parts';
import type { Start } from './boot';
import { CaseStop } from './case-stop';
import type { Position } from './isolation-switch';
import type { Content } from './emission';
import type { Credential } from './message-network';
import { Puppet } from './puppet';

export class Bench {
  readonly devices: BenchDevice[] = [];
  private readonly puppets = new Map<string, Puppet>();
  private readonly parts: BenchParts;

  constructor(readonly setup: BenchSetup) {
    this.parts = benchParts(setup, this.devices, {
      record: (body) => this.record(body),
      receive: (to, from, content) => this.puppetReceives(to, from, content),
      moveSwitch: (esci, position) => this.moveSwitch(esci, position),
    });
  }

  /** Bench time, integer milliseconds. */
  get nowMs(): number {
    return this.parts.timeline.nowMs;
  }

  get view(): CaseView {
    return this.setup.view;
  }

  record(body: RecordBody): LogRecord {
    const record = this.setup.append(body);
    this.view.add(record);
    return record;
  }

  deviceAt(urn: string): BenchDevice {
    const device = this.devices.find((d) => d.urn === urn);
    if (device === undefined) throw new CaseStop('kit', `no device ${urn} on the bench`);
    return device;
  }

  /** The party the kit plays under this urn, made at its first use. */
  puppet(urn: string): Puppet {
    let puppet = this.puppets.get(urn);
    if (puppet === undefined) this.puppets.set(urn, (puppet = new Puppet(urn, this.setup.seed)));
    return puppet;
  }

  /** Starts a device; the order of starting is the order of registration. */
  async start(device: BenchDevice, params: Start): Promise<void> {
    if (!this.devices.includes(device)) this.devices.push(device);
    await this.parts.boot.start(device, params);
  }

  /**
   * Ends a device at once, as a loss of power would, and brings it up again after `downMs` with what it made durable.
   * Returns when it is down; the rest happens in its time.
   */
  async restart(urn: string, downMs: number): Promise<void> {
    await this.parts.boot.restart(this.deviceAt(urn), downMs);
  }

  /** Whether a person at the device does it. */
  isByHand(urn: string, name: string): boolean {
    return this.deviceAt(urn).hands?.stimuli.has(name as StimulusName) === true;
  }

  /** Something a person or nature does to a device. Gives the product's own refusal, if any. */
  async stimulate(urn: string, name: string, params: object): Promise<string | undefined> {
    const device = this.deviceAt(urn);
    const { hands } = device;
    const byHand = this.isByHand(urn, name);
    if (hands !== undefined && byHand)
      await this.parts.hands.act(device, hands, name as StimulusName, params);
    const log = (refused?: string): LogRecord =>
      this.record({
        kind: 'stimulus',
        at: this.nowMs,
        device: urn,
        name,
        params: { ...params },
        ...(refused === undefined ? {} : { refused }),
      } as RecordBody);
    if (byHand) {
      log();
      this.parts.watch.touched(device);
      this.parts.timeline.touched();
      await this.parts.exchange.read(device, false);
      return undefined;
    }
    if (!device.hello.stimuli.includes(name as never)) {
      log();
      throw new CaseStop('no-hook', `the ${device.role} offers no stimulus ${name}`, urn);
    }
    const result = await this.parts.exchange.call(device, 'stimulate', { name, params }, (r) =>
      log(refusalOf(r)),
    );
    return refusalOf(result);
  }

  /** The kit speaks as a party that it plays, along PR2's own links. Gives the log position. */
  say(from: string, message: Message): number {
    return this.parts.mail.say(from, message);
  }

  /** Puts anything on one link as if it came from `from`: what no honest party would send. Gives the log position. */
  inject(
    from: string,
    to: string,
    content: Content,
    link: { credential?: Credential; principal?: string } = {},
  ): number {
    return this.parts.mail.inject(from, to, content, link);
  }

  /** Plans an action of the scenario. */
  plan(atMs: number, run: () => Promise<void>): void {
    this.parts.timeline.plan(atMs, run);
  }

  /** Runs until `atMs`; time then is `atMs`. */
  async runUntil(atMs: number): Promise<void> {
    await this.parts.timeline.runUntil(atMs);
  }

  async runFor(ms: number): Promise<void> {
    await this.runUntil(this.nowMs + ms);
  }

  /**
   * Runs until `done` holds (asked after every step) or `deadlineMs` has passed; true where it held.
   * Time stands where it began to hold.
   */
  async waitFor(done: () => boolean, deadlineMs: number): Promise<boolean> {
    return this.parts.timeline.waitFor(done, deadlineMs);
  }

  /** Reads every device now, so that the log holds its state at this instant. */
  async readAll(): Promise<void> {
    for (const device of this.devices) {
      if (device.hands !== undefined && device.running) await this.parts.hands.read(device, device.hands);
      await this.parts.exchange.read(device, true);
    }
  }

  /** Tells the devices that an electrical input changed, and logs the change. */
  async electricalChanged(values: Record<string, unknown>, point?: string): Promise<void> {
    const place = point === undefined ? {} : { point };
    this.record({
      kind: 'electrical',
      at: this.nowMs,
      device: 'urn:pr2:kit:bench',
      ...place,
      values,
    });
    for (const device of this.devices) {
      if (!device.running || device.senses.size === 0) continue;
      await this.parts.exchange.call(device, 'advance', {});
      this.parts.watch.touched(device);
    }
  }

  /** Brings the switch of an ESCI's premises into a position, as its drive or a hand does. */
  async moveSwitch(esci: string, position: Position): Promise<void> {
    const isolation = this.setup.electrical.switches.get(esci);
    if (isolation === undefined) throw new CaseStop('kit', `${esci} has no isolation switch`);
    isolation.position = position;
    await this.electricalChanged({ switch: isolation.switchId, position });
  }

  async query(urn: string, what: string): Promise<Record<string, unknown>[]> {
    const device = this.deviceAt(urn);
    if (!device.hello.queries.includes(what as never)) {
      throw new CaseStop('no-hook', `the ${device.role} offers no query ${what}`, urn);
    }
    const { result } = await this.parts.calls.ask(device, 'query', { at: this.nowMs, what });
    const { records } = result as { records: Record<string, unknown>[] };
    this.record({ kind: 'query', at: this.nowMs, device: urn, what, records } as RecordBody);
    return records;
  }

  /** A number in [0, 1) of this case, by label. */
  draw(label: string): number {
    return unitFrom(this.setup.seed, label);
  }

  /** What the devices on clocks of their own have said by now is written down, and they are told that the case is over. */
  async hush(): Promise<void> {
    this.parts.timeline.takeInAll();
    for (const device of this.devices) await this.parts.boot.hush(device);
  }

  /** Gives every device its power again that is without at the end of the case: the next one begins with it. */
  async powerUp(): Promise<void> {
    for (const device of this.devices) await this.parts.boot.powerUp(device);
  }

  private puppetReceives(to: string, from: string, content: Content): void {
    for (const emit of this.puppet(to).receive(this.nowMs, from, content))
      if ('message' in emit) this.say(to, emit.message);
  }
}

/** The product's own refusal in an answer to `stimulate`. */
function refusalOf(result: unknown): string | undefined {
  return (result as { refused?: string } | undefined)?.refused;
}
