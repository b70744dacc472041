/**
 * Alerts to customers: one for each event revision and designated channel, held back over quiet hours while the
 * notice still holds, repeated when a channel fails, each with an outcome (PR2-A-03, PR2-A-04, PR2-A-09).
 */
import type { Message, MessageBodies } from '../../schemas';
import { timeText, urnOf } from '../endpoint/identifiers';
import { HOW_TO_OPT_OUT, type AlertFacts, type AlertKind } from './alert-text';
import { now, timeNow, wallNow, type Desk } from './desk';
import { leastLeadS } from './notice';
import type { GridEvent } from './state';

type AlertReceipt = MessageBodies['AlertReceipt'];

/** News of an event that a customer is still to be told. */
export interface AlertDuty extends AlertFacts {
  eventId: string;
  revision: number;
  customerId: string;
  dueMs: number;
}

/** An alert that went out and has no outcome yet. */
interface SentAlert {
  alertId: string;
  message: Message<'CustomerAlert'>;
  /** Ids of all its messages: a fresh one after each failure that the channel reported. */
  messageIds: string[];
  attempts: number;
  retryMs: number;
  failed: boolean;
}

export interface AlertState {
  duties: AlertDuty[];
  sent: SentAlert[];
  outcomes: { alertId: string | null; receipt: AlertReceipt }[];
}

/** Queues the news for the customers of an event and sends what may go out now. */
export function announce(
  desk: Desk,
  event: GridEvent,
  kind: AlertKind,
  revision: number,
  customers: readonly string[],
): void {
  const { alerts } = desk.state;
  for (const customerId of new Set(customers)) {
    if (kind === 'CANCEL' && takeBack(alerts, event.eventId, customerId)) continue;
    if (!desk.behaviour.alerts(kind)) continue;
    const theirs = event.targets.filter((t) => t.customerId === customerId);
    const powersW = event.intervals.map((_, k) => theirs.reduce((sum, t) => sum + (t.requestedW[k] ?? 0), 0));
    alerts.duties.push({
      eventId: event.eventId,
      revision,
      kind,
      customerId,
      noticeClass: event.noticeClass,
      startWallMs: event.startWallMs,
      durationS: event.body.durationS,
      requestedPowerW: Math.max(0, ...powersW),
      dueMs: now(desk),
    });
  }
  workOff(desk);
}

/** Forgets news that never went out; true if the customer heard nothing of the event at all. */
function takeBack(alerts: AlertState, eventId: string, customerId: string): boolean {
  const isTheirs = (d: AlertDuty): boolean => d.eventId === eventId && d.customerId === customerId;
  const unheard = alerts.duties.some((d) => isTheirs(d) && d.kind === 'CREATE');
  alerts.duties = alerts.duties.filter((d) => !isTheirs(d));
  return unheard;
}

/** Whether everybody concerned by the event was told, or cannot be. */
export function allTold(desk: Desk, event: GridEvent): boolean {
  return !desk.state.alerts.duties.some((d) => d.eventId === event.eventId && d.revision === event.revision);
}

/** Next instant at which an alert is due, ms, or null. */
export function nextAlertMs(alerts: AlertState): number | null {
  const due = [...alerts.duties.map((d) => d.dueMs), ...alerts.sent.map((s) => s.retryMs)];
  return due.length === 0 ? null : Math.min(...due);
}

/** Sends, repeats, and gives up what is due. */
export function workOff(desk: Desk): void {
  const { alerts } = desk.state;
  const due = alerts.duties.filter((d) => d.dueMs <= now(desk));
  alerts.duties = alerts.duties.filter((d) => d.dueMs > now(desk));
  for (const duty of due) tell(desk, duty);
  for (const sent of alerts.sent.filter((s) => s.retryMs <= now(desk))) retry(desk, sent);
}

function tell(desk: Desk, duty: AlertDuty): void {
  const { behaviour, state } = desk;
  const preference = behaviour.effectivePreference(state.preferences[duty.customerId] ?? [], now(desk));
  const channels = behaviour.channelsFor(preference);
  const allowedMs =
    preference === null
      ? wallNow(desk)
      : behaviour.alertAllowedMs(preference, duty.noticeClass, wallNow(desk));
  if (channels.length > 0 && allowedMs <= wallNow(desk)) {
    for (const channel of channels) send(desk, duty, channel as AlertChannel);
  } else if (channels.length > 0 && allowedMs <= latestMs(desk, duty)) {
    state.alerts.duties.push({ ...duty, dueMs: Math.max(now(desk) + 1, allowedMs - state.offsetMs) });
  } else {
    recordNoChannel(desk, duty);
  }
}

type AlertChannel = MessageBodies['CustomerAlert']['channel'];

