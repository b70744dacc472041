/** What the devices of a case are started with: all from the situation that the Given steps left. */
import type { Ics } from '../../schemas';
import { urnOf } from '../../reference-impl/endpoint/identifiers';
import type { DeviceRole } from '../bench/bench-device';
import { ElectricalNetwork, type Point } from '../bench/electrical-network';
import { IsolationSwitch } from '../bench/isolation-switch';
import type { CaseInfo } from './case-info';
import type { CaseSetup } from './case-setup';
import type { DrawnIds } from './drawn-ids';

/** A device that a case is about to start; `index` counts among those of its role. */
export interface PlannedDevice {
  readonly role: DeviceRole;
  readonly index: number;
  readonly id: string;
  /** Initial state of the lab protocol. */
  readonly state: Record<string, unknown>;
}

/** The devices in the order of starting, which is that of registration; the kit plays a Utility that is none of them. */
export function plannedDevices(setup: CaseSetup, info: CaseInfo, declared?: Ics): PlannedDevice[] {
  const { utility, escis, pevs, nominalV, nominalHz } = setup;
  const numbered = (role: DeviceRole, all: CaseSetup['pevs'], usual: object): PlannedDevice[] =>
    all.map(({ id, state }, index) => ({ role, index, id, state: { ...usual, ...state } }));
  const { enrollments, notificationPreferences } = setup;
  const classes = info.dut === 'pev' ? declared?.responseClasses : undefined;
  return [
    ...(info.dut === 'utility'
      ? numbered('utility', [utility], { enrollments, notificationPreferences })
      : []),
    ...numbered('esci', escis, { nominalV, nominalHz }),
    ...numbered('pev', pevs, { nominalV, nominalHz, ...(classes === undefined ? {} : { classes }) }),
  ];
}

/** A connection point for each EVSE, in the order of the ESCIs; no PEV is plugged in yet. */
export function pointsOf(setup: CaseSetup, ids: DrawnIds): Point[] {
  return setup.escis
    .flatMap((e) => e.evseIds.map((evseId) => ({ evseId, esci: urnOf('esci', e.id) })))
    .map((at, i) => ({
      ...at,
      point: ids.of('point', i),
      meteringPointId: ids.of('metering point', i),
      pev: null,
    }));
}

/** Urns of those a device of that role speaks with, by their role. */
export function peersOf(role: DeviceRole, setup: CaseSetup): Record<string, string[]> {
  const esci = setup.escis.map((e) => urnOf('esci', e.id));
  const utility = [urnOf('utility', setup.utility.id)];
  if (role === 'pev') return { esci, utility };
  if (role === 'utility') return { esci };
  return { utility, pev: setup.pevs.map((p) => urnOf('pev', p.id)) };
}

/** The wires of the case, with the isolation switch of the first ESCI's premises where there is one. */
export function electricalNetwork(setup: CaseSetup, points: Point[]): ElectricalNetwork {
  const electrical = new ElectricalNetwork(points, setup.nominalV, setup.nominalHz, setup.countedWh);
  const [first] = setup.escis;
  if (setup.isolationSwitch === undefined || first === undefined) return electrical;
  const esci = urnOf('esci', first.id);
  const { switchId, type } = setup.isolationSwitch;
  electrical.switches.set(esci, new IsolationSwitch(esci, switchId, type));
  return electrical;
}
