/**
 * Setpoints that lie between nothing and a PEV's minimum step are lifted to it by taking from others, or given up and
 * made good by others. HEURISTIC where windows are narrow; what cannot be placed is missing from the sum, and the
 * caller reports it.
 */
import type { Fleet } from './fleet';
import type { NodeRoom } from './node-room';

/** Changes one interval's setpoints in place. `freeW` is the most each PEV may give in this interval, energy included. */
export function respectMinimumStep(setpointW: Int32Array, minW: Int32Array, freeW: Int32Array): void {
  const low = [...setpointW.keys()].filter((i) => setpointW[i]! > 0 && setpointW[i]! < minW[i]!);
  low.sort((a, b) => setpointW[b]! - setpointW[a]! || a - b);
  for (const i of low) {
    const lackingW = minW[i]! - setpointW[i]!;
    // What another one gave up may have lifted it already.
    if (lackingW <= 0) continue;
    if (minW[i]! <= freeW[i]! && spare(setpointW, minW, i) >= lackingW) {
      move(setpointW, i, lackingW, (j) => Math.min(0, minW[j]! - setpointW[j]!));
      setpointW[i] = minW[i]!;
    } else {
      const givenUpW = setpointW[i]!;
      setpointW[i] = 0;
      move(setpointW, i, -givenUpW, (j) => Math.max(0, freeW[j]! - setpointW[j]!));
    }
  }
}

/** What the others that give can go down by without falling below their own minimum step, W. */
function spare(setpointW: Int32Array, minW: Int32Array, except: number): number {
  return setpointW.reduce((sum, x, j) => (j === except || x <= minW[j]! ? sum : sum + x - minW[j]!), 0);
}

/** Takes `lessW` from others (negative: gives them so much more), each by at most `room` of the same sign. */
function move(setpointW: Int32Array, except: number, lessW: number, room: (j: number) => number): void {
  let leftW = lessW;
  for (let j = 0; j < setpointW.length && leftW !== 0; j++) {
    if (j === except || setpointW[j] === 0) continue;
    const by = leftW > 0 ? Math.max(-leftW, room(j)) : Math.min(-leftW, room(j));
    setpointW[j]! += by;
    leftW += by;
  }
}

/**
 * A large fleet whose plan keeps nearly all minimum steps by itself: each PEV's energy is cut by at most one interval
 * at its minimum step (at its full power where that is less than twice the minimum step), so that neither of its two stores (see sketch) alone lies below it. What still does
 * are the few PEVs at the cut of an interval: `liftToMinimum`.
 */
export function inMinimumSteps(fleet: Fleet, stepS: number): Fleet {
  const energyJ = fleet.energyJ.map((e, i) => {
    const maxW = fleet.maxW[i]!;
    const minW = fleet.minW[i]!;
    const units = Math.floor(e / stepS);
    if (minW === 0 || maxW === 0) return e;
    if (minW > maxW) return 0;
    const restW = units % maxW;
    const usableW = restW < minW ? 0 : restW > maxW - minW ? Math.max(0, maxW - minW) : restW;
    // Where the window is narrower than the minimum step, only whole intervals at full power keep it.
    return (units - restW + (usableW < minW ? 0 : usableW)) * stepS;
  });
  return { ...fleet, energyJ };
}

/**
 * Lifts or gives up what lies below a minimum step in a schedule ([interval][PEV]) without changing an interval's sum
 * where it can: the PEV itself is lifted, or another takes its part, while one that gives plenty gives so much less.
 * Where energy is short, whoever takes over gives less from `firstShort` on, so that what was served in full stays so.
 * Changes the schedule in place, keeps to the energy, power and stay of `fleet` and to `room`, and returns what is
 * lost, W by interval.
 */
export function liftToMinimum(
  schedule: readonly Int32Array[],
  fleet: Fleet,
  stepS: number,
  firstShort = schedule.length,
  room?: NodeRoom,
): Float64Array {
  const { minW, maxW, stays, size } = fleet;
  const lostW = new Float64Array(schedule.length);
  const left = fleet.energyJ.map((e) => Math.floor(e / stepS));
  for (const column of schedule) for (let i = 0; i < size; i++) left[i]! -= column[i]!;

  const change = (t: number, j: number, moreW: number): void => {
    schedule[t]![j]! += moreW;
    left[j]! -= moreW;
    room?.take(t, j, moreW);
  };
  /** What PEV j would give more in interval t in place of `powerW`. */
  const takes = (j: number, t: number, powerW: number): number =>
    schedule[t]![j]! > 0 ? powerW : Math.max(minW[j]!, powerW);
  /** The last interval from `firstShort` on, and after t, in which PEV j gives at least so much; −1 where there is none. */
  const lastGiven = (j: number, t: number, powerW: number): number =>
    schedule.findLastIndex((column, later) => later > t && later >= firstShort && column[j]! >= powerW);
  const canTake = (j: number, t: number, powerW: number): boolean => {
    const moreW = takes(j, t, powerW);
    return (
      stays[j]! > t &&
      schedule[t]![j]! + moreW <= maxW[j]! &&
      schedule[t]![j]! + moreW >= minW[j]! &&
      (room === undefined || room.roomW(t, j) >= moreW) &&
      (left[j]! >= moreW || lastGiven(j, t, moreW) >= 0)
    );
  };
  /** Gives up the last interval of PEV j where it has no energy left to take over. */
  const makeRoom = (j: number, t: number, takenW: number): void => {
    if (left[j]! >= takenW) return;
    const later = lastGiven(j, t, takenW);
    const givenUpW = schedule[later]![j]!;
    change(later, j, -givenUpW);
    lostW[later]! += givenUpW;
  };

  schedule.forEach((column, t) => {
    for (let i = 0; i < size; i++) {
      const powerW = column[i]!;
      if (powerW >= minW[i]! || powerW === 0) continue;
      change(t, i, -powerW);
      const taker = canTake(i, t, powerW) ? i : first(size, (j) => canTake(j, t, powerW));
      const lessW = taker < 0 ? 0 : takes(taker, t, powerW) - powerW;
      const giver =
        taker < 0 || lessW === 0
          ? taker
          : first(size, (j) => j !== taker && column[j]! - lessW >= Math.max(1, minW[j]!));
      if (giver < 0) {
        lostW[t]! += powerW;
        continue;
      }
      makeRoom(taker, t, powerW + lessW);
      change(t, taker, powerW + lessW);
      if (lessW > 0) change(t, giver, -lessW);
    }
  });
  return lostW;
}

/** The first index for which `holds`, −1 where there is none. */
function first(size: number, holds: (i: number) => boolean): number {
  for (let i = 0; i < size; i++) if (holds(i)) return i;
  return -1;
}
