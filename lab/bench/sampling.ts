/**
 * When a device is read besides its own calls: spot checks at seeded instants where it declares slopes, a grid
 * where it does not (lab protocol, Readings and sampling).
 */
import { unitFrom } from '../../reference-impl/endpoint/identifiers';
import type { Readings } from '../../schemas';
import type { BenchDevice } from './bench-device';

const FINE_MS = 1_000;
const STEADY_MS = 10_000;
const IDLE_MS = 600_000;
/** Unchanged for so long, the power counts as steady. */
const SETTLED_MS = 30_000;
/** A device that does not foretell its acts may begin to act at any time. */
const UNFORETOLD_MS = 10_000;
/** Mean distance of the spot checks on a device that declares slopes, while power flows. */
const SPOT_MS = 300_000;

interface Track {
  nextMs: number | null;
  changedMs: number;
  powerW: number;
  spots: number;
}

export class Sampler {
  private readonly tracks = new Map<string, Track>();
  /** The fine grid; a case about a fast class makes it finer. */
  fineMs = FINE_MS;

  constructor(private readonly seed: string) {}

  nextMs(device: BenchDevice): number | null {
    return this.tracks.get(device.urn)?.nextMs ?? null;
  }

  /** Whether a sample of the device is due; plans the next one. */
  takeDue(device: BenchDevice, atMs: number): boolean {
    const track = this.tracks.get(device.urn);
    if (track === undefined || track.nextMs === null || track.nextMs > atMs) return false;
    track.nextMs = null;
    return true;
  }

  /** The device was called: its power may be about to change. */
  touched(device: BenchDevice, atMs: number): void {
    const track = this.track(device, atMs);
    if (track === undefined || device.exact) return;
    track.changedMs = atMs;
    this.planAt(track, atMs + this.fineMs);
  }

  saw(device: BenchDevice, atMs: number, readings: Readings): void {
    const track = this.track(device, atMs);
    if (track === undefined) return;
    const powerW = readings.powerW ?? 0;
    if (Math.abs(powerW - track.powerW) > 1) track.changedMs = atMs;
    track.powerW = powerW;
    if (device.exact) {
      if (Math.abs(powerW) < 1) track.nextMs = null;
      else if (track.nextMs === null) {
        const u = unitFrom(this.seed, `spot ${device.urn} ${track.spots++}`);
        track.nextMs = atMs + Math.round((0.5 + u) * SPOT_MS);
      }
      return;
    }
    const idleMs = device.live && device.foretold === undefined ? UNFORETOLD_MS : IDLE_MS;
    const settled = atMs - track.changedMs >= SETTLED_MS;
    this.planAt(track, atMs + (settled ? (Math.abs(powerW) > 50 ? STEADY_MS : idleMs) : this.fineMs));
  }

  private planAt(track: Track, atMs: number): void {
    track.nextMs = track.nextMs === null ? atMs : Math.min(track.nextMs, atMs);
  }

  private track(device: BenchDevice, atMs: number): Track | undefined {
    if (device.role !== 'pev') return undefined;
    let track = this.tracks.get(device.urn);
    if (track === undefined)
      this.tracks.set(device.urn, (track = { nextMs: null, changedMs: atMs, powerW: 0, spots: 0 }));
    return track;
  }
}
