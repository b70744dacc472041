/** The island branch's state machine (specification, section 6): which phase follows, from facts alone. */
import type { Evidence } from './evidence';
import type { GridState } from './grid-state';
import type { Generation, IslandPhase } from './state';

export interface PhaseFacts {
  phase: IslandPhase;
  type: 'AUTO' | 'MANUAL';
  grid: GridState | null;
  /** An outage has lasted long enough to open the switch. */
  lossConfirmed: boolean;
  evidence: Evidence;
  /** A manual switch is attested now; true for an automated one. */
  attested: boolean;
  /** The proof that was made still holds. */
  held: boolean;
  /** It has held for longer than a switch bounces. */
  settled: boolean;
  /** The contact shows closed and nothing denies it. */
  closed: boolean;
  /** The time to open is over, and the switch is not open, or something speaks against it. */
  late: boolean;
  generation: Generation['state'] | null;
  /** The grid has been in range for the whole enter-service delay. */
  served: boolean;
  /** The switch has been told to close. */
  closing: boolean;
  /** It was told to for so long that it should have. */
  closeOverdue: boolean;
  /** A PEV that was told to stop, and still energises after its time. */
  stopOverdue: boolean;
}

/** The phase that follows at once; null where this one stays. TRIPPED is left by hand alone. */
export function nextPhase(f: PhaseFacts): IslandPhase | null {
  if (f.phase === 'TRIPPED') return null;
  if (f.phase !== 'GRID' && (f.late || f.stopOverdue)) return 'TRIPPED';
  const mayEnergise = f.generation !== null;
  switch (f.phase) {
    case 'GRID':
      return f.grid === 'ABSENT' ? 'GRID_LOST' : null;
    case 'GRID_LOST':
      if (f.grid !== 'ABSENT') return 'GRID';
      return f.lossConfirmed ? 'ISOLATING' : null;
    case 'ISOLATING':
      if (f.evidence === 'PROVEN' && f.attested) return 'ISOLATED';
      if (f.grid !== 'IN_RANGE') return null;
      return f.type === 'MANUAL' && f.closed ? 'GRID' : 'WAIT_ES';
    case 'ISOLATED':
      if (!f.held) return f.settled && (mayEnergise || f.type === 'AUTO') ? 'TRIPPED' : 'ISOLATING';
      if (!mayEnergise && (f.evidence !== 'PROVEN' || !f.attested)) return 'ISOLATING';
      if (f.grid === 'IN_RANGE') return 'WAIT_ES';
      return f.generation === 'ASKED' ? 'REQUESTING' : null;
    case 'REQUESTING':
      if (!f.held) return 'TRIPPED';
      if (f.grid === 'IN_RANGE') return 'WAIT_ES';
      if (f.generation === 'ON') return 'SUPPLYING';
      return f.generation === 'ASKED' ? null : 'ISOLATED';
    case 'SUPPLYING':
      if (!f.held) return 'TRIPPED';
      if (f.grid === 'IN_RANGE') return 'WAIT_ES';
      return f.generation === 'ON' ? null : 'ISOLATED';
    case 'WAIT_ES':
      if (mayEnergise && !f.held) return 'TRIPPED';
      if (!mayEnergise && f.type === 'MANUAL' && f.closed) return 'GRID';
      if (f.grid !== 'IN_RANGE') return f.generation === 'ON' ? 'SUPPLYING' : 'ISOLATING';
      return f.served ? 'RETRANSFER' : null;
    case 'RETRANSFER':
      if (f.closed && (f.closing || !mayEnergise)) return 'GRID';
      if (f.closeOverdue || (mayEnergise && !f.held && !f.closing)) return 'TRIPPED';
      return f.grid === 'IN_RANGE' ? null : 'ISOLATING';
  }
}
