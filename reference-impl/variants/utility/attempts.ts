/** A Utility that gives each attempt at an alert a name of its own: what failed told nobody, so that the next is no second alert. */
import type { DeliverParams, Message } from '../../../schemas';
import type { Memory } from '../../faults/decorate';
import type { Variant } from '../../faults/fault';
import { wrapped } from './make';

interface Names {
  /** The name on the wire, by the id of the message. */
  readonly given: Record<string, string>;
  /** The name within, by that on the wire. */
  readonly meant: Record<string, string>;
}

function names(memory: Memory): Names {
  return (memory['names'] ??= { given: {}, meant: {} }) as Names;
}

function nameAnew(m: Message<'CustomerAlert'>, memory: Memory): Message {
  const { given, meant } = names(memory);
  const { alertId } = m.data;
  const before = Object.values(meant).filter((name) => name === alertId).length;
  const name = (given[m.id] ??= before === 0 ? alertId : `${alertId}.${before + 1}`);
  meant[name] = alertId;
  return { ...m, data: { ...m.data, alertId: name } };
}

function hearByName(params: DeliverParams, memory: Memory): DeliverParams {
  const message = params.message as Message<'AlertReceipt'> | undefined;
  if (message?.type !== 'pr2.AlertReceipt.v1') return params;
  const alertId = names(memory).meant[message.data.alertId ?? ''];
  return alertId === undefined
    ? params
    : { ...params, message: { ...message, data: { ...message.data, alertId } } };
}

export const ATTEMPT_VARIANTS: readonly Variant[] = [
  wrapped(
    'names-each-attempt-at-an-alert-anew',
    {
      emit: (m, memory) => [m.type === 'pr2.CustomerAlert.v1' ? nameAnew(m, memory) : m],
      deliver: hearByName,
    },
    'spelling of ids',
  ),
];
