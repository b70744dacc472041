/** `pr2 baseline update`: the list of known failures as a run bears it out. */
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { isMap, isSeq, parseDocument, type Document } from 'yaml';
import type { ListedFailure, RunRecord } from '../../schemas';
import type { Suite } from '../../lab/session/suite';
import { isComplete, judgeRun, standAgainstList } from '../../verdicts';
import { logRecords, runsIn } from '../found-runs';
import { writeFile } from '../run-folder';
import { UsageError } from '../usage-error';
import { loadKnownFailures, todayOf } from './load-list';
import { changesOf, type Change } from './update-list';

/** How long a new entry excuses unless it is said, days. */
const EXCUSED_DAYS = 90;

const HEAD = ` Failures that are known. Each entry names a requirement, a case or a check, says why it is known,
 and excuses until the end of its last day. pr2 run --known-failures FILE holds a run against it.`;

interface UpdateOptions {
  file: string;
  expires?: string;
  strict?: boolean;
}

export function addBaselineCommand(program: Command, suite: Suite): void {
  program
    .command('baseline')
    .description('the list of known failures')
    .command('update <rundir>')
    .description(
      'write what fails in a run into the list; entries that still hold keep reason and expiry, the others go',
    )
    .requiredOption('--file <file>', 'the list, made where there is none')
    .option('--expires <date>', 'last day of new entries', dateAfter(EXCUSED_DAYS))
    .option('--strict', 'a SHOULD that is not met fails')
    .action((rundir: string, options: UpdateOptions) => update(suite, rundir, options));
}

function update(suite: Suite, rundir: string, { file, expires = '', strict }: UpdateOptions): void {
  if (!/^\d{4}-\d\d-\d\d$/.test(expires) || Number.isNaN(Date.parse(expires)))
    throw new UsageError(`--expires ${expires} is no day such as 2027-03-31`);
  const { listed: before, text } = existsSync(file)
    ? loadKnownFailures(file, suite, todayOf(new Date()))
    : { listed: [], text: `#${HEAD.replaceAll('\n', '\n#')}\n` };
  let list = before;
  const told: Change[] = [];
  for (const { dir, role } of runsIn(rundir)) {
    const changes = changesIn(dir, role, list, expires, strict === true);
    told.push(...changes.filter((c) => c.kind !== 'kept'));
    list = changes.filter((c) => c.kind !== 'dropped').map((c) => c.entry);
  }
  writeFile(file, rewritten(text, list));
  for (const { kind, entry, why } of told)
    process.stdout.write(`${kind.padEnd(8)} ${entry.subject} ${entry.id}: ${why}\n`);
  const n = list.length;
  process.stdout.write(`${file} lists ${n} known failure${n === 1 ? '' : 's'}\n`);
}

function changesIn(
  dir: string,
  role: string,
  list: readonly ListedFailure[],
  expires: string,
  strict: boolean,
): readonly Change[] {
  const records = logRecords(dir);
  const judgement = judgeRun(records, { strict }).roles.find((r) => r.role === role);
  if (judgement === undefined) throw new UsageError(`${dir} holds no run of a ${role}`);
  const run = { ...(records[0] as RunRecord), knownFailures: [...list] };
  const stand = standAgainstList(judgement, run, isComplete(records), { strict });
  return stand === undefined ? [] : changesOf(list, stand, judgement.cases, expires);
}

/** The list in its file; comments of entries that stay are kept. */
function rewritten(text: string, list: readonly ListedFailure[]): string {
  const document: Document = parseDocument(text);
  const old = isSeq(document.contents) ? document.contents.items : [];
  const items = list.map(({ subject, id, reason, expires }) => {
    const node = old.find((item) => isMap(item) && item.get(subject) === id);
    if (!isMap(node)) return document.createNode({ [subject]: id, reason, expires });
    if (node.get('expires') !== expires) node.set('expires', expires);
    return node;
  });
  const contents = isSeq(document.contents) ? document.contents : document.createNode([]);
  contents.items = items;
  contents.flow = items.length === 0;
  document.contents = contents as never;
  return document.toString({ lineWidth: 110 });
}

function dateAfter(days: number): string {
  return todayOf(new Date(Date.now() + days * 86_400_000));
}
