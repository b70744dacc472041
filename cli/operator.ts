/** `--operator`: a person who does and reads at the device what the IXIT names. */
import type { IxitOperator, ReadingName } from '../schemas';
import type { DeviceRole } from '../lab/bench/bench-device';
import { REAL_CLOCK } from '../lab/connectors/timers';
import { PageOperator, TerminalOperator, type Operator } from '../lab/operator';
import type { Plugged } from '../lab/session/device-pool';
import type { RunSetting } from './run-setting';
import { UsageError } from './usage-error';

export type OperatorWay =
  | { readonly kind: 'terminal' }
  | { readonly kind: 'none' }
  | { readonly kind: 'page'; readonly port: number };

/** Longest time for one answer where the IXIT names none, s. */
const USUAL_LIMIT_S = 300;

/** Reads `terminal`, `page`, `page:PORT` or `none`. @throws UsageError */
export function operatorWay(text: string): OperatorWay {
  if (text === 'terminal' || text === 'none') return { kind: text };
  const [, port = '0'] = /^page(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (!text.startsWith('page') || !/^page(:\d{1,5})?$/.test(text) || Number(port) > 65_535)
    throw new UsageError(`--operator ${text} is none; write terminal, page, page:PORT or none`);
  return { kind: 'page', port: Number(port) };
}

/**
 * Puts a person at the device judged, where its IXIT names something for one to do.
 * @throws UsageError where nobody can be asked, or nothing is to be done
 */
export async function attachHands(
  plugged: Map<DeviceRole, Plugged>,
  role: DeviceRole,
  declared: IxitOperator | undefined,
  { operator: way, timeoutScale }: Pick<RunSetting, 'operator' | 'timeoutScale'>,
): Promise<void> {
  const device = plugged.get(role);
  const { stimuli = [], readings = {}, limitS = USUAL_LIMIT_S } = declared ?? {};
  const deeds = [...stimuli, ...Object.keys(readings)];
  if (way?.kind === 'none' || device === undefined) return;
  if (deeds.length === 0) {
    if (way === undefined) return;
    throw new UsageError(
      `--operator ${way.kind}: nothing is declared that a person does or reads; name it under ixit.operator in the --ics file`,
    );
  }
  if (device.hello.clock.kind === 'virtual')
    throw new UsageError(
      `ixit.operator names ${deeds.join(', ')} for a person, who lives in real time, and the ${role} lives by a virtual clock; give it a real one, or --operator none to leave them out`,
    );
  const operator = await operatorAt(way ?? usualWay(deeds));
  process.once('SIGINT', () => void operator.close());
  plugged.set(role, {
    ...device,
    hands: {
      operator,
      stimuli: new Set(stimuli),
      readings: new Map(Object.entries(readings) as [ReadingName, 'product' | 'instrument'][]),
      limitMs: limitS * 1000 * timeoutScale,
      timers: REAL_CLOCK,
    },
  });
}

function usualWay(deeds: readonly string[]): OperatorWay {
  if (process.stdin.isTTY && process.stderr.isTTY) return { kind: 'terminal' };
  throw new UsageError(
    `ixit.operator names ${deeds.join(', ')} for a person, and there is no terminal to ask at; give --operator page, or --operator none to leave them out`,
  );
}

async function operatorAt(way: OperatorWay): Promise<Operator> {
  if (way.kind !== 'page') return new TerminalOperator(process.stdin, process.stderr, REAL_CLOCK);
  try {
    const page = await PageOperator.listen(way.port, REAL_CLOCK);
    process.stderr.write(`what is to be done at the device is asked at ${page.url}\n`);
    return page;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'the port is taken; name another one' : (code ?? message);
    throw new UsageError(`--operator page:${way.port}: ${reason}`);
  }
}
