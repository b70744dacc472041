/** A PEV as the Utility's tests need it: behind its ESCI, answering as told, without any physics. */
import type { Message, MessageBodies, MessageName } from '../../../schemas';
import type { Endpoint } from '../../endpoint/endpoint';
import { timeMs, timeText } from '../../endpoint/identifiers';
import type { Rig } from './index';

const UTILITY = 'urn:pr2:utility:u1';
const SECOND = 1000;
const HOUR = 3_600_000;

/** A command as a PEV sees it. */
type Command = MessageBodies['DispatchRequest'] | MessageBodies['DispatchUpdate'];
type AnswerTo = (data: Command, atMs: number) => Partial<MessageBodies['DispatchResponse']> | null;

/** A PEV as the Utility sees it, behind its ESCI; what it answers is set by the test. */
export class FakePev {
  readonly endpoint: Endpoint;
  decision: Partial<MessageBodies['EventResponse']> | null = { decision: 'OPT_IN' };
  /** Answers to commands; null is silence. */
  answer: AnswerTo = () => ({ status: 'ACCEPTED' });
  report: Partial<MessageBodies['AvailabilityReport']> | null = {};
  maxW = 6000;
  minW = 1000;
  availableWh = 20_000;
  /** Whether it says by itself that it started, is at power and ended. */
  confirms = true;
  /** Whether its ESCI reports on it after the event. */
  isReported = true;
  exportWh = 100_000;
  private performing: string | null = null;

  constructor(
    readonly pevId: string,
    readonly rig: Rig,
  ) {
    this.endpoint = rig.party(`urn:pr2:pev:${pevId}`);
  }

  get sessionId(): string {
    return `session-${this.pevId}`;
  }

  availability(atMs: number): MessageBodies['AvailabilityReport'] {
    const { pevId, sessionId, maxW, minW, availableWh } = this;
    return {
      sessionId,
      pevId,
      asOf: timeText(atMs),
      maxDischargeW: maxW,
      minDischargeW: minW,
      availableEnergyWh: availableWh,
      availableDurationS: maxW === 0 ? 0 : Math.floor((availableWh * 3600) / maxW),
      soc: 80,
      socFloor: 30,
      limits: { pev: maxW },
      classes: ['REGULATION', 'FAST', 'EMERGENCY', 'RESERVE', 'SCHEDULED'],
      readiness: { state: 'READY' },
      exportPhases: 3,
      ...this.report,
    };
  }

  /** Plugs in: the ESCI's notice, then the PEV's first report. */
  connect(change: Partial<MessageBodies['ConnectionNotice']> = {}): void {
    this.rig.fromEsci('ConnectionNotice', this.sessionId, {
      sessionId: this.sessionId,
      evseId: `evse-${this.pevId}`,
      pevId: this.pevId,
      location: 'L1',
      architecture: 'S2',
      capabilities: { v2g: true, v2h: false },
      bidirectional: true,
      cordsetA: 32,
      inverterAuthorised: true,
      ...change,
    });
    this.tell('AvailabilityReport', this.sessionId, this.availability(this.rig.atMs));
  }

  /** Sends something of its own to the Utility, by way of its ESCI. */
  tell<N extends MessageName>(name: N, subject: string, data: MessageBodies[N]): Message<N> {
    const message = this.endpoint.send(this.rig.atMs, name, UTILITY, subject, data);
    this.endpoint.forget((m) => m.id === message.id);
    this.rig.collect(this.endpoint);
    return message;
  }

  receive(message: Message): void {
    const received = this.endpoint.receive(
      this.rig.atMs,
      { peer: UTILITY, principal: UTILITY, credential: 'valid' },
      { message },
    );
    if (received.kind === 'request') this.respond(received.message);
    if (received.kind === 'request' && this.isSilent(received.message)) {
      delete this.endpoint.state.answered[`${message.source} ${message.id}`]; // a repeat may be answered later
    }
    this.rig.collect(this.endpoint);
  }

  private isSilent(message: Message): boolean {
    return this.endpoint.state.answered[`${message.source} ${message.id}`]?.answers.length === 0;
  }

