/** Taking the customer's word at the panel in two steps, or as one message with its token (PR2-B-07). */
import type { ErrorCode, Message, Stimuli } from '../../../schemas';
import { partsOf } from '../../endpoint/identifiers';
import { benchMs, reachable, type Context } from '../context';
import { commissioned, evidence } from './facts';

/** Tokens remembered; more than a customer uses in a lifetime of outages. */
const TOKENS = 1000;

/** A step at the panel; gives the panel's own refusal, or null. */
export function attestAtPanel(ctx: Context, atMs: number, params: Stimuli['attest']): ErrorCode | null {
  const { island } = ctx.state;
  const { switchId, statement, confirmToken, step } = params;
  if (statement !== 'OPEN') return 'E_SCHEMA';
  if (step === 1 || (step === undefined && confirmToken === undefined)) {
    if (ctx.site.isolation?.switchId !== switchId) return 'E_ISOLATION_CONFLICT';
    island.firstStep = { switchId, atMs };
    return null;
  }
  if (confirmToken === undefined) return 'E_SCHEMA';
  const first = island.firstStep;
  if (step === 2) {
    if (first === null) return 'E_STATE';
    if (first.switchId !== switchId) return 'E_ISOLATION_CONFLICT';
    if (atMs - first.atMs > ctx.parameters.attestationS * 1000) return 'E_EXPIRED';
  }
  island.firstStep = null;
  return take(ctx, atMs, switchId, atMs, confirmToken);
}

/** M22, from the customer or from the panel of a PEV that is connected here. */
export function receiveAttestation(
  ctx: Context,
  atMs: number,
  message: Message<'IsolationAttestation'>,
): void {
  const { role, id } = partsOf(message.source);
  if (role !== 'customer' && !(role === 'pev' && reachable(ctx, id) !== null))
    return ctx.endpoint.reject(atMs, message, 'E_UNAUTHORIZED', 'not from such a sender');
  const { switchId, at, confirmToken } = message.data;
  const code = take(ctx, atMs, switchId, benchMs(ctx, at), confirmToken);
  if (code === null) ctx.endpoint.acknowledge(atMs, message);
  else ctx.endpoint.reject(atMs, message, code, 'the attestation is not taken');
}

function take(
  ctx: Context,
  atMs: number,
  switchId: string,
  statedMs: number,
  token: string,
): ErrorCode | null {
  const { island } = ctx.state;
  const { attestationS, clockSkewS } = ctx.parameters;
  const code = ctx.behaviour.refusesAttestation({
    fitted: ctx.site.isolation,
    switchId,
    ageMs: atMs - statedMs,
    tokenUsed: island.usedTokens.includes(token),
    commissioned: commissioned(ctx, atMs),
    contradicted: evidence(ctx, atMs) === 'CONTRADICTED',
    validMs: attestationS * 1000,
    skewMs: clockSkewS * 1000,
  });
  // A word that the sensors contradicted is spent: it may not become true by being said again.
  if (code === null || (code === 'E_ISOLATION_CONFLICT' && switchId === ctx.site.isolation?.switchId))
    island.usedTokens = [...island.usedTokens, token].slice(-TOKENS);
  if (code === null) island.attestation = { atMs: Math.min(statedMs, atMs) };
  return code;
}
