/** Which links a message takes from the device that put it on the wire: PR2's own topology. */
import { partsOf } from '../../reference-impl/endpoint/identifiers';
import type { Point } from './electrical-network';

/**
 * The next hops. Utility and ESCI share a link U; an ESCI and the PEV plugged in there a link V; customers and
 * channels hang on whoever addresses them. While a PEV's place is unknown every ESCI gets what is meant for it.
 */
export function routes(
  from: string,
  message: unknown,
  devices: readonly string[],
  points: readonly Point[],
): string[] {
  const destination = destinationOf(message);
  const role = partsOf(from).role;
  const escis = devices.filter((urn) => partsOf(urn).role === 'esci');
  if (role === 'pev') {
    const esci = points.find((p) => p.pev === from)?.esci;
    return esci === undefined ? [] : [esci];
  }
  if (destination === undefined)
    return role === 'esci' ? points.filter((p) => p.esci === from).flatMap((p) => p.pev ?? []) : escis;
  if (partsOf(destination).role === 'pev') {
    const home = points.find((p) => p.pev === destination)?.esci;
    if (role === 'esci') return home === from ? [destination] : [];
    return home === undefined ? escis : [home];
  }
  return [destination];
}

/** The address a message gives itself, where it gives one. */
export function destinationOf(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const destination = (message as { destination?: unknown }).destination;
  return typeof destination === 'string' ? destination : undefined;
}
