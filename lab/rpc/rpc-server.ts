/** The device's side of JSON-RPC, without transport: a frame goes in, frames come out, the answer last. */
import { LabError, type Device } from '../../reference-impl/device';
import { checkLab, type LabMethod, type LabSchema } from '../../schemas';
import type { LabParams } from '../connectors/connector';
import { DeviceHost } from './device-host';
import type { Unasked } from './on-wall-clock';
import type { Storage } from './storage';

const PARAMS_OF: Readonly<Record<LabMethod, LabSchema>> = {
  hello: 'HelloParams',
  start: 'StartParams',
  deliver: 'DeliverParams',
  stimulate: 'StimulateParams',
  observe: 'ObserveParams',
  advance: 'AdvanceParams',
  query: 'QueryParams',
  stop: 'StopParams',
};

/** Error codes of JSON-RPC 2.0, section 5.1. */
const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;
const INTERNAL_ERROR = -32603;

type Id = string | number | null;

export class RpcServer {
  private readonly host: DeviceHost;

  /** @param onFault takes what went wrong inside the device, for its standard error */
  constructor(
    device: Device,
    storage: Storage,
    private readonly onFault: (error: unknown) => void = () => undefined,
  ) {
    this.host = new DeviceHost(device, storage);
  }

  /** The device's notifications, in order, and its answer; nothing where the frame was a notification. */
  frames(frame: string): string[] {
    let request: unknown;
    try {
      request = JSON.parse(frame);
    } catch {
      return [errorFrame(null, PARSE_ERROR, 'not JSON')];
    }
    if (!isRequest(request))
      return [errorFrame(idOf(request), INVALID_REQUEST, 'not a JSON-RPC 2.0 request')];
    if (request.id === undefined) return [];
    return this.answered(request.id, request.method, request.params);
  }

  /** The notifications of a device on a clock of its own, once what they rest on is durable. */
  unasked(said: Unasked): string[] {
    this.host.keep();
    return notifications(said);
  }

  private answered(id: Id, method: string, params: unknown): string[] {
    if (!isMethod(method)) return [errorFrame(id, METHOD_NOT_FOUND, `no method ${method.slice(0, 100)}`)];
    const [problem] = checkLab(PARAMS_OF[method], params).filter(
      (p) => method !== 'start' || p.path !== 'state',
    );
    if (problem !== undefined)
      return [errorFrame(id, INVALID_PARAMS, `params of ${method}: ${problem.text}`)];
    try {
      const { result, ...said } = this.host.call(method, params as LabParams[LabMethod]);
      return [...notifications(said), JSON.stringify({ jsonrpc: '2.0', id, result })];
    } catch (error) {
      if (error instanceof LabError) return [errorFrame(id, error.code, error.message)];
      this.onFault(error);
      return [errorFrame(id, INTERNAL_ERROR, `failed inside ${method}: ${String(error)}`)];
    }
  }
}

function notifications({ logs = [], emits }: Unasked): string[] {
  return [
    ...logs.map((log) => JSON.stringify({ jsonrpc: '2.0', method: 'log', params: log })),
    ...emits.map((emit) => JSON.stringify({ jsonrpc: '2.0', method: 'emit', params: emit })),
  ];
}

function errorFrame(id: Id, code: number, message: string): string {
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message } });
}

function isRequest(value: unknown): value is { id?: Id; method: string; params?: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { jsonrpc, method, id } = value as Record<string, unknown>;
  return jsonrpc === '2.0' && typeof method === 'string' && (id === undefined || isId(id));
}

function idOf(value: unknown): Id {
  const id = (value as { id?: unknown } | null)?.id;
  return isId(id) ? id : null;
}

function isId(id: unknown): id is Id {
  return id === null || typeof id === 'string' || typeof id === 'number';
}

function isMethod(method: string): method is LabMethod {
  return Object.hasOwn(PARAMS_OF, method);
}
