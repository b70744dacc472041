/** Faults of the Utility, by what they are about. */
import type { Fault } from '../fault';
import { TOLD_AND_KEPT_FAULTS } from './told-and-kept';
import { ASKING_FAULTS } from './asking';
import { AGAIN_FAULTS } from './again';
import { AROUND_FAULTS } from './around';
import { CLOCK_FAULTS } from './clock';
import { COMMANDING_FAULTS } from './commanding';
import { EVENT_FAULTS } from './events';
import { FIGURE_FAULTS } from './figures';
import { FLEET_FAULTS } from './fleet';
import { HEEDING_FAULTS } from './heeding';
import { LATER_FAULTS } from './later';
import { LETTING_GO_FAULTS } from './letting-go';
import { NAME_FAULTS } from './names';
import { NEWS_FAULTS } from './news';
import { OF_TWO_FAULTS } from './of-two';
import { ORDER_FAULTS } from './order';
import { OWED_FAULTS } from './owed';
import { PARTICULAR_FAULTS } from './particular';
import { REQUEST_FAULTS } from './requests';
import { PARTIAL_FAULTS } from './partial';
import { PARTLY_HEARD_FAULTS } from './partly-heard';
import { PRECEDENCE_FAULTS } from './precedence';
import { RANDOMISATION_FAULTS } from './randomisation';
import { RECORD_FAULTS } from './records';
import { RESTART_FAULTS } from './restart';
import { SECURITY_FAULTS } from './security';
import { TELLING_FAULTS } from './telling';
import { ONCE_FAULTS } from './once';
import { ONE_FOR_ALL_FAULTS } from './one-for-all';
import { READING_FAULTS } from './reading';
import { SINCE_FAULTS } from './since';
import { WIRE_FAULTS } from './wire';

export const UTILITY_FAULTS: readonly Fault[] = [
  ...CLOCK_FAULTS,
  ...EVENT_FAULTS,
  ...REQUEST_FAULTS,
  ...OWED_FAULTS,
  ...PARTICULAR_FAULTS,
  ...WIRE_FAULTS,
  ...FLEET_FAULTS,
  ...RECORD_FAULTS,
  ...ORDER_FAULTS,
  ...PRECEDENCE_FAULTS,
  ...RANDOMISATION_FAULTS,
  ...RESTART_FAULTS,
  ...SECURITY_FAULTS,
  ...NAME_FAULTS,
  ...FIGURE_FAULTS,
  ...ASKING_FAULTS,
  ...TELLING_FAULTS,
  ...AGAIN_FAULTS,
  ...PARTIAL_FAULTS,
  ...PARTLY_HEARD_FAULTS,
  ...OF_TWO_FAULTS,
  ...NEWS_FAULTS,
  ...LATER_FAULTS,
  ...TOLD_AND_KEPT_FAULTS,
  ...LETTING_GO_FAULTS,
  ...HEEDING_FAULTS,
  ...COMMANDING_FAULTS,
  ...AROUND_FAULTS,
  ...ONCE_FAULTS,
  ...ONE_FOR_ALL_FAULTS,
  ...READING_FAULTS,
  ...SINCE_FAULTS,
];
