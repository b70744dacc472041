/**
 * The test bench of one case: it moves virtual time, carries every message and every watt between the devices,
 * and writes down all of it. It decides nothing: checks read what it wrote.
 */
import type { LogRecord, Message, Readings, StartParams, StimulusName } from '../../schemas';
import { unitFrom } from '../../reference-impl/endpoint/identifiers';
import type { CaseView } from '../../runlog/case-view';
import type { Answer } from '../connectors/connector';
import type { Answer as Answered } from '../operator/operator';
import type { RecordBody } from '../runlog/chain';
import { Agenda } from './agenda';
import type { BenchDevice } from './bench-device';
import { CaseStop } from './case-stop';
import { HandsAtWork } from './hands';
import { LabCalls } from './lab-calls';
import { Leap } from './leap';
import type { LiveTime, Received } from './live-time';
import type { ElectricalNetwork } from './electrical-network';
import type { Position } from './isolation-switch';
import type { Content } from './emission';
import { Mail, type Parcel } from './mail';
import type { Credential, MessageNetwork } from './message-network';
import { Progress } from './progress';
import { Puppet } from './puppet';
import { Watch } from './watch';

export interface BenchSetup {
  readonly seed: string;
  readonly startMs: number;
  readonly view: CaseView;
  readonly network: MessageNetwork;
  readonly electrical: ElectricalNetwork;
  /** Appends to the run log and gives the whole record back. */
  readonly append: (body: RecordBody) => LogRecord;
  /** Whether the case has used up the real time it may take. */
  readonly outOfTime: () => boolean;
  /** Where a device has a clock of its own. */
  readonly live?: LiveTime | undefined;
}

type Due = { kind: 'parcel'; parcel: Parcel } | { kind: 'action'; run: () => Promise<void> };

export class Bench {
  readonly devices: BenchDevice[] = [];
  private readonly puppets = new Map<string, Puppet>();
  private readonly due = new Agenda<Due>();
  private readonly startedWith = new Map<string, object>();
  private readonly calls: LabCalls;
  private readonly mail: Mail;
  private readonly watch: Watch;
  private readonly leap: Leap;
  private readonly progress = new Progress();
  private readonly hands: HandsAtWork;
  private atMs: number;

  constructor(readonly setup: BenchSetup) {
    this.atMs = setup.startMs;
    const { electrical, network, seed } = setup;
    const nowMs = (): number => this.atMs;
    const record = (body: RecordBody): LogRecord => this.record(body);
    const { live, outOfTime } = setup;
    const calls = new LabCalls({ nowMs, record, outOfTime, live });
    const uncertain = (d: BenchDevice, ms: number): void => calls.uncertain(d, ms);
    this.calls = calls;
    this.mail = new Mail({
      network,
      points: electrical.points,
      urns: () => this.devices.map((d) => d.urn),
      nowMs,
      record,
      due: (atMs, parcel) => this.due.push(atMs, { kind: 'parcel', parcel }),
    });
    this.watch = new Watch({
      seed,
      electrical,
      nowMs,
      record,
      call: (d, method, params) => calls.ask(d, method, params),
      measure: (d) => calls.measure(d),
    });
    this.leap = new Leap({
      live,
      devices: () => this.devices.filter((d) => d.live && d.running),
      moveTo: (ms) => this.moveTo(ms),
      advance: (d) => this.call(d, 'advance', {}),
      acted: (d) => this.watch.touched(d),
      uncertain,
    });
    this.hands = new HandsAtWork({
      nowMs,
      record,
      liveMs: () => live?.nowMs ?? this.atMs,
      caseId: () => this.view.case?.case ?? '',
      meanwhile: (ask) => this.meanwhile(ask),
      uncertain,
    });
  }

