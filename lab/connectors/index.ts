/** Connectors: how the bench reaches devices. */
export {
  ANONYMOUS_KIT,
  ConnectorError,
  LAB_PROTOCOL,
  type AdapterFault,
  type Answer,
  type Connector,
  type ConnectorErrorKind,
  type LabParams,
  type LabResults,
} from './connector';
export { InProcessConnector } from './in-process';
export { parseDut, type DutTarget } from './parse-dut';
export { ExecConnector, type ExecOptions } from './exec';
export { ListenConnector, whyNot, type ListenOptions } from './listen';
export type { TlsIdentity } from './tls';
export { WsConnector, type WsOptions } from './ws';
export { splitWords, type Words } from './shell-words';
