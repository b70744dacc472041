/** The reference ESCI as a device: brings itself to each instant, then takes what comes. */
import type {
  AdvanceParams,
  AdvanceResult,
  DeliverParams,
  Electrical,
  HelloResult,
  Message,
  ObserveParams,
  ObserveResult,
  QueryParams,
  QueryResult,
  Readings,
  StartParams,
  StepResult,
  StimulateParams,
  StimulateResult,
} from '../../schemas';
import { LabError, type Device, type Emit, type Reply } from '../device';
import { Endpoint } from '../endpoint/endpoint';
import { timeText, urnOf } from '../endpoint/identifiers';
import { parametersFrom } from '../parameters';
import { conformantEsci, type EsciBehaviour } from './behaviour';
import { EVERY_PEV } from './copies';
import { newPoint } from './connection';
import type { Context } from './context';
import { DECLARATION, MAX_MESSAGES_PER_S } from './declaration';
import { hearPev } from './island/generation';
import { resumeIsland, senseSite, wakeIsland } from './island/island';
import { position } from './island/telling';
import { readMeter, rest } from './meter';
import { sense } from './metering';
import { relay } from './relay';
import { receive } from './requests';
import { newEsciState, type EsciState, type Point } from './state';
import { stimulate } from './stimuli';
import { storedEvents } from './store';
import { nextInstant, wake } from './wake';

/** A reference ESCI; `behaviour` replaces single decisions of the conformant one. */
export function createEsci(behaviour: Partial<EsciBehaviour> = {}): Device {
  return new Esci({ ...conformantEsci, ...behaviour });
}

class Esci implements Device {
  private context: Context | null = null;
  private outbox: Emit[] = [];
  /** Nothing is done at an instant before this one: what fell due while the device was down is done late. */
  private awakeMs = 0;
  /** When something is next due; between two calls nothing changes it. */
  private nextMs: number | null = null;

  constructor(private readonly behaviour: EsciBehaviour) {}

  hello(): HelloResult {
    return DECLARATION;
  }

  start(params: StartParams, restored?: string): Reply<StepResult> {
    if (params.role !== 'esci') throw LabError.notPossible(`an ESCI does not play ${params.role}`);
    const resumed = params.resume && restored !== undefined;
    const state = resumed
      ? (JSON.parse(restored) as EsciState)
      : newEsciState(params.state.commissioning ?? null);
    this.context = this.contextFor(params, state);
    this.awakeMs = params.at;
    if (resumed) for (const { meter } of Object.values(state.points)) rest(meter, params.at);
    for (const { point, evseId, meteringPointId } of params.points) {
      state.points[point] ??= newPoint(point, evseId, meteringPointId);
    }
    const { preferences } = params.state;
    if (!resumed && preferences !== undefined) {
      state.preferences[preferences.pevId ?? EVERY_PEV] = {
        pevId: EVERY_PEV,
        source: 'ESCI',
        version: 0,
        enabled: true,
        socFloor: 10,
        ...preferences,
      };
    }
    this.outbox = [];
    if (resumed) resumeIsland(this.context, params.at);
    this.nextMs = nextInstant(this.context);
    return this.step(params.at, params.electrical, () => undefined);
  }

  deliver(params: DeliverParams): Reply<StepResult> {
    const { at, link } = params;
    const input =
      params.rawBase64 === undefined
        ? params.raw === undefined
          ? { message: params.message }
          : { raw: params.raw }
        : { raw: Buffer.from(params.rawBase64, 'base64').toString('latin1') };
    return this.step(at, params.electrical, (ctx) => {
      const received = ctx.endpoint.receive(at, link, input);
      if (received.kind === 'request') receive(ctx, at, received.message);
      if (received.kind === 'answer') hearPev(ctx, at, received.message, received.to);
      if (received.kind === 'relay') relay(ctx, at, received.message);
    });
  }

  stimulate(params: StimulateParams): Reply<StimulateResult> {
    let refused: StimulateResult['refused'];
    const reply = this.step(params.at, params.electrical, (ctx) => {
      refused = stimulate(ctx, params) ?? undefined;
    });
    return { ...reply, result: { ...reply.result, ...(refused === undefined ? {} : { refused }) } };
  }

  observe(params: ObserveParams): ObserveResult {
    const ctx = this.running();
    const point =
      params.point === undefined ? Object.values(ctx.state.points)[0] : ctx.state.points[params.point];
    const all = readingsAt(ctx, point, params.at);
    if (params.want.includes('wallTime')) all.wallTime = timeText(ctx.endpoint.wallMs(params.at));
    const readings: Record<string, unknown> = {};
    for (const name of params.want) if (all[name] !== undefined) readings[name] = all[name];
    return { readings };
  }

  advance(params: AdvanceParams): Reply<AdvanceResult> {
    return this.step(params.at, params.electrical, () => undefined);
  }

  query(params: QueryParams): QueryResult {
    if (params.what !== 'storedEvents') throw LabError.noHook(params.what);
    return { records: storedEvents(this.running()) };
  }

  stop(): void {
    this.context = null;
  }

  durable(): string {
    return JSON.stringify(this.running().state);
  }

