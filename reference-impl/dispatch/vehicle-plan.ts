/**
 * One vehicle's own plan from the broadcast levels: its limits, its two queue positions and four numbers an interval
 * are all it needs; nobody has to compute or send its setpoints.
 */
import type { Levels } from './levels';
import type { Place } from './sketch';

/** Queue positions, W, at which a PEV's watts in its two cells come in. */
export interface QueuePositions {
  mainW: number;
  restW: number;
}

interface Piece {
  queue: number;
  fromW: number;
  sizeW: number;
}

/** The setpoints of one PEV in all intervals, W; the same as everybody else computes for it. */
export function vehiclePlan(
  levels: Pick<Levels, 'cut' | 'activeW' | 'waitingW' | 'belowW'>,
  maxW: number,
  place: Place,
  positions: QueuePositions,
): Int32Array {
  const intervals = levels.cut.length;
  const row = intervals + 1;
  const stay = Math.floor(place.cell / row);
  const duration = place.cell % row;
  const plan = new Int32Array(intervals);
  let pieces: Piece[] = [
    { queue: duration, fromW: positions.mainW, sizeW: maxW - place.restW },
    { queue: duration + 1, fromW: positions.restW, sizeW: place.restW },
  ].filter((piece) => piece.sizeW > 0);
  for (let t = stay - 1; t >= 0; t--) {
    const after: Piece[] = [];
    for (const piece of pieces) plan[t]! += giveOrWait(levels, t, piece, after);
    pieces = after;
  }
  return plan;
}

/** What a piece gives in interval t, W; puts what becomes of it into `after`. */
function giveOrWait(
  levels: Pick<Levels, 'cut' | 'activeW' | 'waitingW' | 'belowW'>,
  t: number,
  piece: Piece,
  after: Piece[],
): number {
  const cut = levels.cut[t]!;
  const headW = levels.activeW[t]!;
  const { queue, fromW, sizeW } = piece;
  if (queue < cut) {
    after.push(piece);
    return 0;
  }
  if (queue > cut) {
    after.push({ queue: queue - 1, fromW: queue - 1 === cut ? fromW + levels.waitingW[t]! : fromW, sizeW });
    return sizeW;
  }
  const givesW = Math.min(sizeW, Math.max(0, headW - fromW));
  if (givesW > 0) after.push({ queue: cut - 1, fromW: levels.belowW[t]! + fromW, sizeW: givesW });
  if (givesW < sizeW) after.push({ queue: cut, fromW: Math.max(0, fromW - headW), sizeW: sizeW - givesW });
  return givesW;
}