  /** Bench time, integer milliseconds. */
  get nowMs(): number {
    return this.atMs;
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
  async start(
    device: BenchDevice,
    params: Omit<StartParams, 'at' | 'role' | 'id' | 'electrical'>,
  ): Promise<void> {
    if (!this.devices.includes(device)) this.devices.push(device);
    device.running = true;
    this.startedWith.set(device.urn, params);
    this.listenTo(device);
    await this.call(device, 'start', { role: device.role, id: device.id, ...params });
  }

  /**
   * Ends a device at once, as a loss of power would, and brings it up again after `downMs` with what it made durable.
   * Returns when it is down; the rest happens in its time.
   */
  async restart(urn: string, downMs: number): Promise<void> {
    const device = this.deviceAt(urn);
    if (device.hello.restart === 'none')
      throw new CaseStop('no-hook', `the ${device.role} cannot be restarted`, urn);
    // What has flowed since its last call is durable only once it has been told the time.
    if (!device.live) await this.call(device, 'advance', {});
    await this.read(device, true);
    await device.connector.kill();
    device.running = false;
    device.next = null;
    this.record({ kind: 'restart', at: this.atMs, device: urn, phase: 'down' });
    this.watch.wentDown(device);
    await this.tellMeter(device);
    this.plan(this.atMs + downMs, () => this.comeUp(device));
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
    if (hands !== undefined && byHand) await this.hands.act(device, hands, name as StimulusName, params);
    const log = (refused?: string): LogRecord =>
      this.record({
        kind: 'stimulus',
        at: this.atMs,
        device: urn,
        name,
        params: { ...params },
        ...(refused === undefined ? {} : { refused }),
      } as RecordBody);
    if (byHand) {
      log();
      this.watch.touched(device);
      this.leap.touched(this.atMs);
      await this.read(device, false);
      return undefined;
    }
    if (!device.hello.stimuli.includes(name as never)) {
      log();
      throw new CaseStop('no-hook', `the ${device.role} offers no stimulus ${name}`, urn);
    }
    const result = await this.call(device, 'stimulate', { name, params }, (r) => log(refusalOf(r)));
    return refusalOf(result);
  }

  /** The kit speaks as a party that it plays, along PR2's own links. Gives the log position. */
  say(from: string, message: Message): number {
    return this.mail.say(from, message);
  }

  /** Puts anything on one link as if it came from `from`: what no honest party would send. Gives the log position. */
  inject(
    from: string,
    to: string,
    content: Content,
    link: { credential?: Credential; principal?: string } = {},
  ): number {
    return this.mail.inject(from, to, content, link);
  }

  /** Plans an action of the scenario. */
  plan(atMs: number, run: () => Promise<void>): void {
    this.due.push(atMs, { kind: 'action', run });
  }

  /** Runs until `atMs`; time then is `atMs`. */
  async runUntil(atMs: number): Promise<void> {
    const { live } = this.setup;
    if (live !== undefined && !this.leap.possible) live.mustLastUntil(atMs);
    await this.runWhile(atMs, () => true, true);
    this.moveTo(atMs);
  }

  async runFor(ms: number): Promise<void> {
    await this.runUntil(this.atMs + ms);
  }

  /**
   * Runs until `done` holds (asked after every step) or `deadlineMs` has passed; true where it held.
   * Time stands where it began to hold.
   */
  async waitFor(done: () => boolean, deadlineMs: number): Promise<boolean> {
    if (done()) return true;
    let held = false;
    await this.runWhile(deadlineMs, () => !(held = done()));
    if (held) return true;
    this.moveTo(deadlineMs);
    return done();
  }

  /** Reads every device now, so that the log holds its state at this instant. */
  async readAll(): Promise<void> {
    for (const device of this.devices) {
      if (device.hands !== undefined && device.running) await this.hands.read(device, device.hands);
      await this.read(device, true);
    }
  }

  /** Tells the devices that an electrical input changed, and logs the change. */
  async electricalChanged(values: Record<string, unknown>, point?: string): Promise<void> {
    const place = point === undefined ? {} : { point };
    this.record({
      kind: 'electrical',
      at: this.atMs,
      device: 'urn:pr2:kit:bench',
      ...place,
      values,
    });
    for (const device of this.devices) {
      if (!device.running || device.senses.size === 0) continue;
      await this.call(device, 'advance', {});
      this.watch.touched(device);
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
    const { result } = await this.calls.ask(device, 'query', { at: this.atMs, what });
    const { records } = result as { records: Record<string, unknown>[] };
    this.record({ kind: 'query', at: this.atMs, device: urn, what, records } as RecordBody);
    return records;
  }

  /** A number in [0, 1) of this case, by label. */
  draw(label: string): number {
    return unitFrom(this.setup.seed, label);
  }

  /** @param nobodyWaits no check or step waits for something to happen, so that a settable clock may be put forward */
  private async runWhile(limitMs: number, goOn: () => boolean, nobodyWaits = false): Promise<void> {
    for (;;) {
      if (await this.liveUntilDue(limitMs, nobodyWaits)) {
        if (!goOn()) return;
        continue;
      }
      const nextMs = this.nextInstant();
      if (nextMs === null || nextMs > limitMs) return;
      this.moveTo(nextMs);
      this.progress.step(this.atMs, this.view);
      await this.step();
      if (!goOn()) return;
    }
  }

  /** Lives until something is due or `limitMs`; true where a device said something of itself before. */
  private async liveUntilDue(limitMs: number, mayLeap: boolean): Promise<boolean> {
    const { live } = this.setup;
    if (live === undefined) return false;
    const dueMs = Math.min(this.nextInstant() ?? Infinity, limitMs);
    const received = await live.until(mayLeap ? await this.leap.towards(dueMs) : dueMs);
    if (received === undefined) return mayLeap && live.nowMs < dueMs;
    this.takeIn(received);
    return true;
  }

  private takeIn(received: Received): void {
    this.moveTo(received.atMs);
    if ('answered' in received) return received.answered();
    const { device, emit } = received;
    this.progress.awake(device.urn);
    this.mail.emitted(device, emit);
    this.watch.touched(device);
    this.leap.touched(this.atMs);
  }

  /** Bench time goes on while a person is asked; it stands at the instant of the answer then. */
  private async meanwhile(ask: (unwanted: AbortSignal) => Promise<Answered>): Promise<Answered> {
    const { live } = this.setup;
    const unwanted = new AbortController();
    const asking = ask(unwanted.signal);
    if (live === undefined) return asking;
    let answer: Answered | undefined;
    void asking.then((a) => live.receiveAnswer(() => (answer = a)));
    try {
      await this.runWhile(Infinity, () => answer === undefined);
    } finally {
      unwanted.abort();
    }
    return answer ?? { kind: 'silent' };
  }

  /** What the devices on clocks of their own have said by now is written down, and they are told that the case is over. */
  async hush(): Promise<void> {
    const { live } = this.setup;
    if (live === undefined) return;
    for (let r = live.takeReceived(Infinity); r !== undefined; r = live.takeReceived(Infinity))
      this.takeIn(r);
    for (const device of this.devices) {
      if (!device.live) continue;
      device.connector.onUnasked = () => undefined;
      if (device.running) await this.calls.stop(device);
    }
  }

  private listenTo(device: BenchDevice): void {
    const { live } = this.setup;
    if (device.live && live !== undefined) device.connector.onUnasked = (emit) => live.receive(device, emit);
  }

  /** Bench time catches up with the clock of live devices, as far as nothing else comes before. */
  private catchUp(): void {
    const { live } = this.setup;
    if (live === undefined) return;
    const limitMs = Math.min(this.nextInstant() ?? Infinity, live.receivedMs ?? Infinity);
    this.moveTo(Math.min(live.nowMs, limitMs));
  }

  /** One thing that is due now: a planned action, a delivery, a wake-up, or the samples. */
  private async step(): Promise<void> {
    const due = this.due.take(this.atMs);
    if (due?.kind === 'action') return due.run();
    if (due?.kind === 'parcel') return this.deliver(due.parcel);
    const awake = this.devices.find((d) => d.running && d.next !== null && d.next <= this.atMs);
    if (awake !== undefined) {
      this.progress.awake(awake.urn);
      return void (await this.call(awake, 'advance', {}));
    }
    for (const device of this.devices) if (this.watch.takeDue(device)) await this.read(device, true);
    return undefined;
  }

  private nextInstant(): number | null {
    const instants = [this.due.nextMs()];
    for (const d of this.devices) if (d.running) instants.push(d.next, this.watch.nextMs(d));
    return instants.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
  }

  private moveTo(atMs: number): void {
    if (atMs <= this.atMs) return;
    this.atMs = atMs;
    this.progress.moved();
    this.view.passed(atMs);
  }

  private async deliver(parcel: Parcel): Promise<void> {
    const { from: peer, to, principal, credential } = parcel;
    const device = this.devices.find((d) => d.urn === to);
    const content: Content = parcel.raw === undefined ? { message: parcel.message } : { raw: parcel.raw };
    if (device === undefined) {
      this.mail.log(parcel, 'delivered');
      for (const emit of this.puppet(to).receive(this.atMs, peer, content))
        if ('message' in emit) this.say(to, emit.message);
    } else if (device.running) {
      const link = { peer, principal, credential };
      await this.call(device, 'deliver', { link, ...content }, () => this.mail.log(parcel, 'delivered'));
    } else {
      this.mail.log(parcel, 'lost', 'the device is down');
    }
  }

  /** One call to a device: what it sent is put on the wire, what it draws is read. `log` writes the call down before. */
  private async call(
    device: BenchDevice,
    method: string,
    params: object,
    log?: (result?: unknown) => void,
  ): Promise<unknown> {
    if (device.live) this.catchUp();
    const toldTimeAlone = device.live && method === 'advance';
    if (device.live && !toldTimeAlone) this.leap.touched(this.atMs);
    let answer: Answer;
    try {
      answer = await this.calls.ask(device, method, {
        at: this.atMs,
        ...params,
        ...this.electricalFor(device),
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
      this.record({
        kind: 'note',
        at: this.atMs,
        level,
        device: device.urn,
        text: text.slice(0, 4096),
      });
    }
    for (const emit of answer.emits) this.mail.emitted(device, emit);
    if (!toldTimeAlone) this.watch.touched(device);
    // Time has gone on at a device with a clock of its own.
    await this.read(device, false, device.live ? undefined : readings);
    return answer.result;
  }

  /**
   * Reads a device. The meter at the point of a PEV whose power changed is told, as a call of its own; a switch whose
   * ESCI commands it anew begins to move.
   */
  private async read(device: BenchDevice, always: boolean, told?: Readings): Promise<void> {
    if (device.live && device.running) this.catchUp();
    const flowChanged = await this.watch.read(device, always, told);
    const command = this.watch.newCommand(device);
    if (command !== undefined) this.operate(device.urn, command);
    if (flowChanged) await this.tellMeter(device);
  }

  private async tellMeter(device: BenchDevice): Promise<void> {
    const home = this.setup.electrical.pointOfPev(device.urn)?.esci;
    const esci = this.devices.find((d) => d.urn === home);
    if (esci !== undefined && esci.running && esci.senses.has('powerW')) await this.call(esci, 'advance', {});
  }

  /** Gives every device its power again that is without at the end of the case: the next one begins with it. */
  async powerUp(): Promise<void> {
    for (const device of this.devices) if (!device.running) await this.calls.reopen(device);
  }

  private async comeUp(device: BenchDevice): Promise<void> {
    await this.calls.reopen(device);
    this.record({ kind: 'restart', at: this.atMs, device: device.urn, phase: 'up' });
    device.running = true;
    const params = { role: device.role, id: device.id, ...this.startedWith.get(device.urn), resume: true };
    await this.call(device, 'start', params);
  }

  private operate(esci: string, command: Position): void {
    const isolation = this.setup.electrical.switches.get(esci);
    for (const { afterMs, position } of isolation?.movements(command) ?? []) {
      this.plan(this.atMs + afterMs, () => this.moveSwitch(esci, position));
    }
  }

  private electricalFor(device: BenchDevice): { electrical?: object } {
    const electrical = this.setup.electrical.inputs(device.urn, device.senses, this.atMs);
    return electrical === undefined ? {} : { electrical };
  }
}

/** The product's own refusal in an answer to `stimulate`. */
function refusalOf(result: unknown): string | undefined {
  return (result as { refused?: string } | undefined)?.refused;
}
