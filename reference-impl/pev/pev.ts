/** The reference PEV behind the lab protocol: brought to an instant, told something, asked what follows. */
import type {
  AdvanceParams,
  AdvanceResult,
  DeliverParams,
  Electrical,
  HelloResult,
  ObserveParams,
  ObserveResult,
  QueryParams,
  QueryResult,
  StartParams,
  StepResult,
  StimulateParams,
  StimulateResult,
} from '../../schemas';
import { LabError, type Device, type Reply } from '../device';
import { Endpoint } from '../endpoint/endpoint';
import { timeText, urnOf } from '../endpoint/identifiers';
import { parametersFrom } from '../parameters';
import { socPct } from '../physics/battery';
import { nextWake } from './agenda';
import type { PevBehaviour } from './behaviour';
import { steerCharging } from './charging';
import { flowUntil, type Core } from './core';
import { declare, MAX_MESSAGES_PER_S } from './declaration';
import { sense } from './grid-watch';
import { take } from './inbox';
import { buildFrom, initialState } from './initial';
import { steerIsland } from './island/supply';
import { linkIsUp, reconnect, takeOutgoing } from './link';
import { recall } from './memory';
import { sendReport } from './outbox';
import { read } from './readings';
import { reviveState, wakeUp } from './restart';
import { stimulate } from './stimuli';
import { floorPct, freshReport } from './view';

/** Things done at one instant before it is plain that one of them never comes to an end. */
const MOST_AT_ONCE = 10_000;

export class Pev implements Device {
  private running: Core | null = null;

  constructor(private readonly behaviour: PevBehaviour) {}

  hello(): HelloResult {
    return declare();
  }

  start(p: StartParams, restored?: string): Reply<StepResult> {
    if (p.role !== 'pev') throw LabError.notPossible(`this device is a pev, not a ${p.role}`);
    const resumed = p.resume && restored !== undefined && restored !== '';
    const state = resumed ? reviveState(restored, p.at) : initialState(p, p.state);
    if (resumed) state.build = { ...state.build, ...addresses(p) };
    const parameters = parametersFrom(p.params);
    const settings = {
      urn: urnOf('pev', p.id),
      seed: p.seed,
      offsetMs: p.clock.offsetMs,
      ackMs: parameters.classes.SCHEDULED.ackS * 1000,
      clockSkewS: parameters.clockSkewS,
      maxMessagesPerS: p.params.P_RATE ?? MAX_MESSAGES_PER_S,
      saysAnew: true,
    };
    const core: Core = {
      behaviour: this.behaviour,
      parameters,
      endpoint: new Endpoint(settings, state.endpoint),
      state,
    };
    this.running = core;
    sense(core, p.electrical);
    if (resumed) wakeUp(core);
    return this.reply(core);
  }

  deliver(p: DeliverParams): Reply<StepResult> {
    const core = this.at(p.at, p.electrical);
    const raw = p.rawBase64 === undefined ? p.raw : Buffer.from(p.rawBase64, 'base64').toString('utf8');
    const input = raw === undefined ? { message: p.message } : { raw };
    take(core, core.endpoint.receive(core.state.atMs, p.link, input));
    return this.reply(core);
  }

  stimulate(p: StimulateParams): Reply<StimulateResult> {
    const core = this.at(p.at, p.electrical);
    const wasUp = linkIsUp(core.state);
    const refused = stimulate(core, p);
    if (!wasUp && linkIsUp(core.state)) reconnect(core);
    const reply = this.reply(core);
    return refused === null ? reply : { ...reply, result: { ...reply.result, refused } };
  }

  observe(p: ObserveParams): ObserveResult {
    const core = this.core();
    // Power flows between the last call and a kill: what is shown has been stored.
    core.state.seenMs = Math.max(core.state.seenMs, p.at);
    return { readings: read(core, p.at, p.want) };
  }

  advance(p: AdvanceParams): Reply<AdvanceResult> {
    const { sample } = p;
    if (sample === undefined) return answer(this.at(p.at, p.electrical));
    const core = this.core();
    const samples = [];
    const firstMs = (Math.floor(core.state.atMs / sample.everyMs) + 1) * sample.everyMs;
    for (let atMs = firstMs; atMs <= p.at; atMs += sample.everyMs) {
      this.at(atMs);
      samples.push({ at: atMs, readings: read(core, atMs, sample.want) });
    }
    const reply = answer(this.at(p.at, p.electrical));
    return { ...reply, result: { ...reply.result, samples } };
  }

  query(p: QueryParams): QueryResult {
    return { records: recall(this.core(), p.what) };
  }

  stop(): void {
    this.running = null;
  }

  durable(): string {
    return JSON.stringify(this.core().state);
  }

  private core(): Core {
    if (this.running === null) throw LabError.notPossible('not started');
    return this.running;
  }

  /** Does everything that is due up to `atMs`, each thing at its own instant. */
  private at(atMs: number, electrical?: Electrical): Core {
    const core = this.core();
    let atOnce = 0;
    for (let next = earliest(core); next !== null && next <= atMs; next = earliest(core)) {
      atOnce = next > core.state.atMs ? 0 : atOnce + 1;
      if (atOnce > MOST_AT_ONCE)
        throw new Error(
          `what is due at ${timeText(next)} is still due after it was done ${MOST_AT_ONCE} times`,
        );
      flowUntil(core.state, next);
      this.wake(core, next);
    }
    flowUntil(core.state, atMs);
    core.state.seenMs = Math.max(core.state.seenMs, atMs);
    sense(core, electrical);
    settle(core);
    return core;
  }

  private wake(core: Core, atMs: number): void {
    const wake = nextWake(core);
    const wasUp = linkIsUp(core.state);
    if (wake !== null && wake.atMs <= atMs) wake.act();
    else for (const message of core.endpoint.advance(atMs)) take(core, { kind: 'request', message });
    if (!wasUp && linkIsUp(core.state)) reconnect(core);
    settle(core);
  }

  private reply(core: Core): Reply<StepResult> {
    settle(core);
    return answer(core);
  }
}

function answer(core: Core): Reply<StepResult> {
  return { result: { next: earliest(core) }, emits: takeOutgoing(core), logs: core.endpoint.takeLogs() };
}

/** When anything is next due, of the PEV or of its messages; nothing is repeated into a link that is down. */
function earliest(core: Core): number | null {
  const own = nextWake(core)?.atMs ?? null;
  const wire = linkIsUp(core.state) ? core.endpoint.next() : null;
  if (wire === null) return own;
  const atMs = Math.max(wire, core.state.atMs);
  return own === null ? atMs : Math.min(own, atMs);
}

/** What follows from any change: the supply of the home, charging, the floor that lets go, a report that is worth sending. */
function settle(core: Core): void {
  const { state, behaviour, parameters } = core;
  steerIsland(core);
  steerCharging(core);
  if (
    state.floorLatched &&
    socPct(state.battery) > behaviour.releaseFloorPct(floorPct(core, null), parameters)
  ) {
    state.floorLatched = false;
  }
  if (state.lastReport === null || state.reportDueMs !== null) return;
  const now = freshReport(core);
  if (now !== null && behaviour.reportsChange(state.lastReport, now, parameters)) sendReport(core);
}

/** What a restart may change: who is where, and not what the vehicle is. */
function addresses(
  p: StartParams & { role: 'pev' },
): Pick<ReturnType<typeof buildFrom>, 'utility' | 'esci' | 'linkNeedsCable' | 'points'> {
  const { utility, esci, linkNeedsCable, points } = buildFrom(p, p.state);
  return { utility, esci, linkNeedsCable, points };
}
