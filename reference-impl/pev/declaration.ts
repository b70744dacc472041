/** What the reference PEV declares of itself: the figures that it has when nothing else is stated. */
import type { HelloResult } from '../../schemas';
import { RESPONSE_CLASSES, type ResponseClassName } from '../parameters';
import { PEV_READINGS } from './readings';
import { PEV_STIMULI } from './stimuli';

/** Messages a second that it takes from one peer (PR2-X-10). */
export const MAX_MESSAGES_PER_S = 20;

export const CLASSES = Object.keys(RESPONSE_CLASSES) as ResponseClassName[];

/** An ordinary car with a bidirectional charger of 11 kW and an engine to extend its range. */
export const DEFAULTS = {
  capacityWh: 60_000,
  efficiency: 0.92,
  soc: 80,
  maxDischargeW: 11_000,
  minDischargeW: 500,
  maxChargeW: 11_000,
  nominalV: 240,
  nominalHz: 60,
  exportPhases: 1,
  hasIce: true,
  fuelPct: 60,
} as const;

export function declare(): HelloResult {
  return {
    protocol: 1,
    identity: { vendor: 'pr2-conformance', product: 'reference pev', version: '1.0.0' },
    roles: ['pev'],
    clock: { kind: 'virtual' },
    stimuli: [...PEV_STIMULI],
    readings: [...PEV_READINGS],
    senses: ['voltageV', 'frequencyHz', 'gridPresent'],
    queries: ['eventStates', 'storedEvents'],
    restart: 'kill',
    ics: {
      role: 'pev',
      scenarios: ['PR2-A', 'PR2-B'],
      sinks: ['GRID', 'HOME'],
      responseClasses: [...CLASSES],
      phases: 3,
      hasIce: DEFAULTS.hasIce,
      directPath: false,
      externalOptOut: true,
      attestationAt: 'BOTH',
      maxMessagesPerS: MAX_MESSAGES_PER_S,
      randomisation: 'one-sided',
    },
    ixit: {
      role: 'pev',
      capacityWh: DEFAULTS.capacityWh,
      efficiency: DEFAULTS.efficiency,
      minDischargeW: DEFAULTS.minDischargeW,
      maxDischargeW: DEFAULTS.maxDischargeW,
      maxChargeW: DEFAULTS.maxChargeW,
      socFloor: 30,
      limits: { pev: DEFAULTS.maxDischargeW, charger: DEFAULTS.maxDischargeW },
      bootS: 0,
    },
  };
}