  private respond(message: Message): void {
    const { atMs } = this.rig;
    const { pevId } = this;
    if (message.type === 'pr2.EnergySupplyEvent.v1') {
      const { eventId, revision } = message.data;
      if (this.decision === null) return;
      const decision = this.decision.decision ?? 'OPT_IN';
      this.endpoint.reply(atMs, message, 'EventResponse', {
        pevId,
        eventId,
        revision,
        ...this.decision,
        decision,
      });
    } else if (message.type === 'pr2.AvailabilityRequest.v1') {
      if (this.report !== null)
        this.endpoint.reply(atMs, message, 'AvailabilityReport', this.availability(atMs));
    } else if (message.type === 'pr2.DispatchRequest.v1') {
      this.obey(message, this.answer(message.data, atMs));
    } else if (message.type === 'pr2.DispatchUpdate.v1') {
      this.obey(message, this.answer(message.data, atMs));
    } else {
      this.endpoint.acknowledge(atMs, message);
    }
  }

  private obey(
    message: Message<'DispatchRequest' | 'DispatchUpdate'>,
    answer: Partial<MessageBodies['DispatchResponse']> | null,
  ): void {
    if (answer === null) return;
    const { dispatchId, revision } = message.data;
    const status = answer.status ?? 'ACCEPTED';
    this.endpoint.reply(this.rig.atMs, message, 'DispatchResponse', {
      pevId: this.pevId,
      dispatchId,
      revision,
      ...answer,
      status,
    });
    if (message.type === 'pr2.DispatchRequest.v1' && status !== 'REJECTED' && this.confirms)
      this.perform(message.data);
  }

  private perform(dispatch: MessageBodies['DispatchRequest']): void {
    const startMs = Math.max(this.rig.atMs, timeMs(dispatch.start));
    const endMs = timeMs(dispatch.start) + dispatch.durationS * SECOND;
    const energyWh = Math.round((dispatch.dischargePowerW * (endMs - startMs)) / HOUR);
    const { dispatchId } = dispatch;
    this.performing = dispatchId;
    this.rig.later(startMs, () => this.confirm(dispatchId, 'STARTED', dispatch.eventId));
    this.rig.later(startMs + 20 * SECOND, () => this.confirm(dispatchId, 'AT_POWER', dispatch.eventId));
    this.rig.later(endMs, () => {
      if (!this.confirms || this.performing !== dispatchId) return;
      this.exportWh += energyWh;
      this.confirm(dispatchId, 'ENDED', dispatch.eventId);
      if (this.isReported)
        this.reportEvent(dispatch.eventId, { requestedWh: energyWh, deliveredWh: energyWh });
    });
  }

  confirm(
    dispatchId: string,
    state: MessageBodies['DispatchConfirmation']['state'],
    eventId: string,
    revision = 0,
  ): void {
    if (!this.confirms) return;
    const at = timeText(this.rig.atMs);
    const body = {
      pevId: this.pevId,
      dispatchId,
      revision,
      state,
      activePowerW: -1,
      at,
      registerWh: this.exportWh,
    };
    this.tell('DispatchConfirmation', eventId, body);
  }

  act(
    action: MessageBodies['ParticipationNotice']['action'],
    eventId: string,
    sourceMs = this.rig.atMs,
  ): Message {
    const sourceTime = timeText(sourceMs);
    return this.tell('ParticipationNotice', eventId, {
      pevId: this.pevId,
      eventId,
      action,
      source: 'HMI',
      sourceTime,
      ...(action === 'OVERRIDE' ? { limits: { W: 2000 } } : {}),
    });
  }

  terminate(
    eventId: string,
    reason: MessageBodies['TerminationNotice']['reason'],
    effectiveMs = this.rig.atMs,
  ): Message {
    const predicted = effectiveMs > this.rig.atMs;
    if (!predicted) this.performing = null;
    return this.tell('TerminationNotice', eventId, {
      pevId: this.pevId,
      eventId,
      reason,
      predicted,
      effectiveAt: timeText(effectiveMs),
      registerWh: this.exportWh,
      originator: 'PEV',
    });
  }

  reportEvent(eventId: string, change: Partial<MessageBodies['EventReport']> = {}): void {
    const { requestedWh = 0, deliveredWh = 0 } = change;
    this.rig.fromEsci('EventReport', eventId, {
      pevId: this.pevId,
      eventId,
      outcome: 'COMPLETED',
      quality: 'MEASURED',
      requestedWh,
      deliveredWh,
      participation: requestedWh === 0 ? 1 : Math.min(1, deliveredWh / requestedWh),
      startRegister: 0,
      endRegister: deliveredWh,
      deviations: [],
      ...change,
    });
  }
}
