/** Who writes each message, and to whom; an ESCI passes on what is between Utility and PEV. */
import type { MessageName } from '../schemas';

export type Party = 'utility' | 'esci' | 'pev' | 'customer' | 'channel';

export const PARTIES: Readonly<Record<Party, string>> = {
  utility: 'Utility',
  esci: 'ESCI',
  pev: 'PEV',
  customer: 'Customer',
  channel: 'Channel of the customer',
};

const URNS: Readonly<Record<Party, string>> = {
  utility: 'urn:pr2:utility:u1',
  esci: 'urn:pr2:esci:e1',
  pev: 'urn:pr2:pev:p1',
  customer: 'urn:pr2:customer:c1',
  channel: 'urn:pr2:channel:EMAIL:c1',
};

const WAYS: Readonly<Record<MessageName, readonly [from: Party, to: Party]>> = {
  EnrollmentRecord: ['utility', 'esci'],
  NotificationPreference: ['customer', 'utility'],
  EnergySupplyEvent: ['utility', 'pev'],
  EventResponse: ['pev', 'utility'],
  CustomerAlert: ['utility', 'channel'],
  AlertReceipt: ['channel', 'utility'],
  DischargePreference: ['customer', 'pev'],
  AvailabilityReport: ['pev', 'utility'],
  ConnectionNotice: ['esci', 'utility'],
  AvailabilityRequest: ['utility', 'pev'],
  DispatchRequest: ['utility', 'pev'],
  DispatchResponse: ['pev', 'utility'],
  DispatchConfirmation: ['pev', 'utility'],
  DispatchUpdate: ['utility', 'pev'],
  ParticipationNotice: ['pev', 'utility'],
  TerminationNotice: ['pev', 'utility'],
  EventCancel: ['utility', 'pev'],
  EnergyTelemetry: ['pev', 'utility'],
  EventReport: ['esci', 'utility'],
  SettlementStatement: ['utility', 'customer'],
  IsolationStatus: ['esci', 'pev'],
  IsolationAttestation: ['customer', 'esci'],
  GridStatus: ['esci', 'pev'],
  EmergencyGenerationRequest: ['esci', 'pev'],
  EmergencyGenerationResponse: ['pev', 'esci'],
  EmergencyGenerationStatus: ['pev', 'esci'],
  GenerationStop: ['esci', 'pev'],
  Receipt: ['esci', 'utility'],
};

export function wayOf(name: MessageName): readonly [from: Party, to: Party] {
  return WAYS[name];
}

export function urnOf(party: Party): string {
  return URNS[party];
}