  /** Everything due before `atMs`, then the electrical inputs, then what is due now, then the input itself. */
  private step(
    atMs: number,
    electrical: Electrical | undefined,
    act: (ctx: Context) => void,
  ): Reply<StepResult> {
    const ctx = this.running();
    this.bringTo(ctx, atMs - 1);
    for (const [name, input] of Object.entries(electrical ?? {})) {
      const point = ctx.state.points[name];
      if (point === undefined) continue;
      sense(ctx, atMs, point, input);
      senseSite(ctx, atMs, input);
    }
    if (electrical !== undefined) this.nextMs = nextInstant(ctx);
    this.bringTo(ctx, atMs);
    wakeIsland(ctx, atMs);
    act(ctx);
    wakeIsland(ctx, atMs);
    this.collect(ctx, atMs);
    const next = (this.nextMs = nextInstant(ctx));
    const emits = this.outbox;
    this.outbox = [];
    return {
      result: { next: next === null ? null : Math.max(next, atMs) },
      emits,
      logs: ctx.endpoint.takeLogs(),
    };
  }

  private bringTo(ctx: Context, atMs: number): void {
    if (atMs < this.awakeMs) return;
    while (this.nextMs !== null && this.nextMs <= atMs) {
      const nowMs = Math.max(this.nextMs, this.awakeMs);
      for (const message of wake(ctx, nowMs)) receive(ctx, nowMs, message);
      this.collect(ctx, nowMs);
      this.nextMs = nextInstant(ctx);
    }
  }

  /** Takes what was sent; a relayed message bears the instant of this very sending (PR2-A-01 `viatime`). */
  private collect(ctx: Context, atMs: number): void {
    const emits = ctx.endpoint.take();
    if (emits.length === 0) return;
    const viatime = timeText(ctx.endpoint.wallMs(atMs));
    for (const emit of emits) {
      const relayed = 'message' in emit && emit.message.viatime !== undefined;
      this.outbox.push(relayed ? { message: { ...emit.message, viatime } as Message } : emit);
    }
  }

  private contextFor(params: Extract<StartParams, { role: 'esci' }>, state: EsciState): Context {
    const parameters = parametersFrom(params.params);
    const urn = urnOf('esci', params.id);
    const { evse, siteExportW, inverterAuthorised, location, architecture, nominalV, nominalHz } =
      params.state;
    const fitted = params.state.switch;
    const endpoint = new Endpoint(
      {
        urn,
        seed: params.seed,
        offsetMs: params.clock.offsetMs,
        ackMs: parameters.classes.SCHEDULED.ackS * 1000,
        clockSkewS: parameters.clockSkewS,
        maxMessagesPerS: params.params.P_RATE ?? MAX_MESSAGES_PER_S,
        saysAnew: true,
      },
      state.endpoint,
    );
    return {
      state,
      endpoint,
      behaviour: this.behaviour,
      parameters,
      urn,
      utilities: params.peers.utility ?? [],
      place: { location: location ?? 'L1', architecture: architecture ?? 'S2' },
      site: {
        cordsetA: evse?.cordsetA === undefined ? 32 : evse.cordsetA,
        bidirectional: evse?.bidirectional ?? true,
        v2h: evse?.v2h ?? true,
        inverterAuthorised: inverterAuthorised ?? true,
        siteExportW: siteExportW ?? null,
        evseMaxW: evse?.maxW ?? null,
        nominal: { voltageV: nominalV ?? 240, frequencyHz: nominalHz ?? 60 },
        isolation: fitted === undefined ? null : { switchId: fitted.switchId, type: fitted.type },
      },
    };
  }

  private running(): Context {
    if (this.context === null) throw LabError.notPossible('not started');
    return this.context;
  }
}

function readingsAt(ctx: Context, point: Point | undefined, atMs: number): Readings {
  const offline = ctx.endpoint.state.awaiting.some(
    (a) => a.attempts > 3 && ctx.utilities.includes(a.message.destination),
  );
  const state = `${point?.session?.state ?? 'DISCONNECTED'}${offline ? ' AUTONOMOUS' : ''} ${ctx.state.island.phase}`;
  if (point === undefined) return { ...switchReadings(ctx, atMs), state };
  const { powerW, exportJ, importJ } = readMeter(point.meter, atMs);
  const { voltageV, frequencyHz, gridPresent } = point.meter;
  return {
    powerW: powerW + 0,
    exportJ,
    importJ,
    ...(voltageV === null ? {} : { voltageV }),
    ...(frequencyHz === null ? {} : { frequencyHz }),
    ...(gridPresent === null ? {} : { gridPresent }),
    ...switchReadings(ctx, atMs),
    state,
  };
}

/** The isolation switch as it is known here; only an automated one is commanded. */
function switchReadings(ctx: Context, atMs: number): Readings {
  const { isolation } = ctx.site;
  if (isolation === null) return {};
  const { command, indications } = ctx.state.island;
  return {
    switchPosition: position(ctx, atMs),
    switchAux: indications.aux,
    busV: indications.busV,
    ...(isolation.type === 'AUTO' ? { switchCommand: command } : {}),
  };
}
