/**
 * A fleet that changes while an event runs. Joining, leaving, opting out and a changed request are increments of a
 * few operations each; the next dispatch plans anew from the sketch, whose size does not depend on the fleet, and
 * sends only what changed.
 */
import { Activity } from './activity';
import { type Changes, type Hysteresis, changesOf } from './emit';
import { type Fleet, type Store, emptyFleet, put, wholeStore } from './fleet';
import { type Plan, planOf } from './plan';
import { type Workspace, workspaceOf } from './served-profile';
import { setpoints } from './setpoints';
import { type Places, type Sketch, addStore, emptyPlaces, emptySketch, placeOf } from './sketch';

/** A PEV's new setpoint for the interval that begins now. */
export interface Command {
  pevId: string;
  powerW: number;
}

export interface Dispatch {
  commands: Command[];
  plan: Plan;
  /** What changes that are held back leave unserved (negative: overserved), W. */
  driftW: number;
}

const AT_FIRST = 64;

export class LiveFleet {
  /** The present state in compressed form; shards send this. */
  readonly sketch: Sketch;
  private readonly work: Workspace;
  private readonly requestW: Float64Array;
  private readonly slotOf = new Map<string, number>();
  private pevIds: (string | null)[] = [];
  private free: number[] = [];
  private fleet: Fleet = emptyFleet(AT_FIRST);
  private places: Places = emptyPlaces(AT_FIRST);
  private sentW = new Int32Array(AT_FIRST);
  private plan: Plan | null = null;

  constructor(intervals: number, stepS: number) {
    this.sketch = emptySketch(intervals, stepS);
    this.work = workspaceOf(intervals);
    this.requestW = new Float64Array(intervals);
  }

  get size(): number {
    return this.slotOf.size;
  }

  /** A PEV joins, or what it can give has changed. Throws a RangeError for a figure out of range. */
  join(pevId: string, store: Store): void {
    const whole = wholeStore(store);
    const known = this.slotOf.get(pevId);
    const slot = known ?? this.newSlot();
    if (known !== undefined) this.count(slot, -1);
    put(this.fleet, slot, whole);
    this.slotOf.set(pevId, slot);
    this.pevIds[slot] = pevId;
    this.count(slot, 1);
  }

  /** A PEV leaves or opts out: it counts no more, and gets no command. False where it is not known. */
  leave(pevId: string): boolean {
    const slot = this.slotOf.get(pevId);
    if (slot === undefined) return false;
    this.count(slot, -1);
    put(this.fleet, slot, { maxW: 0, energyJ: 0, stays: 0 });
    this.places.cell[slot] = 0;
    this.places.restW[slot] = 0;
    this.slotOf.delete(pevId);
    this.pevIds[slot] = null;
    this.sentW[slot] = 0;
    this.free.push(slot);
    return true;
  }

  /** The request from now on, W in each interval. */
  request(requestW: ArrayLike<number>): void {
    this.requestW.fill(0);
    this.requestW.set(requestW);
    this.plan = null;
  }

  /** Plans with what is known now and says what to send; nothing at all where nothing changed. */
  dispatch(hysteresis: Hysteresis = { deadbandW: 0, driftW: 0 }): Dispatch {
    this.plan ??= planOf(this.sketch, this.requestW.slice(), this.work);
    const targetW = new Int32Array(this.fleet.size);
    setpoints(new Activity(this.sketch, this.plan.levels).to(0), this.fleet, this.places, targetW);
    const changes = changesOf(this.sentW, targetW, this.fleet.maxW, hysteresis);
    return { commands: this.note(changes), plan: this.plan, driftW: changes.driftW };
  }

  private note({ index, setpointW }: Changes): Command[] {
    return index.map((slot, n) => {
      const powerW = setpointW[n]!;
      this.sentW[slot] = powerW;
      return { pevId: this.pevIds[slot]!, powerW };
    });
  }

  private count(slot: number, sign: 1 | -1): void {
    const { intervals, stepS } = this.sketch;
    const maxW = this.fleet.maxW[slot]!;
    const energyJ = this.fleet.energyJ[slot]!;
    const stays = this.fleet.stays[slot]!;
    addStore(this.sketch, maxW, energyJ, stays, sign);
    const { cell, restW } = placeOf(intervals, stepS, maxW, energyJ, stays);
    this.places.cell[slot] = cell;
    this.places.restW[slot] = restW;
    this.plan = null;
  }

  private newSlot(): number {
    const slot = this.free.pop() ?? this.pevIds.length;
    if (slot === this.fleet.size) this.grow();
    return slot;
  }

  private grow(): void {
    const size = 2 * this.fleet.size;
    const fleet = emptyFleet(size);
    for (const column of ['maxW', 'minW', 'energyJ', 'stays', 'price'] as const)
      fleet[column].set(this.fleet[column]);
    const places = emptyPlaces(size);
    places.cell.set(this.places.cell);
    places.restW.set(this.places.restW);
    const sentW = new Int32Array(size);
    sentW.set(this.sentW);
    this.fleet = fleet;
    this.places = places;
    this.sentW = sentW;
  }
}
