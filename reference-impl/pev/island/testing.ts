/** The bench of a PEV, with a home around it: its ESCI proves isolation, asks for backup and tells of the grid. */
import { timeText } from '../../endpoint/identifiers';
import type { ErrorCode, Message, MessageBodies } from '../../../schemas';
import { body, CAR, ESCI, Rig, type RigOptions } from '../testing';

type Status = MessageBodies['IsolationStatus'];
type Request = MessageBodies['EmergencyGenerationRequest'];
type Position = Status['position'];

/** A car without an engine; half full, 10 kWh above a floor of 30 %. */
export const BEV = { ...CAR, hasIce: false };
/** The same with an engine, and a floor well below where that starts. */
export const HYBRID = { ...CAR, hasIce: true, fuelPct: 50, socFloor: 10 };

export class Home extends Rig {
  constructor(options: RigOptions = {}) {
    super({ state: BEV, ...options });
  }

  /** Plugged in where the home can be fed. */
  plugIn(v2h = true): void {
    this.connect({ v2h }, { capabilities: { v2g: true, v2h } });
  }

  /** The grid is gone, and the ESCI says so. */
  outage(): void {
    this.electrical({ voltageV: 0, frequencyHz: 0, gridPresent: false });
    this.tellGrid('ABSENT');
  }

  tellGrid(state: MessageBodies['GridStatus']['state'], sinceS = 0): void {
    this.send('GridStatus', { state, sinceS }, ESCI);
  }

  /** M21, by default a sound proof of open; returns its id. */
  isolation(patch: Partial<Status> = {}, source = ESCI): string {
    const message = this.compose(
      'IsolationStatus',
      {
        switchId: 'sw1',
        type: 'AUTO',
        position: 'OPEN',
        evidence: [shows('AUX_CONTACT'), shows('GRID_COUPLING'), shows('DEAD_BUS', 'UNKNOWN')],
        asOf: timeText(this.nowMs),
        gridPresent: false,
        premisesV: 0,
        ...patch,
      },
      source,
    );
    this.deliver(message);
    return message.id;
  }

  /** M24 that refers to a fresh proof unless `patch` refers to another; the answer. */
  ask(patch: Partial<Request> = {}, source = ESCI): MessageBodies['EmergencyGenerationResponse'] {
    return body(this.askRaw(patch, source), 'EmergencyGenerationResponse');
  }

  askRaw(patch: Partial<Request> = {}, source = ESCI): Message[] {
    const isolationRef = patch.isolationRef ?? this.isolation();
    return this.send(
      'EmergencyGenerationRequest',
      {
        requestId: 'r1',
        sink: 'HOME',
        nominalV: 240,
        nominalHz: 60,
        maxW: 5000,
        socFloor: 30,
        ...patch,
        isolationRef,
      },
      source,
    );
  }

  /** The code of a refusal; null where it was accepted. */
  askCode(patch: Partial<Request> = {}): ErrorCode | null {
    const { status, code } = this.ask(patch);
    return status === 'ACCEPTED' ? null : (code ?? null);
  }

  /** In an outage, supplying a home that draws `loadW`. */
  supply(loadW = 2000, patch: Partial<Request> = {}): void {
    this.plugIn();
    this.outage();
    this.stimulate('load', { W: loadW });
    this.ask(patch);
    this.pass(1);
  }

  stop(requestId = 'r1', source = ESCI): Message[] {
    return this.send('GenerationStop', { requestId, reason: 'GRID_RETURNED' }, source);
  }

  /** What the terminals show: power, voltage, mode. */
  get terminals(): { powerW: number; voltageV: number; mode: string } {
    const { powerW = NaN, islandVoltageV = NaN, mode = '' } = this.read('powerW', 'islandVoltageV', 'mode');
    return { powerW, voltageV: islandVoltageV, mode };
  }

  get isOff(): boolean {
    const { powerW, voltageV, mode } = this.terminals;
    return powerW === 0 && voltageV === 0 && mode === 'idle';
  }

  /** The states that its status messages went through, repetitions left out. */
  get states(): string[] {
    return this.all('EmergencyGenerationStatus')
      .map(({ data }) => data.state)
      .filter((state, i, all) => state !== all[i - 1]);
  }

  /** Reasons of the stops that it told. */
  get ends(): string[] {
    return this.all('GenerationStop').map(({ data }) => data.reason);
  }
}

export function shows(
  kind: Status['evidence'][number]['kind'],
  indicates: Position = 'OPEN',
): Status['evidence'][number] {
  return { kind, indicates };
}
