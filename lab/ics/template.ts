/** A commented ICS and IXIT to begin with, by role. */
import type { DeviceRole } from '../../schemas';
import type { IcsItem } from './items';

export interface Line {
  readonly value: string;
  readonly note: string;
}

/** What each item means to the vendor who fills it in. */
export const NOTES: Readonly<Record<IcsItem, string>> = {
  scenarios:
    'which scenarios it takes part in: PR2-A (feeding the grid), PR2-B (supplying the home as an island); at least one',
  sinks: 'where it can discharge to: GRID, HOME, LOAD; at least one',
  responseClasses:
    'how fast it reacts: REGULATION, FAST, EMERGENCY, RESERVE, SCHEDULED; at least one, and each one is tested',
  phases: 'phases it discharges on: 1, 2 or 3',
  switchType: 'how the isolation switch is driven: AUTO, MANUAL or NONE',
  hasIce: 'true if it has a combustion engine that can run to supply power',
  closedTransition: 'true if it may close onto the grid while the island is live',
  directPath: 'true if messages reach the PEV also while it is not plugged in',
  channels: 'how it can alert customers: EMAIL, SMS, PAGER, WEB, APP, PUSH, PHONE; at least one',
  externalOptOut: 'true if the customer can opt out elsewhere than at the PEV',
  attestationAt:
    'where the customer attests a manual switch: PEV, ESCI or BOTH; needed where switchType is MANUAL',
  evseCount: 'connection points that it serves',
  maxMessagesPerS: 'messages a second from one peer that it takes; more may be refused as busy',
  randomisation: 'how it spreads the start of an event: one-sided, two-sided or none',
};

/** The same where a role has more to know of it. */
const NOTES_BY_ROLE: Readonly<Partial<Record<DeviceRole, Partial<Record<IcsItem, string>>>>> = {
  pev: {
    attestationAt:
      'where the customer attests a manual switch of the home: PEV if its own panel takes that, ESCI if it does not, or BOTH; it matters in PR2-B only',
  },
};

/** What an item means to the vendor of a device of the role. */
export function noteOf(role: DeviceRole, item: IcsItem): string {
  return NOTES_BY_ROLE[role]?.[item] ?? NOTES[item];
}

export const VALUES: Readonly<Record<DeviceRole, Partial<Record<IcsItem, string>>>> = {
  pev: {
    scenarios: '[PR2-A]',
    sinks: '[GRID]',
    responseClasses: '[SCHEDULED]',
    phases: '1',
    hasIce: 'false',
    directPath: 'false',
    externalOptOut: 'false',
    attestationAt: 'PEV',
    maxMessagesPerS: '20',
    randomisation: 'one-sided',
  },
  esci: {
    scenarios: '[PR2-A]',
    sinks: '[GRID]',
    switchType: 'NONE',
    attestationAt: 'ESCI',
    closedTransition: 'false',
    directPath: 'false',
    evseCount: '1',
    externalOptOut: 'false',
    maxMessagesPerS: '20',
  },
  utility: {
    scenarios: '[PR2-A]',
    responseClasses: '[SCHEDULED]',
    channels: '[EMAIL]',
    maxMessagesPerS: '20',
    randomisation: 'one-sided',
  },
};

export const FIGURES: Readonly<Record<DeviceRole, Readonly<Record<string, Line>>>> = {
  pev: {
    capacityWh: { value: '60000', note: 'usable capacity of the battery, Wh' },
    efficiency: {
      value: '0.92',
      note: 'energy at the AC terminals for each unit taken from the battery, 0.01 to 1',
    },
    minDischargeW: { value: '500', note: 'least power that it can hold, W' },
    maxDischargeW: { value: '7200', note: 'most power that it can discharge, W' },
    maxChargeW: { value: '7200', note: 'most power that it can charge with, W' },
    socFloor: { value: '30', note: 'floor of the state of charge that it comes with, %' },
    bootS: { value: '20', note: 'from power or process start to its first answer, s' },
  },
  esci: {
    ids: {
      value: '{ evseIds: [evse1], meteringPointIds: [meter1] }',
      note: 'names that cannot be changed, if there are any',
    },
    bootS: { value: '20', note: 'from power or process start to its first answer, s' },
  },
  utility: {
    bootS: { value: '20', note: 'from process start to its first answer, s' },
  },
};

const BY_HAND: Readonly<Record<DeviceRole, string>> = {
  pev: 'plug-in, unplug, opt-out',
  esci: 'plug-in, unplug, switch-manual',
  utility: 'create-event, cancel-event',
};

/** YAML text that passes its own checks as it stands. */
export function icsTemplate(role: DeviceRole): string {
  const items = Object.entries(VALUES[role]) as [IcsItem, string][];
  return [
    `# What a ${role} declares of itself for a conformance run: pr2 run --dut ${role}=… --ics FILE`,
    '# Replace the values by those of your device. What is declared is tested; what is declared absent is not applicable.',
    'ics:',
    `  role: ${role}`,
    '  # which product; leave it out, or keep it equal to what the device answers in hello',
    '  # identity: { vendor: Example, product: Example 1, version: 1.0.0 }',
    ...items.flatMap(([item, value]) => commented({ value, note: noteOf(role, item) }, item)),
    '',
    '# Figures that a test needs, fixed before the run (IXIT).',
    'ixit:',
    `  role: ${role}`,
    ...Object.entries(FIGURES[role]).flatMap(([item, line]) => commented(line, item)),
    '  # test parameters agreed otherwise than by default, inside their ranges',
    '  # params: { P_RAMP: 10 }',
    '  # what a person does and reads, where the device has no hook for it (docs/real-hands.md)',
    `  # operator: { stimuli: [${BY_HAND[role]}] }`,
    ...(role === 'utility'
      ? [
          '  # where real e-mail and text messages are caught, if it sends any',
          '  # gateway: smtp://127.0.0.1:2525',
        ]
      : []),
    '',
  ].join('\n');
}

function commented({ value, note }: Line, item: string): string[] {
  return [`  # ${note}`, `  ${item}: ${value}`];
}
