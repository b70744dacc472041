/** A device whose own clock is a little off: by less than has to be reported (PR2-X-03, P_CLK_SKEW). */
import type { Device } from '../device';

/** @param offMs how far its clock is ahead of everybody's, ms; below zero it is behind */
export function withClockOff(make: () => Device, offMs: number): Device {
  const inner = make();
  return {
    ...passing(inner),
    start(params, restored) {
      const clock = { ...params.clock, offsetMs: params.clock.offsetMs + offMs };
      return inner.start({ ...params, clock }, restored);
    },
  };
}

/** The same device, its methods as plain properties. */
export function passing(inner: Device): Device {
  return {
    hello: () => inner.hello(),
    start: (params, restored) => inner.start(params, restored),
    deliver: (params) => inner.deliver(params),
    stimulate: (params) => inner.stimulate(params),
    observe: (params) => inner.observe(params),
    advance: (params) => inner.advance(params),
    query: (params) => inner.query(params),
    stop: (params) => inner.stop(params),
    durable: () => inner.durable(),
  };
}
