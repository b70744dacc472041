/** Messages over a link that does not speak for them, or written by one who may not write such a thing (PR2-X-01). */
import type { DeviceRole } from '../../lab/bench/bench-device';
import type { CaseRun } from '../../lab/session/case-run';
import type { NamedKind } from '../../lab/session/drawn-ids';
import { timeText, urnOf, type Role } from '../../reference-impl/endpoint/identifiers';
import type { Parcel } from '../customer/sound-messages';

/** A message and the link over which it comes. */
export interface Disguised extends Parcel {
  /** Whom the receiver has authenticated on the link; its peer where absent. */
  readonly principal?: string;
}

type Disguise = (parcel: Parcel, run: CaseRun) => Disguised;

/** Nobody in the case, of the role of `urn`. */
const stranger = (run: CaseRun, urn: string): string =>
  nobody(
    run,
    urn === run.pev ? 'pev' : urn === run.esci ? 'esci' : urn === run.utility ? 'utility' : 'customer',
  );

const nobody = (run: CaseRun, role: Role & NamedKind): string => urnOf(role, run.ids.ofNobody(role));

const via = ({ from, message }: Parcel, run: CaseRun, mark: string): Disguised => ({
  from,
  message: { ...message, via: mark, viatime: timeText(run.bench.nowMs) },
});

function unsigned({ from, message }: Parcel): Disguised {
  const { via: _via, viatime: _viatime, ...rest } = message;
  return { from, message: rest };
}

/** Each by the words of the features; all but the last must be refused. */
export const DISGUISES = {
  'in the name of another sender': ({ from, message }, run) =>
    unsigned({ from, message: { ...message, source: stranger(run, message.source) } }),
  'without the mark of its relay': unsigned,
  'with the mark of a strange relay': (p, run) => via(p, run, stranger(run, run.esci)),
  'with the mark of a strange relay after that of its own': (p, run) =>
    via(p, run, `${p.from},${stranger(run, run.esci)}`),
  'over the link of a stranger': ({ from, message }, run) => ({
    from,
    message,
    principal: stranger(run, from),
  }),
  'with the mark of a strange relay before that of its own': (p, run) =>
    via(p, run, `${stranger(run, run.esci)},${p.from}`),
} satisfies Record<string, Disguise>;

export type DisguiseName = keyof typeof DISGUISES;

/** Who writes in the place of the one who should. */
export const WRITERS = {
  'another PEV': (run) => nobody(run, 'pev'),
  'another customer': (run) => nobody(run, 'customer'),
  'the customer': (run) => run.customerUrn(),
  'the PEV': (run) => run.pev,
  'the utility': (run) => run.utility,
  'the ESCI': (run) => run.esci,
} satisfies Record<string, (run: CaseRun) => string>;

export type WriterName = keyof typeof WRITERS;

/** The same message by another author, over the link on which that author would come, and signed as it would be. */
export function writtenBy(run: CaseRun, role: DeviceRole, parcel: Parcel, writer: string): Disguised {
  const direct =
    writer === run.esci || (role !== 'pev' && (writer.includes(':customer:') || role === 'esci'));
  const plain = unsigned({
    from: direct ? writer : run.esci,
    message: { ...parcel.message, source: writer },
  });
  return direct ? plain : via(plain, run, plain.from);
}
