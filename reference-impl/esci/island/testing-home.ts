/** A home with an isolation switch, for tests: the rig, with the test in the places of grid, switch and PEV. */
import type { EsciState, MessageBodies } from '../../../schemas';
import type { EsciBehaviour } from '../behaviour';
import { Rig } from '../testing';
import { answerAll } from '../testing-bodies';
import type { SiteInput } from './island';

export const PEV = 'urn:pr2:pev:p1';
export const CUSTOMER = 'urn:pr2:customer:c1';

type Shown = NonNullable<SiteInput['switch']>;

export const CLOSED: Shown = { aux: 'CLOSED', coupling: true, busV: 240 };
export const OPEN: Shown = { aux: 'OPEN', coupling: false, busV: 0 };

export const RECORD = {
  equipmentId: 'inverter-1',
  certification: ['UL 1741 SB 0815'],
  sensing: ['auxiliary contact', 'coupling', 'bus voltage'],
  validUntil: '2026-06-30',
};

interface Options {
  type?: 'AUTO' | 'MANUAL';
  state?: EsciState;
  behaviour?: Partial<EsciBehaviour>;
}

/** A commissioned home whose customer wants backup, its PEV connected, its grid and switch as always. */
export class Home extends Rig {
  constructor({ type = 'AUTO', state = {}, behaviour = {} }: Options = {}) {
    super({
      behaviour,
      state: {
        switch: { switchId: 'sw1', type },
        commissioning: { ...RECORD, switchType: type },
        preferences: { enabled: true, backupEnabled: true, socFloor: 40, maxDischargeW: 5000 },
        ...state,
      },
    });
    this.site({ voltageV: 240, frequencyHz: 60, gridPresent: true, switch: CLOSED });
    this.plugIn();
    answerAll(this);
    this.forget();
  }

  get phase(): string {
    return (this.observe(['state']).state ?? '').split(' ').at(-1) ?? '';
  }

  get command(): string | undefined {
    return this.observe(['switchCommand']).switchCommand;
  }

  get position(): string | undefined {
    return this.observe(['switchPosition']).switchPosition;
  }

  /** The grid goes; the switch still stands. */
  outage(): void {
    this.site({ voltageV: 0, frequencyHz: 0, gridPresent: false, switch: { ...CLOSED, busV: 0 } });
  }

  gridBack(): void {
    this.site({ voltageV: 240, frequencyHz: 60, gridPresent: true });
  }

  switched(shown: Partial<Shown>, base: Shown = OPEN): void {
    this.site({ switch: { ...base, ...shown } });
  }

  /** An outage, and a switch that opens in a tenth of a second; the PEV is asked. */
  isolated(): void {
    this.outage();
    this.wait(100);
    this.switched({});
    this.wait(200);
  }

  /** Isolated, and the PEV supplies the home. */
  supplying(): string {
    this.isolated();
    const { requestId } = this.one('EmergencyGenerationRequest').data;
    this.answer({ requestId, status: 'ACCEPTED', readyInS: 1 });
    this.switched({ busV: 240 });
    this.forget();
    return requestId;
  }

  /** The PEV answers the request that it was last sent. */
  answer(data: MessageBodies['EmergencyGenerationResponse'], pevId = 'p1'): void {
    const correlationid = this.of('EmergencyGenerationRequest').at(-1)?.id ?? 'none';
    this.pev(pevId, 'EmergencyGenerationResponse', data, { to: 'urn:pr2:esci:e1', correlationid });
  }

  status(requestId: string, change: Partial<MessageBodies['EmergencyGenerationStatus']> = {}): void {
    const ice = { present: false, running: false, ventilated: false, coAlarm: false };
    const data = {
      requestId,
      state: 'ISLAND_SUPPLY',
      W: -2000,
      V: 240,
      Hz: 60,
      soc: 70,
      ice,
      ...change,
    } as const;
    this.pev('p1', 'EmergencyGenerationStatus', data, { to: 'urn:pr2:esci:e1' });
  }

  /** The PEV answers that it was told to stop, and the bus goes dead. */
  pevOff(): void {
    answerAll(this);
    this.switched({ busV: 0 });
  }

  word(switchId = 'sw1', confirmToken = 'tok-1', at = this.time()): ReturnType<typeof this.sayWord> {
    return this.sayWord(switchId, confirmToken, at);
  }

  private sayWord(switchId: string, confirmToken: string, at: string) {
    const data = { switchId, statement: 'OPEN' as const, at, confirmToken };
    const message = this.compose(CUSTOMER, 'urn:pr2:esci:e1', 'IsolationAttestation', data);
    return this.deliver(CUSTOMER, message);
  }
}

/** What a home was told, in short: names with what matters of them. */
export function told(home: Rig): string[] {
  return home.sent.flatMap(({ message }) => {
    const { type, data } = message;
    if (type === 'pr2.IsolationStatus.v1') return [`M21 ${data.position}`];
    if (type === 'pr2.GridStatus.v1') return [`M23 ${data.state}`];
    if (type === 'pr2.EmergencyGenerationRequest.v1') return ['M24'];
    if (type === 'pr2.GenerationStop.v1') return [`M27 ${data.reason}`];
    return [];
  });
}
