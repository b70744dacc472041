/** The reference Utility: enrolls, announces, dispatches, and settles; driven by the lab protocol. */
import type {
  AdvanceParams,
  AdvanceResult,
  DeliverParams,
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
import type { UtilityBehaviour } from './behaviour';
import { now, timeNow, type Desk } from './desk';
import { MAX_MESSAGES_PER_S, utilityHello } from './hello';
import { onAnswerTo, onRequest } from './incoming';
import { isFinal } from './lifecycle';
import { operate } from './operator';
import { eventStates } from './records';
import { dropLapsed } from './resuming';
import { nextWakeMs, work } from './schedule';
import { newState, type UtilityState } from './state';

export class Utility implements Device {
  private desk: Desk | null = null;

  constructor(private readonly behaviour: UtilityBehaviour) {}

  hello(): HelloResult {
    return utilityHello();
  }

  start(params: StartParams, restored?: string): Reply<StepResult> {
    const resumes = params.resume && restored !== undefined && restored !== '';
    const state = resumes
      ? (JSON.parse(restored) as UtilityState)
      : newState(urnOf('utility', params.id), params.seed);
    state.atMs = params.at;
    state.params = { ...params.params };
    state.escis = [...(params.peers.esci ?? [])];
    state.points = params.points.map((p) => ({ ...p }));
    state.offsetMs = params.clock.offsetMs + state.steppedMs;
    this.desk = deskOf(state, this.behaviour);
    if (resumes) dropLapsed(this.desk);
    else if (params.role === 'utility') this.furnish(this.desk, params.state);
    return { result: { next: nextWakeMs(this.desk) }, emits: [] };
  }

  /** What the Utility knew before the case began. */
  private furnish(desk: Desk, initial: Extract<StartParams, { role: 'utility' }>['state']): void {
    desk.state.refreshS = initial.refreshS ?? desk.state.refreshS;
    for (const enrollment of initial.enrollments ?? []) desk.state.enrollments[enrollment.pevId] = enrollment;
    for (const preference of initial.notificationPreferences ?? []) {
      const history = (desk.state.preferences[preference.customerId] ??= []);
      history.push({ preference, effectiveMs: now(desk), effectiveAt: timeNow(desk) });
    }
  }

  deliver(params: DeliverParams): Reply<StepResult> {
    const desk = this.at(params.at);
    const raw =
      params.raw ??
      (params.rawBase64 === undefined ? undefined : Buffer.from(params.rawBase64, 'base64').toString());
    const received = desk.endpoint.receive(
      params.at,
      params.link,
      raw === undefined ? { message: params.message } : { raw },
    );
    if (received.kind === 'request') onRequest(desk, received.message);
    if (received.kind === 'answer') onAnswerTo(desk, received.message, received.to);
    if (received.kind === 'relay')
      desk.endpoint.reject(params.at, received.message, 'E_UNKNOWN_PEV', 'not for this Utility');
    return this.reply(desk, { next: nextWakeMs(desk) });
  }

  stimulate(params: StimulateParams): Reply<StimulateResult> {
    const desk = this.at(params.at);
    const refused = operate(desk, params);
    return this.reply(desk, { next: nextWakeMs(desk), ...(refused === null ? {} : { refused }) });
  }

  advance(params: AdvanceParams): Reply<AdvanceResult> {
    const from = this.started().state.atMs;
    const desk = this.at(params.at);
    const samples: NonNullable<AdvanceResult['samples']> = [];
    if (params.sample !== undefined) {
      const { everyMs, want } = params.sample;
      for (let atMs = from + everyMs; atMs <= params.at; atMs += everyMs)
        samples.push({ at: atMs, readings: this.readings(want, atMs) });
    }
    return this.reply(desk, { next: nextWakeMs(desk), ...(params.sample === undefined ? {} : { samples }) });
  }

  observe(params: ObserveParams): ObserveResult {
    return { readings: this.readings(params.want, params.at) };
  }

  private readings(want: readonly string[], atMs: number): ObserveResult['readings'] {
    const { state, endpoint } = this.started();
    const running = state.events.filter((e) => !isFinal(e.state)).map((e) => `${e.eventId} ${e.state}`);
    return {
      ...(want.includes('wallTime') ? { wallTime: timeText(endpoint.wallMs(atMs)) } : {}),
      ...(want.includes('state') ? { state: (running.join(', ') || 'idle').slice(0, 128) } : {}),
    };
  }

  query(params: QueryParams): QueryResult {
    const desk = this.started();
    switch (params.what) {
      case 'eventStates':
        return { records: desk.state.events.map(eventStates) };
      case 'alertOutcomes':
        return { records: desk.state.alerts.outcomes.map((o) => o.receipt) };
      case 'notificationHistory':
        return {
          records: Object.values(desk.state.preferences).flatMap((history) =>
            history.map((v) => ({ ...v.preference, effectiveAt: v.effectiveAt })),
          ),
        };
      default:
        throw LabError.noHook(params.what);
    }
  }

  stop(): void {
    this.desk = null;
  }

  durable(): string {
    return JSON.stringify(this.started().state);
  }

  private started(): Desk {
    if (this.desk === null) throw LabError.notPossible('not started');
    return this.desk;
  }

  /** Lets everything happen that is due up to an instant, each at its own time. */
  private at(atMs: number): Desk {
    const desk = this.started();
    for (let nextMs = nextWakeMs(desk); nextMs !== null && nextMs <= atMs; nextMs = nextWakeMs(desk)) {
      desk.state.atMs = nextMs;
      for (const message of desk.endpoint.advance(nextMs)) onRequest(desk, message);
      work(desk);
    }
    desk.state.atMs = atMs;
    return desk;
  }

  private reply<R>(desk: Desk, result: R): Reply<R> {
    return { result, emits: desk.endpoint.take(), logs: desk.endpoint.takeLogs() };
  }
}

function deskOf(state: UtilityState, behaviour: UtilityBehaviour): Desk {
  const parameters = parametersFrom(state.params);
  const settings = {
    urn: state.urn,
    seed: state.seed,
    offsetMs: state.offsetMs,
    ackMs: parameters.classes.SCHEDULED.ackS * 1000,
    clockSkewS: parameters.clockSkewS,
    maxMessagesPerS: Number(state.params.P_RATE ?? MAX_MESSAGES_PER_S),
    saysAnew: false,
  };
  return { state, endpoint: new Endpoint(settings, state.endpoint), behaviour, parameters };
}