/** Latest instant at which the news still serves, wall ms: a new event owes its class's lead, other news owes none. */
function latestMs(desk: Desk, duty: AlertDuty): number {
  return duty.kind === 'CREATE'
    ? duty.startWallMs - leastLeadS(duty.noticeClass, desk.parameters) * 1000
    : Infinity;
}

function recordNoChannel(desk: Desk, duty: AlertDuty): void {
  const { customerId, eventId } = duty;
  const receipt: AlertReceipt = {
    customerId,
    eventId,
    channel: 'NONE',
    status: 'NO_CHANNEL',
    attempts: 0,
    at: timeNow(desk),
  };
  desk.state.alerts.outcomes.push({ alertId: null, receipt });
}

function send(desk: Desk, duty: AlertDuty, channel: AlertChannel): void {
  const alertId = desk.endpoint.draw();
  const message = post(desk, {
    alertId,
    customerId: duty.customerId,
    eventId: duty.eventId,
    revision: duty.revision,
    kind: duty.kind,
    channel,
    sentAt: timeNow(desk),
    noticeClass: duty.noticeClass,
    start: timeText(duty.startWallMs),
    durationS: duty.durationS,
    requestedPowerW: duty.requestedPowerW,
    optOutHow: HOW_TO_OPT_OUT,
    text: desk.behaviour.alertText(duty),
  });
  const retryMs = now(desk) + desk.endpoint.settings.ackMs;
  desk.state.alerts.sent.push({
    alertId,
    message,
    messageIds: [message.id],
    attempts: 1,
    retryMs,
    failed: false,
  });
}

/** Retries are counted here, not by the endpoint: silence and reported failures draw on the same few. */
function post(desk: Desk, data: MessageBodies['CustomerAlert']): Message<'CustomerAlert'> {
  const to = urnOf('channel', `${data.channel}:${data.customerId}`);
  const message = desk.endpoint.send(now(desk), 'CustomerAlert', to, data.eventId, data);
  desk.endpoint.forget((m) => m.id === message.id);
  return message;
}

function retry(desk: Desk, sent: SentAlert): void {
  if (sent.attempts > desk.behaviour.alertRetries()) {
    const { alertId, customerId, eventId, channel } = sent.message.data;
    conclude(desk, sent, {
      alertId,
      customerId,
      eventId,
      channel,
      status: 'FAILED',
      attempts: sent.attempts,
      at: timeNow(desk),
    });
    return;
  }
  if (sent.failed) {
    sent.message = post(desk, sent.message.data);
    sent.messageIds.push(sent.message.id);
  } else {
    desk.endpoint.emit(sent.message);
  }
  sent.failed = false;
  sent.attempts += 1;
  sent.retryMs = now(desk) + desk.endpoint.settings.ackMs;
}

/** Takes in what a channel, or whoever refused for it, says about an alert. */
export function onReceipt(desk: Desk, answer: Message<'AlertReceipt'> | Message<'Receipt'>): void {
  const { alerts } = desk.state;
  const sent = alerts.sent.find(
    (s) => s.message.destination === answer.source && s.messageIds.includes(answer.correlationid ?? ''),
  );
  if (answer.type === 'pr2.AlertReceipt.v1') {
    const receipt = answer.data;
    if (sent === undefined) correct(alerts, answer.source, receipt);
    else if (receipt.status === 'FAILED') failed(desk, sent);
    else conclude(desk, sent, { ...receipt, alertId: sent.alertId, attempts: sent.attempts });
  } else if (answer.data.status === 'REJECTED') {
    failed(desk, sent);
  }
}

function failed(desk: Desk, sent: SentAlert | undefined): void {
  if (sent === undefined || sent.failed) return;
  sent.failed = true;
  sent.retryMs = now(desk) + desk.endpoint.settings.ackMs;
  if (sent.attempts > desk.behaviour.alertRetries()) retry(desk, sent);
}

function conclude(desk: Desk, sent: SentAlert, receipt: AlertReceipt): void {
  const { alerts } = desk.state;
  alerts.sent = alerts.sent.filter((s) => s !== sent);
  alerts.outcomes.push({ alertId: sent.alertId, receipt });
}

/** A later word about an alert whose outcome was known already: handed over, then delivered. */
function correct(alerts: AlertState, source: string, receipt: AlertReceipt): void {
  const known = alerts.outcomes.find((o) => o.alertId !== null && o.alertId === receipt.alertId);
  if (
    known === undefined ||
    source !== urnOf('channel', `${known.receipt.channel}:${known.receipt.customerId}`)
  )
    return;
  known.receipt = { ...known.receipt, status: receipt.status, at: receipt.at };
}
