/** What an operator orders, read into an event's fields: complete, consistent, or refused (M03). */
import { timeMs } from '../endpoint/identifiers';
import type { EventBody, Refusal, SupplyEvent } from './state';

/** One stretch of an order; a total is wanted from all targets together, a discharge power from each. */
interface OrderedInterval {
  offsetS: number;
  durationS: number;
  dischargePowerW?: number | undefined;
  totalPowerW?: number | undefined;
}

/** The operator's order for an event, or the part of it that a change replaces. */
export interface Order {
  eventId?: string | undefined;
  programId?: string | undefined;
  targets?: readonly (string | { pevId: string })[] | undefined;
  start?: string | undefined;
  durationS?: number | undefined;
  intervals?: readonly OrderedInterval[] | undefined;
  dischargePowerW?: number | undefined;
  totalPowerW?: number | undefined;
  reason?: SupplyEvent['reason'] | undefined;
  serviceType?: SupplyEvent['serviceType'] | undefined;
  responseClass?: SupplyEvent['responseClass'] | undefined;
  allowPartial?: boolean | undefined;
  priority?: number | undefined;
  randomizeStartS?: number | undefined;
  meteringPointId?: string | undefined;
  optOutUntil?: string | undefined;
  sink?: 'GRID' | 'HOME' | 'LOAD' | undefined;
}

/** When and how much: the intervals cover the event from its start to its end without a gap. */
export interface Profile {
  startWallMs: number;
  durationS: number;
  intervals: { offsetS: number; durationS: number }[];
  /** Power wanted from each target, W, or from all together. */
  eachW: number[] | null;
  totalW: number[] | null;
}

const LONGEST_S = 86_400;
const MOST_INTERVALS = 96;
const GREATEST_W = 1_000_000;

/** Reads when and how much power an order wants; E_SCHEMA where that does not make an event. */
export function profileOf(order: Order): Profile | Refusal {
  const startWallMs = timeMs(order.start ?? '');
  const { durationS = 0 } = order;
  const intervals = order.intervals ?? [
    { offsetS: 0, durationS, dischargePowerW: order.dischargePowerW, totalPowerW: order.totalPowerW },
  ];
  if (!Number.isFinite(startWallMs) || !isWhole(durationS, 1, LONGEST_S)) return 'E_SCHEMA';
  if (intervals.length === 0 || intervals.length > MOST_INTERVALS || !covers(intervals, durationS))
    return 'E_SCHEMA';
  const eachW = powers(intervals.map((i) => i.dischargePowerW));
  const totalW = powers(intervals.map((i) => i.totalPowerW));
  if ((eachW === null) === (totalW === null)) return 'E_SCHEMA';
  const plain = intervals.map((i) => ({ offsetS: i.offsetS, durationS: i.durationS }));
  return { startWallMs, durationS, intervals: plain, eachW, totalW };
}

/** The pevIds that an order names, each once. */
export function targetsOf(order: Order): string[] {
  return [...new Set((order.targets ?? []).map((t) => (typeof t === 'string' ? t : t.pevId)))];
}

/** The fields of the event message that are the same for each target, with what an operator need not say filled in. */
export function bodyOf(order: Order, programId: string, leadS: number, dayOfS: number): EventBody {
  return {
    programId,
    serviceType: order.serviceType ?? 'ENERGY_DR',
    reason: order.reason ?? 'PEAK',
    durationS: order.durationS ?? 0,
    // Less than an hour's notice is answered as an emergency (response classes, specification section 3).
    responseClass: order.responseClass ?? (leadS < dayOfS ? 'EMERGENCY' : 'SCHEDULED'),
    ...defined('allowPartial', order.allowPartial ?? (wantsTotal(order) ? true : undefined)),
    ...defined('priority', order.priority),
    ...defined('randomizeStartS', order.randomizeStartS),
    ...defined('optOutUntil', order.optOutUntil),
  };
}

function wantsTotal(order: Order): boolean {
  return order.totalPowerW !== undefined || order.intervals?.[0]?.totalPowerW !== undefined;
}

function covers(intervals: readonly OrderedInterval[], durationS: number): boolean {
  let reachedS = 0;
  for (const interval of intervals) {
    if (interval.offsetS !== reachedS || !isWhole(interval.durationS, 1, LONGEST_S)) return false;
    reachedS += interval.durationS;
  }
  return reachedS === durationS;
}

function powers(values: readonly (number | undefined)[]): number[] | null {
  const given = values.filter((v): v is number => v !== undefined && isWhole(v, 0, GREATEST_W));
  return given.length === values.length ? given : null;
}

function isWhole(n: number, least: number, most: number): boolean {
  return Number.isInteger(n) && n >= least && n <= most;
}

function defined<K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [k in K]?: V });
}
