/** The reference actors' side of the lab protocol. */
export { DeviceHost, type HostReply } from './device-host';
export { OnWallClock, type Say } from './on-wall-clock';
export { RpcServer } from './rpc-server';
export { serveStdio, type StdioStreams } from './stdio';
export { FileStorage, MemoryStorage, type Storage } from './storage';
export { dialWebSocket, serveWebSocket, type Served } from './websocket';
