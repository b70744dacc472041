/** Faults of the PEV, by what they are about. */
import type { Fault } from '../fault';
import { TOLD_FIGURE_FAULTS } from './figures-told';
import { ADDRESSED_FAULTS } from './addressed';
import { AGAIN_FAULTS } from './again';
import { AT_REST_FAULTS } from './at-rest';
import { AVAILABILITY_FAULTS } from './availability';
import { BACKUP_FAULTS } from './backup';
import { BESIDE_FAULTS } from './beside';
import { CABLE_FAULTS } from './cables';
import { CHANGE_FAULTS } from './changes';
import { CLOCK_FAULTS } from './clock';
import { CUSTOMER_FAULTS } from './customer';
import { DECLARED_FAULTS } from './declared';
import { DISPATCH_FAULTS } from './dispatch';
import { EDGE_FAULTS } from './edges';
import { ENGINE_FAULTS } from './engine';
import { EVENT_FAULTS } from './events';
import { FIELD_FAULTS } from './field';
import { FIGURE_FAULTS } from './figures';
import { FORM_FAULTS } from './forms';
import { ISLAND_TOLD_FAULTS } from './island-told';
import { ISOLATION_FAULTS } from './isolation';
import { NAME_FAULTS } from './names';
import { POWER_FAULTS } from './power';
import { PRECEDENCE_FAULTS } from './precedence';
import { PREFERENCE_FAULTS } from './preferences';
import { RANDOMISATION_FAULTS } from './randomisation';
import { REPORT_FAULTS } from './reports';
import { REQUEST_FAULTS } from './requests';
import { RESTART_FAULTS } from './restart';
import { SECOND_TIME_FAULTS } from './second-time';
import { SECURITY_FAULTS } from './security';
import { SELDOM_FAULTS } from './seldom';
import { SUM_FAULTS } from './sums';
import { TELLING_FAULTS } from './telling';
import { TOGETHER_FAULTS } from './together';
import { WORD_FAULTS } from './words';

export const PEV_FAULTS: readonly Fault[] = [
  ...AVAILABILITY_FAULTS,
  ...BACKUP_FAULTS,
  ...BESIDE_FAULTS,
  ...CABLE_FAULTS,
  ...CHANGE_FAULTS,
  ...CLOCK_FAULTS,
  ...CUSTOMER_FAULTS,
  ...DECLARED_FAULTS,
  ...DISPATCH_FAULTS,
  ...EDGE_FAULTS,
  ...ENGINE_FAULTS,
  ...EVENT_FAULTS,
  ...ISLAND_TOLD_FAULTS,
  ...ISOLATION_FAULTS,
  ...POWER_FAULTS,
  ...PRECEDENCE_FAULTS,
  ...PREFERENCE_FAULTS,
  ...RANDOMISATION_FAULTS,
  ...REPORT_FAULTS,
  ...REQUEST_FAULTS,
  ...RESTART_FAULTS,
  ...SECURITY_FAULTS,
  ...SUM_FAULTS,
  ...TELLING_FAULTS,
  ...TOGETHER_FAULTS,
  ...WORD_FAULTS,
  ...NAME_FAULTS,
  ...FIGURE_FAULTS,
  ...FORM_FAULTS,
  ...FIELD_FAULTS,
  ...TOLD_FIGURE_FAULTS,
  ...AGAIN_FAULTS,
  ...ADDRESSED_FAULTS,
  ...SECOND_TIME_FAULTS,
  ...SELDOM_FAULTS,
  ...AT_REST_FAULTS,
];
