/** The conformant decisions of a PEV about the home in an outage. */
import type { IslandBehaviour } from './behaviour';
import { refusesAttestation } from './decide-attestation';
import { decideBackup, endsBackup } from './decide-backup';
import { runsEngine } from './decide-engine';
import { acceptsIsolation } from './isolation';

/** Share of an allowed time after which it acts. */
const SHARE = 0.5;
/** From the answer to the voltage: time for the grid to come back, or the proof to fall. */
const FORMING_MS = 1000;
/** Above the floor, per cent (PR2-B-09). */
const WARNINGS_PCT = [10, 5];
/** An inverter's voltage and frequency at full load are this much below those at none. */
const DROOP_VOLTAGE = 0.01;
const DROOP_HZ = 0.1;

export const conformantIsland: IslandBehaviour = {
  acceptsIsolation,
  decideBackup,
  endsGridDispatch: () => true,
  formingMs: () => FORMING_MS,
  formed: ({ voltageV, frequencyHz }, loadPu) => ({
    voltageV: voltageV * (1 - DROOP_VOLTAGE * loadPu),
    frequencyHz: frequencyHz - DROOP_HZ * loadPu,
  }),
  endsBackup,
  obeysStop: () => true,
  tellsEnd: () => true,
  toleratesOverloadMs: (allowedS) => Math.floor(allowedS * 1000 * SHARE),
  overloadAction: () => 'stop',
  runsEngine,
  warnsAtPct: (floorPct) => WARNINGS_PCT.map((pct) => floorPct + pct),
  statusIntervalS: ({ meterIntervalS }) => meterIntervalS,
  refusesAttestation,
  islandDetectionMs: ({ antiIslandingS }) => Math.floor(antiIslandingS * 1000 * SHARE),
};
