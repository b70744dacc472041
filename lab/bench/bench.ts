/**
 * The test bench of one case: it moves virtual time, carries every message and every watt between the devices,
 * and writes down all of it. It decides nothing: checks read what it wrote.
 */
import { checkMessage, type LogRecord, type Message, type Readings, type StartParams } from '../../schemas';
import type { Emit } from '../../reference-impl/device';
import { partsOf, unitFrom } from '../../reference-impl/endpoint/identifiers';
import { ConnectorError } from '../connectors/connector';
import type { RecordBody } from '../runlog/chain';
import type { CaseView } from '../../runlog/case-view';
import { Agenda } from './agenda';
import { differs, type BenchDevice } from './bench-device';
import type { ElectricalNetwork } from './electrical-network';
import type { MessageNetwork } from './message-network';
import { Puppet } from './puppet';
import { CaseStop } from './case-stop';
import { destinationOf, routes } from './routing';
import { Sampler } from './sampling';

/** Steps of the loop allowed without time moving (lab protocol, Time 4). */
const LIVELOCK_STEPS = 2_000;

export interface BenchSetup {
  readonly seed: string;
  readonly startMs: number;
  readonly view: CaseView;
  readonly network: MessageNetwork;
  readonly electrical: ElectricalNetwork;
  /** Appends to the run log and gives the whole record back. */
  readonly append: (body: RecordBody) => LogRecord;
}

interface Parcel {
  readonly from: string;
  readonly to: string;
  readonly ref: number;
  readonly message?: unknown;
  readonly raw?: string;
  readonly credential: Credential;
  readonly principal: string;
}

export type Credential = 'valid' | 'expired' | 'wrong' | 'none';
type Due = { kind: 'parcel'; parcel: Parcel } | { kind: 'action'; run: () => Promise<void> };

export class Bench {
  readonly devices: BenchDevice[] = [];
  readonly puppets = new Map<string, Puppet>();
  private readonly due = new Agenda<Due>();
  private readonly sampler: Sampler;
  private readonly lastRead = new Map<string, Readings>();
  private steps = 0;
  private atMs: number;

  constructor(readonly setup: BenchSetup) {
    this.atMs = setup.startMs;
    this.sampler = new Sampler(setup.seed);
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
    const full = {
      at: this.atMs,
      role: device.role,
      id: device.id,
      ...params,
      ...this.electricalFor(device),
    } as StartParams;
    await this.call(device, 'start', full);
  }

  /** Something a person or nature does to a device. Gives the product's own refusal, if any. */
  async stimulate(urn: string, name: string, params: object): Promise<string | undefined> {
    const device = this.deviceAt(urn);
    const at = this.atMs;
    const log = (refused?: string): LogRecord =>
      this.record({
        kind: 'stimulus',
        at,
        device: urn,
        name,
        params: { ...params },
        ...(refused === undefined ? {} : { refused }),
      } as RecordBody);
    if (!device.hello.stimuli.includes(name as never)) {
      log();
      throw new CaseStop('no-hook', `the ${device.role} offers no stimulus ${name}`, urn);
    }
    const result = await this.call(
      device,
      'stimulate',
      { at, name, params, ...this.electricalFor(device) },
      (r) => log(refusalOf(r)),
    );
    return refusalOf(result);
  }

  /** The kit speaks as a party that it plays. Gives the log position. */
  say(from: string, message: Message, options: { to?: string } = {}): number {
    const n = this.record({
      kind: 'inject',
      at: this.atMs,
      from,
      to: options.to ?? message.destination,
      message,
    }).n;
    this.carry(from, n, { message }, options.to === undefined ? undefined : [options.to]);
    return n;
  }

  /** Puts something on one link as if it came from `from`, whatever it is; for what no honest party would send. */
  inject(
    from: string,
    to: string,
    input: { message?: unknown; raw?: string },
    link: { credential?: Credential; principal?: string } = {},
  ): number {
    const n = this.record({ kind: 'inject', at: this.atMs, from, to, ...input }).n;
    this.post(
      {
        from,
        to,
        ref: n,
        ...input,
        credential: link.credential ?? 'valid',
        principal: link.principal ?? from,
      },
      input.message,
    );
    return n;
  }

  /** Plans an action of the scenario. */
  plan(atMs: number, run: () => Promise<void>): void {
    this.due.push(atMs, { kind: 'action', run });
  }

