/** What must be said, and what must not. */
import { durationMs } from '../../lab/session/quantities';
import type { DataTable } from '@cucumber/cucumber';
import type { MessageName, ResponseClass } from '../../schemas';
import { CaseStop } from '../../lab/bench/case-stop';
import type { Fields, Matcher } from '../../lab/checks/fields';
import type { CaseRun } from '../../lab/session/case-run';
import type { NamedKind } from '../../lab/session/drawn-ids';
import { RESPONSE_CLASSES } from '../../lab/profile/response-classes';
import { Then } from '../world';
import { onceAuthenticated } from './connection';
import { lastOf, theRequest } from './outcome-power';
import { literal } from './literal';
import { urnOfRole } from './network';

Then('the PEV accepts within its response class', async function () {
  const r = theRequest(this.run);
  await answered(this.run, {
    request: r.n,
    responseClass: r.responseClass,
    name: 'DispatchResponse',
    fields: { status: { eq: 'ACCEPTED' }, dispatchId: { eq: r.dispatchId } },
  });
});

Then('the PEV rejects the request with {code}', async function (code: string) {
  const r = theRequest(this.run);
  await answered(this.run, {
    request: r.n,
    responseClass: r.responseClass,
    name: 'DispatchResponse',
    fields: { status: { eq: 'REJECTED' }, code: { eq: code } },
  });
});

Then(
  'its counter-offer is at most {energy} and at most {power}',
  async function (energyWh: number, powerW: number) {
    const r = theRequest(this.run);
    const range = (most: number): Matcher => ({ min: Math.min(1, most), max: most }); // nothing only where nothing is left
    await answered(this.run, {
      request: r.n,
      responseClass: r.responseClass,
      name: 'DispatchResponse',
      fields: { 'counterOffer.Wh': range(energyWh), 'counterOffer.W': range(powerW) },
    });
  },
);

Then(
  /^the (PEV|ESCI|utility) sends an? (\w+) within (\d+(?:\.\d+)? (?:second|minute|hour)s?)$/,
  async function (role: string, name: MessageName, duration: string) {
    await mustSend(this.run, role.toLowerCase(), name, durationMs(duration), {});
  },
);

Then(
  /^the (PEV|ESCI|utility) sends an? (\w+) within (\d+(?:\.\d+)? (?:second|minute|hour)s?):$/,
  async function (role: string, name: MessageName, duration: string, table: DataTable) {
    await mustSend(this.run, role.toLowerCase(), name, durationMs(duration), fieldsOf(this.run, table));
  },
);

Then(
  /^the (PEV|ESCI|utility) sends an? (\w+) to the (PEV|ESCI|utility) within (\d+(?:\.\d+)? (?:second|minute|hour)s?):$/,
  async function (role: string, name: MessageName, to: string, duration: string, table: DataTable) {
    const destination = urnOfRole(this.run, to.toLowerCase());
    await mustSend(
      this.run,
      role.toLowerCase(),
      name,
      durationMs(duration),
      fieldsOf(this.run, table),
      destination,
    );
  },
);

Then(
  'the {role} sends no {message} for {duration}',
  async function (role: string, name: MessageName, ms: number) {
    const from = lastOf(this.run);
    await this.run.judge('does-not-send', {
      by: urnOfRole(this.run, role),
      name,
      afterN: from.n,
      untilMs: from.atMs + ms,
    });
  },
);

Then('the {role} answers( it) with {message}', async function (role: string, name: MessageName) {
  await answered(this.run, { request: saidOf(this.run), by: urnOfRole(this.run, role), name });
});

Then('the {role} answers( it) with {code}', async function (role: string, code: string) {
  await refused(this.run, { request: saidOf(this.run), by: urnOfRole(this.run, role), code });
});

/** Where the published schemas refuse already what a rule of PR2 refuses as well, either code says why. */
Then(
  'the {role} answers( it) with {code} or {code}',
  async function (role: string, one: string, other: string) {
    const by = urnOfRole(this.run, role);
    const fields = { code: { oneOf: [one, other] } };
    await answered(this.run, { request: saidOf(this.run), by, name: 'Receipt', fields });
  },
);

Then('the request comes back with {code}', async function (code: string) {
  await refused(this.run, { request: saidOf(this.run), code });
});

/** The refusal of a message of the kit, in whatever answer it calls for. */
export async function refused(
  run: CaseRun,
  a: { request: number; by?: string; code: string; responseClass?: ResponseClass },
): Promise<void> {
  const limitMs = RESPONSE_CLASSES[a.responseClass ?? 'SCHEDULED'].ackMs;
  await run.judge('refuses', {
    request: a.request,
    code: a.code,
    limitMs,
    ...(a.by === undefined ? {} : { by: a.by }),
  });
}

/** The answer to a message of the kit, by the device in whose class or default time. */
export async function answered(
  run: CaseRun,
  a: {
    request: number;
    by?: string;
    name: MessageName;
    fields?: Fields;
    responseClass?: ResponseClass;
    limitMs?: number;
  },
): Promise<void> {
  const responseClass = a.responseClass ?? 'SCHEDULED';
  await run.judge('answers', {
    request: a.request,
    by: a.by ?? run.pev,
    name: a.name,
    limitMs: a.limitMs ?? RESPONSE_CLASSES[responseClass].ackMs,
    ...(a.fields === undefined ? {} : { fields: a.fields }),
    ...(a.responseClass === undefined ? {} : { responseClass }),
  });
}

export async function mustSend(
  run: CaseRun,
  role: string,
  name: MessageName,
  limitMs: number,
  fields: Fields,
  to?: string,
): Promise<void> {
  const from = name === 'ConnectionNotice' ? lastOf(run) : await onceAuthenticated(run, lastOf(run));
  await run.judge('sends', {
    by: urnOfRole(run, role),
    name,
    ...(to === undefined ? {} : { to }),
    afterN: from.n,
    fromMs: from.atMs,
    byMs: from.atMs + limitMs,
    fields,
  });
}

export function saidOf(run: CaseRun): number {
  const { lastSaidN } = run.memory;
  if (lastSaidN === undefined)
    throw new CaseStop('kit', 'a step needs a message that no step before it sent');
  return lastSaidN;
}

/** What a field of that name names, where a row says `its own`: the first of its kind in the case. */
const OWNERS = new Map<string, NamedKind>([
  ['pevId', 'pev'],
  ['switchId', 'switch'],
]);

/**
 * Rows of field and value: `at least 5`, `at most 5`, `A or B`, `given`, `left out`, `its own` for a name that the case
 * has drawn, a number, true or false, a text.
 */
export function fieldsOf(run: CaseRun, table: DataTable): Fields {
  return Object.fromEntries(
    Object.entries(table.rowsHash()).map(([path, text]) => [
      path,
      text === 'its own' ? { eq: ownName(run, path) } : matcherOf(text),
    ]),
  );
}

function ownName(run: CaseRun, field: string): string {
  const kind = OWNERS.get(field);
  if (kind === undefined)
    throw new CaseStop('kit', `"its own" is for ${[...OWNERS.keys()].join(' or ')}, not for ${field}`);
  return run.ids.of(kind);
}

function matcherOf(text: string): Matcher {
  if (text === 'given') return { present: true };
  if (text === 'left out') return { absent: true };
  const bound = /^at (least|most) (-?\d+(?:\.\d+)?)$/.exec(text);
  if (bound !== null) return bound[1] === 'least' ? { min: Number(bound[2]) } : { max: Number(bound[2]) };
  if (text.includes(' or ')) return { oneOf: text.split(' or ').map(literal) };
  return { eq: literal(text) };
}
