/**
 * Setpoints that lie between nothing and a PEV's minimum step are lifted to it by taking from others, or given up and
 * made good by others. HEURISTIC where windows are narrow; what cannot be placed is missing from the sum, and the
 * caller reports it.
 */

/** Changes one interval's setpoints in place. `freeW` is the most each PEV may give in this interval, energy included. */
export function respectMinimumStep(setpointW: Int32Array, minW: Int32Array, freeW: Int32Array): void {
  const low = [...setpointW.keys()].filter((i) => setpointW[i]! > 0 && setpointW[i]! < minW[i]!);
  low.sort((a, b) => setpointW[b]! - setpointW[a]! || a - b);
  for (const i of low) {
    const lackingW = minW[i]! - setpointW[i]!;
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
