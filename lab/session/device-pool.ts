/**
 * The devices of a run: those plugged in, each one process for all cases, and the reference actors that stand in
 * for the rest. A device whose connector failed is opened again for the next case.
 */
import type { HelloResult } from '../../schemas';
import { urnOf } from '../../reference-impl/endpoint/identifiers';
import { benchDevice, type BenchDevice, type DeviceRole } from '../bench/bench-device';
import { CaseStop } from '../bench/case-stop';
import { ConnectorError, type Connector } from '../connectors/connector';
import type { Meter } from '../meter/meter';
import type { Hands } from '../operator/operator';

export interface Plugged {
  readonly role: DeviceRole;
  readonly connector: Connector;
  readonly hello: HelloResult;
  /** The instrument at its terminals. */
  readonly meter?: Meter;
  /** The person at it. */
  readonly hands?: Hands;
}

export type OpenReference = (role: DeviceRole) => Connector;

/** Where a device stands in every case, whatever it is called there. */
const placeOf = (role: DeviceRole, index: number): string => `${role}-${index + 1}`;

/** So often a device may fail to come back before the rest of its cases end at once. */
const MOST_FAILURES = 3;

export class DevicePool {
  private readonly standIns = new Map<string, { connector: Connector; hello: HelloResult }>();
  private readonly broken = new Set<DeviceRole>();
  /** Attempts in a row to open a failed device again that failed too. */
  private failures = 0;

  constructor(
    private readonly plugged: ReadonlyMap<DeviceRole, Plugged>,
    private readonly openReference: OpenReference,
    private readonly storageRoot: string,
  ) {}

  /**
   * The device that plays the actor of that role and index in a case, under the name that the case gives it. The first
   * of a role is the plugged-in one; `dut` where it is the one the case judges.
   */
  async device(role: DeviceRole, index: number, id: string, dut: boolean): Promise<BenchDevice> {
    const urn = urnOf(role, id);
    const place = placeOf(role, index);
    const plugged = this.plugged.get(role);
    if (plugged !== undefined && index === 0) {
      const { connector, hello, meter, hands } = plugged;
      const device = benchDevice({
        urn,
        role,
        id,
        place,
        dut,
        standIn: 'device',
        connector,
        hello,
        meter,
        hands,
      });
      if (this.broken.has(role)) await this.reopen(device);
      return device;
    }
    let standIn = this.standIns.get(place);
    if (standIn === undefined) {
      const connector = this.openReference(role);
      standIn = { connector, hello: await connector.open() };
      this.standIns.set(place, standIn);
    }
    return benchDevice({ urn, role, id, place, dut, standIn: 'reference', ...standIn });
  }

  /** Folder in which a device keeps what must survive a restart. */
  storageOf(device: BenchDevice): string {
    return `${this.storageRoot}/${device.place}`;
  }

  /** Marks the plugged-in device of a role as failed: it is ended and opened again before its next case. */
  markBroken(role: DeviceRole): void {
    if (this.plugged.has(role)) this.broken.add(role);
  }

  diagnostics(role: DeviceRole): string {
    return this.plugged.get(role)?.connector.diagnostics() ?? '';
  }

  async close(): Promise<void> {
    for (const { connector, meter, hands } of this.plugged.values()) {
      await connector.close();
      await meter?.close();
      await hands?.operator.close();
    }
    for (const { connector } of this.standIns.values()) await connector.close();
  }

  /** A device that does not come back several times in a row is not waited for again: the run has to end some day. */
  private async reopen(device: BenchDevice): Promise<void> {
    const { role, connector } = device;
    if (this.failures >= MOST_FAILURES) throw this.lost(device);
    try {
      await connector.close();
      await connector.open();
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      this.failures += 1;
      throw CaseStop.fromConnector(error, device, 'hello');
    }
    this.broken.delete(role);
    this.failures = 0;
  }

  private lost({ urn, dut }: BenchDevice): CaseStop {
    const text = `${urn} did not come back after it failed, ${MOST_FAILURES} times in a row, and is not tried again`;
    return new CaseStop(dut ? 'adapter' : 'peer', text, urn);
  }
}
