/**
 * What an ESCI tells of each connection, whatever the case is about (PR2-A-12): every PEV that is plugged in is told of
 * within P_T_AUTH, to the utility and to itself, in a session of its own, and of nothing more than is there.
 */
import { fail, pass } from '../checks/check';
import { durationText, instantText } from '../checks/texts';
import type { CaseView, RecordOf, Sent } from '../../runlog/case-view';
import { partsOf, urnOf } from '../../reference-impl/endpoint/identifiers';
import type { MessageBodies } from '../../schemas';
import type { Oracle } from './oracle';
import { cableOf, upset } from './sessions';

type Notice = MessageBodies['ConnectionNotice'];

/** Transit, and the wake-up after it. */
const SLACK_MS = 1000;

/** What the cable shows at the socket. */
interface Plug {
  readonly pevId: string;
  readonly evseId: string;
  readonly cordsetA?: number | null;
  readonly bidirectional?: boolean;
  readonly v2h?: boolean;
  readonly inverterAuthorised?: boolean;
}

export const connectionsAsTheyAre: Oracle = {
  name: 'connections-told-as-they-are',
  judge(view, dut) {
    if (partsOf(dut).role !== 'esci') return [];
    const expected = 'each connection told of in time, in a session of its own, as it is';
    const used = new Set<string>();
    let last: Sent | undefined;
    for (const plugged of comings(view, dut)) {
      const { wrong, notice } = lookedAt(view, dut, plugged, used);
      if (wrong !== undefined)
        return [
          {
            requirement: 'PR2-A-12',
            judgement: fail(expected, wrong, [plugged.n, ...(notice === undefined ? [] : [notice.n])]),
          },
        ];
      last = notice ?? last;
      if (notice?.message !== undefined) used.add(notice.message.data.sessionId);
    }
    return last === undefined
      ? []
      : [{ requirement: 'PR2-A-12', judgement: pass(expected, `${used.size} sessions`, [last.n]) }];
  },
};

/** A cable that went in, or is back after it came loose. */
interface Coming {
  readonly n: number;
  readonly at: number;
  readonly plug: Plug;
}

/** Oldest first. A cable that was loose for less than this may count as in all the time. */
const LOOSE_MS = 2000;

function comings(view: CaseView, dut: string): Coming[] {
  const here = new Map<string, Plug>();
  return cableOf(view, dut).flatMap(({ n, at, name, params }): Coming[] => {
    if (name === 'bounce') {
      const { ms } = params as { ms: number };
      return ms < LOOSE_MS ? [] : [...here.values()].map((plug) => ({ n, at: at + ms, plug }));
    }
    const plug = params as unknown as Plug;
    here.delete(plug.pevId);
    if (name !== 'plug-in') return [];
    here.set(plug.pevId, plug);
    return [{ n, at, plug }];
  });
}

function lookedAt(
  view: CaseView,
  dut: string,
  plugged: Coming,
  used: ReadonlySet<string>,
): { wrong?: string; notice?: Sent<'ConnectionNotice'> } {
  const { plug } = plugged;
  const next = cableOf(view, dut).find((s) => s.n > plugged.n && concerns(s, plug.pevId));
  const untilMs = plugged.at + view.param('P_T_AUTH') * 1000 + SLACK_MS;
  const told = view
    .messages('ConnectionNotice', { by: dut, source: dut, afterN: plugged.n })
    .filter((s) => s.message?.data.pevId === plug.pevId && s.n < (next?.n ?? Infinity));
  const [notice] = told;
  const mayWait =
    view.nowMs < untilMs ||
    (next !== undefined && next.at <= untilMs) ||
    upset(view, dut, plugged.at, untilMs);
  if (notice?.message === undefined)
    return mayWait ? {} : { wrong: `nothing told of the PEV that came at ${instantText(plugged.at)}` };
  const utilities = view.devicesOf('utility');
  const missing = [urnOf('pev', plug.pevId), ...utilities.map((u) => u.urn)].find(
    (urn) => !told.some((s) => s.message?.destination === urn && s.atMs <= untilMs),
  );
  if (missing !== undefined && !mayWait)
    return { wrong: `${missing} not told within ${durationText(untilMs - plugged.at - SLACK_MS)}`, notice };
  const { sessionId } = notice.message.data;
  const second = told.find((s) => s.message?.data.sessionId !== sessionId);
  const wrong = used.has(sessionId)
    ? 'the session of an earlier connection told for another'
    : second !== undefined && !upset(view, dut, plugged.at, second.atMs)
      ? `two sessions told of the PEV that came at ${instantText(plugged.at)}`
      : unlike(view, dut, notice.message.data, plug);
  return wrong === undefined ? { notice } : { wrong, notice };
}

function concerns(s: RecordOf<'stimulus'>, pevId: string): boolean {
  const { pevId: named } = s.params as { pevId?: string };
  return named === undefined || named === pevId;
}

/** The first thing told that is not so, or more than the cable and the site show. */
function unlike(view: CaseView, dut: string, told: Notice, plug: Plug): string | undefined {
  const site = view.stateOf(dut) as { location?: string; architecture?: string } | undefined;
  if (told.evseId !== plug.evseId) return `EVSE ${told.evseId} told for ${plug.evseId}`;
  if (site?.location !== undefined && told.location !== site.location)
    return `location ${told.location} told, where it is at ${site.location}`;
  if (site?.architecture !== undefined && told.architecture !== site.architecture)
    return `architecture ${told.architecture} told, where it is of ${site.architecture}`;
  const toldA = told.cordsetA ?? 0;
  if (plug.cordsetA !== undefined && toldA > (plug.cordsetA ?? 0))
    return `a cordset of ${toldA} A told, where the cable shows ${plug.cordsetA ?? 'nothing'}`;
  if (plug.bidirectional === false && (told.bidirectional || told.capabilities.v2g || told.capabilities.v2h))
    return 'a flow that can be reversed told, where it cannot';
  if (plug.v2h === false && told.capabilities.v2h) return 'a supply of the home told, where there is none';
  if (plug.inverterAuthorised === false && told.inverterAuthorised)
    return 'an authorised inverter told, which is not';
  return undefined;
}
