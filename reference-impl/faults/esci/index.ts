/** Faults of the ESCI, by what they are about. */
import type { Fault } from '../fault';
import { AFTER_THE_OUTAGE_FAULTS } from './after-the-outage';
import { AGAIN_FAULTS } from './again';
import { ATTESTATION_FAULTS } from './attestation';
import { BACKUP_FAULTS } from './backup';
import { BESIDE_THE_PLAIN_FAULTS } from './beside-the-plain';
import { CLOCK_FAULTS } from './clock';
import { COMMAND_FAULTS } from './commands';
import { CUSTOMER_FAULTS } from './customer';
import { FIGURE_FAULTS } from './figures';
import { FOR_TWO_FAULTS } from './for-two';
import { IN_ABSENCE_FAULTS } from './in-absence';
import { IN_THE_FIELD_FAULTS } from './in-the-field';
import { IN_TRANSIT_FAULTS } from './in-transit';
import { ISOLATION_FAULTS } from './isolation';
import { METER_FAULTS } from './meter';
import { METER_TROUBLE_FAULTS } from './meter-trouble';
import { NAME_FAULTS } from './names';
import { OUTAGE_FAULTS } from './outage';
import { PARTICULAR_FAULTS } from './particular';
import { PASSING_FAULTS } from './passing';
import { PRECONDITION_FAULTS } from './preconditions';
import { RELAY_FAULTS } from './relay';
import { RESTART_FAULTS } from './restart';
import { RETRANSFER_FAULTS } from './retransfer';
import { SAID_TWICE_FAULTS } from './said-twice';
import { SECURITY_FAULTS } from './security';
import { SELDOM_FAULTS } from './seldom';
import { SETTLEMENT_FAULTS } from './settlement';
import { SITE_TOLD_FAULTS } from './site-told';
import { UNASKED_FAULTS } from './unasked';
import { WIRE_FAULTS } from './wire';
import { WORD_FAULTS } from './word';

export const ESCI_FAULTS: readonly Fault[] = [
  ...AFTER_THE_OUTAGE_FAULTS,
  ...AGAIN_FAULTS,
  ...ATTESTATION_FAULTS,
  ...BACKUP_FAULTS,
  ...BESIDE_THE_PLAIN_FAULTS,
  ...CLOCK_FAULTS,
  ...COMMAND_FAULTS,
  ...CUSTOMER_FAULTS,
  ...FOR_TWO_FAULTS,
  ...IN_ABSENCE_FAULTS,
  ...IN_THE_FIELD_FAULTS,
  ...IN_TRANSIT_FAULTS,
  ...ISOLATION_FAULTS,
  ...METER_FAULTS,
  ...METER_TROUBLE_FAULTS,
  ...OUTAGE_FAULTS,
  ...PARTICULAR_FAULTS,
  ...PASSING_FAULTS,
  ...PRECONDITION_FAULTS,
  ...RELAY_FAULTS,
  ...RESTART_FAULTS,
  ...SAID_TWICE_FAULTS,
  ...SECURITY_FAULTS,
  ...RETRANSFER_FAULTS,
  ...SELDOM_FAULTS,
  ...SETTLEMENT_FAULTS,
  ...SITE_TOLD_FAULTS,
  ...UNASKED_FAULTS,
  ...WIRE_FAULTS,
  ...WORD_FAULTS,
  ...NAME_FAULTS,
  ...FIGURE_FAULTS,
];
