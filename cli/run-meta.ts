/** run-meta.json: what must not be in the run log, so that it is the same everywhere: wall time, host, how devices were reached. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceRole } from '../lab/bench/bench-device';
import type { DutTarget } from '../lab/connectors';

const RUN_META = 'run-meta.json';

interface Facts {
  /** ISO 8601, as all times here. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly host: { readonly platform: string; readonly node: string };
  readonly dut: DeviceRole;
  /** How the device of each role was reached. */
  readonly targets: Readonly<Record<string, string>>;
  /** What the device judged wrote to its standard error, the last of it. */
  readonly stderr: string;
}

export function metaPath(dir: string): string {
  return join(dir, RUN_META);
}

export function metaText(
  role: DeviceRole,
  targets: ReadonlyMap<DeviceRole, DutTarget>,
  startedAt: Date,
  stderr: string,
): string {
  return textOf({
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    host: { platform: process.platform, node: process.version },
    dut: role,
    targets: Object.fromEntries([...targets].map(([r, t]) => [r, t.kind])),
    stderr,
  });
}

/** Of a run put together from shards: from the first beginning to the last end, and each shard as it was. Undefined of none. */
export function mergedMeta(dirs: readonly string[]): string | undefined {
  const shards = dirs.flatMap((dir) => factsIn(metaPath(dir)) ?? []);
  const [first] = shards;
  if (first === undefined) return undefined;
  const { host, dut, targets } = first;
  const [startedAt = ''] = shards.map((s) => s.startedAt).toSorted();
  const endedAt =
    shards
      .map((s) => s.endedAt)
      .toSorted()
      .at(-1) ?? '';
  return textOf({ startedAt, endedAt, host, dut, targets, stderr: first.stderr, shards });
}

/** The file of a shard, which may be gone or of somebody else's making: then it tells nothing. */
function factsIn(path: string): Facts | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const facts = JSON.parse(readFileSync(path, 'utf8')) as Partial<Facts> | null;
    return typeof facts?.startedAt === 'string' && typeof facts.endedAt === 'string'
      ? (facts as Facts)
      : undefined;
  } catch {
    return undefined;
  }
}

function textOf(meta: Facts & { readonly shards?: readonly Facts[] }): string {
  return `${JSON.stringify(meta, null, 2)}\n`;
}
