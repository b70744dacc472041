/** What a customer reads in an alert: what, when, how much, and how to say no. Nothing else (PR2-X-11). */
import { timeText } from '../endpoint/identifiers';
import type { NoticeClass } from './state';

export type AlertKind = 'CREATE' | 'CHANGE' | 'CANCEL';

export interface AlertFacts {
  kind: AlertKind;
  noticeClass: NoticeClass;
  startWallMs: number;
  durationS: number;
  requestedPowerW: number;
}

/** How a customer declines, whatever the channel. */
export const HOW_TO_OPT_OUT =
  'On the display of the vehicle or of the charging station, at any time until the end';

const OPENING: Readonly<Record<AlertKind, string>> = {
  CREATE: 'Your vehicle is asked to supply the grid',
  CHANGE: 'Changed: your vehicle is asked to supply the grid',
  CANCEL: 'Cancelled: your vehicle is no longer asked to supply the grid',
};

/** One sentence of plain text. Start in UTC, duration in minutes, power in kW. */
export function alertText(facts: AlertFacts): string {
  const start = timeText(facts.startWallMs).replace('.000Z', 'Z');
  const minutes = Math.round(facts.durationS / 60);
  const kilowatts = Math.round(facts.requestedPowerW / 100) / 10;
  return `${OPENING[facts.kind]} from ${start} for ${minutes} min at up to ${kilowatts} kW.`;
}
