/** What a bench is made of, each part wired to the others. */
import type { CaseView } from '../../runlog/case-view';
import type { LogRecord } from '../../schemas';
import type { RecordBody } from '../runlog/chain';
import type { BenchDevice } from './bench-device';
import { Boot } from './boot';
import type { ElectricalNetwork } from './electrical-network';
import { Exchange, type ExchangeContext } from './exchange';
import { HandsAtWork } from './hands';
import { LabCalls } from './lab-calls';
import type { LiveTime } from './live-time';
import { Mail } from './mail';
import type { MessageNetwork } from './message-network';
import { Timeline } from './timeline';
import { Watch } from './watch';

export interface BenchSetup {
  readonly seed: string;
  readonly startMs: number;
  readonly view: CaseView;
  readonly network: MessageNetwork;
  readonly electrical: ElectricalNetwork;
  /** Appends to the run log and gives the whole record back. */
  readonly append: (body: RecordBody) => LogRecord;
  /** Whether the case has used up the real time it may take. */
  readonly outOfTime: () => boolean;
  /** Where a device has a clock of its own. */
  readonly live?: LiveTime | undefined;
}

export interface BenchParts {
  readonly timeline: Timeline;
  readonly exchange: Exchange;
  readonly boot: Boot;
  readonly calls: LabCalls;
  readonly mail: Mail;
  readonly watch: Watch;
  readonly hands: HandsAtWork;
}

/** What the parts ask of the bench itself. */
export interface BenchDeeds extends Pick<ExchangeContext, 'receive' | 'moveSwitch'> {
  readonly record: (body: RecordBody) => LogRecord;
}

/** @param devices those on the bench, as they come */
export function benchParts(
  setup: BenchSetup,
  devices: readonly BenchDevice[],
  { record, receive, moveSwitch }: BenchDeeds,
): BenchParts {
  const { electrical, network, seed, startMs, view, live, outOfTime } = setup;
  const nowMs = (): number => timeline.nowMs;
  const calls = new LabCalls({ nowMs, record, outOfTime, live });
  const uncertain = (d: BenchDevice, ms: number): void => calls.uncertain(d, ms);
  const watch = new Watch({
    seed,
    electrical,
    nowMs,
    record,
    call: (d, method, params) => calls.ask(d, method, params),
    measure: (d) => calls.measure(d),
  });
  const timeline: Timeline = new Timeline({
    startMs,
    view,
    live,
    devices,
    sampleMs: (d) => watch.nextMs(d),
    sample: async () => {
      for (const d of devices) if (watch.takeDue(d)) await exchange.read(d, true);
    },
    deliver: (parcel) => exchange.deliver(parcel),
    advance: (d) => exchange.call(d, 'advance', {}),
    said: (d, emit) => {
      mail.emitted(d, emit);
      watch.touched(d);
    },
    acted: (d) => watch.touched(d),
    uncertain,
  });
  const mail = new Mail({
    network,
    points: electrical.points,
    urns: () => devices.map((d) => d.urn),
    nowMs,
    record,
    due: (atMs, parcel) => timeline.post(atMs, parcel),
  });
  const exchange: Exchange = new Exchange({
    devices,
    electrical,
    calls,
    mail,
    watch,
    timeline,
    record,
    receive,
    moveSwitch,
  });
  const hands = new HandsAtWork({
    nowMs,
    record,
    liveMs: () => live?.nowMs ?? timeline.nowMs,
    caseId: () => view.case?.case ?? '',
    meanwhile: (ask) => timeline.meanwhile(ask),
    uncertain,
  });
  const boot = new Boot({ live, calls, exchange, timeline, watch, record });
  return { timeline, exchange, boot, calls, mail, watch, hands };
}