  /** Runs until `atMs`; time then is `atMs`. */
  async runUntil(atMs: number): Promise<void> {
    await this.runWhile(atMs, () => true);
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

  /** Reads every PEV now, so that the log holds its state at this instant. */
  async readAll(): Promise<void> {
    for (const device of this.devices)
      if (device.running && device.wants.length > 0) await this.read(device, true);
  }

  /** Tells the devices that an electrical input changed, and logs the change. */
  async electricalChanged(values: Record<string, unknown>, point?: string): Promise<void> {
    this.record({
      kind: 'electrical',
      at: this.atMs,
      device: 'urn:pr2:kit:bench',
      ...(point === undefined ? {} : { point }),
      values,
    });
    for (const device of this.devices) {
      const inputs = this.electricalFor(device);
      if (device.running && 'electrical' in inputs)
        await this.call(device, 'advance', { at: this.atMs, ...inputs });
    }
  }

  async query(urn: string, what: string): Promise<Record<string, unknown>[]> {
    const device = this.deviceAt(urn);
    if (!device.hello.queries.includes(what as never))
      throw new CaseStop('no-hook', `the ${device.role} offers no query ${what}`, urn);
    const result = (await this.call(device, 'query', { at: this.atMs, what })) as {
      records: Record<string, unknown>[];
    };
    this.record({ kind: 'query', at: this.atMs, device: urn, what, records: result.records } as RecordBody);
    return result.records;
  }

  private async runWhile(limitMs: number, goOn: () => boolean): Promise<void> {
    for (;;) {
      const nextMs = this.nextInstant();
      if (nextMs === null || nextMs > limitMs) return;
      this.moveTo(Math.max(nextMs, this.atMs));
      this.steps += 1;
      if (this.steps > LIVELOCK_STEPS)
        throw new CaseStop(
          'livelock',
          `more than ${LIVELOCK_STEPS} steps at one instant; ${this.lastEmitters()}`,
        );
      await this.step();
      if (!goOn()) return;
    }
  }

  /** One thing that is due now: a planned action, a delivery, a wake-up, or a sample. */
  private async step(): Promise<void> {
    const due = this.due.take(this.atMs);
    if (due?.kind === 'action') return due.run();
    if (due?.kind === 'parcel') return this.deliver(due.parcel);
    const device = this.devices.find((d) => d.running && d.next !== null && d.next <= this.atMs);
    if (device !== undefined) {
      await this.call(device, 'advance', { at: this.atMs, ...this.electricalFor(device) });
      return;
    }
    for (const sampled of this.devices)
      if (this.sampler.takeDue(sampled, this.atMs)) await this.read(sampled, true);
  }

  private nextInstant(): number | null {
    let next = this.due.nextMs();
    for (const d of this.devices) {
      if (!d.running) continue;
      if (d.next !== null && (next === null || d.next < next)) next = d.next;
      const sampleMs = this.sampler.nextMs(d);
      if (sampleMs !== null && (next === null || sampleMs < next)) next = sampleMs;
    }
    return next;
  }

  private moveTo(atMs: number): void {
    if (atMs <= this.atMs) return;
    this.atMs = atMs;
    this.steps = 0;
    this.view.passed(atMs);
  }

  private async deliver(parcel: Parcel): Promise<void> {
    const link = { peer: parcel.from, principal: parcel.principal, credential: parcel.credential };
    const device = this.devices.find((d) => d.urn === parcel.to);
    const log = (outcome: 'delivered' | 'lost', reason?: string): LogRecord =>
      this.record({
        kind: 'deliver',
        at: this.atMs,
        ref: parcel.ref,
        to: parcel.to,
        link,
        outcome,
        ...(reason === undefined ? {} : { reason }),
      });
    const input = parcel.raw === undefined ? { message: parcel.message } : { raw: parcel.raw };
    if (device === undefined) {
      log('delivered');
      const puppet = this.puppet(parcel.to);
      for (const emit of puppet.receive(this.atMs, parcel.from, input))
        if ('message' in emit) this.say(parcel.to, emit.message);
      return;
    }
    if (!device.running) {
      log('lost', 'the device is down');
      return;
    }
    await this.call(device, 'deliver', { at: this.atMs, link, ...input, ...this.electricalFor(device) }, () =>
      log('delivered'),
    );
  }

  /** One call to a device: what it sent is put on the wire, what it draws is read. */
  private async call(
    device: BenchDevice,
    method: string,
    params: object,
    log?: (result?: unknown) => void,
  ): Promise<unknown> {
    let answer: { result: unknown; emits: readonly Emit[]; logs: readonly { level: string; text: string }[] };
    try {
      answer = await device.connector.call(method as 'advance', params as never);
    } catch (error) {
      log?.();
      if (error instanceof ConnectorError) throw CaseStop.fromConnector(error, device, method);
      throw error;
    }
    log?.(answer.result);
    const next = (answer.result as { next?: number | null }).next;
    if (next !== undefined) {
      if (next !== null && next < this.atMs)
        throw new CaseStop(
          'adapter',
          `${device.urn} answered ${method} with next ${next}, which is before at ${this.atMs}`,
          device.urn,
        );
      device.next = next;
    }
    for (const line of answer.logs)
      this.record({
        kind: 'note',
        at: this.atMs,
        level: line.level,
        device: device.urn,
        text: line.text.slice(0, 4096),
      } as RecordBody);
    for (const emit of answer.emits) this.emitted(device, emit);
    if (method !== 'query') {
      this.sampler.touched(device, this.atMs);
      if (device.running && device.wants.length > 0) await this.read(device, false);
    }
    return answer.result;
  }

  private emitted(device: BenchDevice, emit: Emit): void {
    const value = 'message' in emit ? emit.message : undefined;
    const checked =
      value === undefined
        ? { problems: [{ path: '', text: 'not a JSON object' }], findings: [] }
        : checkMessage(value, device.dut ? 'open' : 'closed');
    const n = this.record({
      kind: 'emit',
      at: this.atMs,
      device: device.urn,
      ...('message' in emit ? { message: emit.message } : { raw: emit.raw }),
      ...(checked.problems.length > 0
        ? {
            blame: device.standIn === 'device' ? 'device' : 'kit',
            problems: checked.problems.map(({ path, text }) => ({ path, text })),
          }
        : {}),
      ...(checked.findings.length > 0
        ? { findings: checked.findings.map(({ path, text }) => ({ path, text })) }
        : {}),
    }).n;
    if (checked.problems.length > 0 && device.standIn === 'reference' && !device.dut) {
      throw new CaseStop(
        'kit',
        `stand-in ${device.urn} sent an invalid message: ${checked.problems[0]?.text ?? ''}`,
      );
    }
    this.carry(device.urn, n, 'message' in emit ? { message: emit.message } : { raw: emit.raw });
  }

  private carry(from: string, ref: number, input: { message?: unknown; raw?: string }, to?: string[]): void {
    const hops =
      to ??
      routes(
        from,
        input.message,
        this.devices.map((d) => d.urn),
        this.setup.electrical.points,
      );
    if (hops.length === 0) {
      this.record({
        kind: 'deliver',
        at: this.atMs,
        ref,
        to: destinationOf(input.message) ?? 'unknown',
        link: { peer: from, principal: from, credential: 'valid' },
        outcome: 'lost',
        reason: 'no such link',
      });
    }
    for (const hop of hops)
      this.post({ from, to: hop, ref, ...input, credential: 'valid', principal: from }, input.message);
  }

  private post(parcel: Parcel, message: unknown): void {
    for (const carriage of this.setup.network.plan(parcel.from, parcel.to, message as Message | undefined)) {
      if (carriage.kind === 'carry') this.due.push(this.atMs + carriage.delayMs, { kind: 'parcel', parcel });
      else {
        const link = { peer: parcel.from, principal: parcel.principal, credential: parcel.credential };
        this.record({
          kind: 'deliver',
          at: this.atMs,
          ref: parcel.ref,
          to: parcel.to,
          link,
          outcome: 'lost',
          reason: carriage.reason,
        });
      }
    }
  }

  private async read(device: BenchDevice, always: boolean): Promise<void> {
    let answer;
    try {
      answer = await device.connector.call('observe', { at: this.atMs, want: device.wants } as never);
    } catch (error) {
      if (error instanceof ConnectorError) throw CaseStop.fromConnector(error, device, 'observe');
      throw error;
    }
    const readings = answer.result.readings;
    const flowChanged = device.role === 'pev' && this.setup.electrical.take(device.urn, this.atMs, readings);
    this.sampler.saw(device, this.atMs, readings);
    if (!flowChanged && !always && !differs(this.lastRead.get(device.urn), readings)) return;
    this.lastRead.set(device.urn, readings);
    const point = this.setup.electrical.pointOfPev(device.urn)?.point;
    this.record({
      kind: 'reading',
      at: this.atMs,
      device: device.urn,
      ...(point === undefined ? {} : { point }),
      witness: device.dut ? 'self-reported' : 'peer',
      readings,
    });
    if (flowChanged && point !== undefined) await this.flowChanged(device.urn);
  }

  /** The meter at the point of a PEV whose power changed is told, as a call of its own. */
  private async flowChanged(pev: string): Promise<void> {
    const esci = this.devices.find((d) => d.urn === this.setup.electrical.pointOfPev(pev)?.esci);
    if (esci === undefined || !esci.running || !esci.senses.has('powerW')) return;
    await this.call(esci, 'advance', { at: this.atMs, ...this.electricalFor(esci) });
  }

  private electricalFor(device: BenchDevice): { electrical?: object } {
    const electrical = this.setup.electrical.inputs(device.urn, device.senses, this.atMs);
    return electrical === undefined ? {} : { electrical };
  }

  private lastEmitters(): string {
    const last = this.view.sent.slice(-5).map((s) => `${partsOf(s.by).role} ${s.name ?? 'raw'}`);
    return last.length === 0 ? 'nothing was sent' : `last sent: ${last.join(', ')}`;
  }

  /** A number in [0, 1) of this case, by label. */
  draw(label: string): number {
    return unitFrom(this.setup.seed, label);
  }
}

/** The product's own refusal in an answer to `stimulate`. */
function refusalOf(result: unknown): string | undefined {
  return (result as { refused?: string } | undefined)?.refused;
}
