/**
 * A vendor with nothing but report.html: four broken devices behind a pipe, and for each failed case the page names
 * the requirement, the message and the instant of the first divergence, all three right.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { elements, readHtml, textOf, type HtmlElement } from '../reports/testing/html-reader';
import { execFaulty, newFolder, pr2 } from './run-pr2';

interface Broken {
  readonly fault: string;
  readonly caseId: string;
  readonly requirement: string;
  /** What the page says of the message that shows it, or that it is measured from. */
  readonly message: RegExp;
  /** When it must have shown, from the start that the page's own M11 gives, or from the customer's act, ms. */
  readonly fromStartMs?: readonly [number, number];
  readonly fromActMs?: number;
}

/** SCHEDULED allows 30 s until the power moves; P_T_OPTMSG allows 5 s for an M15. */
const BROKEN: readonly Broken[] = [
  {
    fault: 'pev/never-discharges',
    caseId: 'PR2-A-19.scheduled',
    requirement: 'PR2-A-19',
    message: /^the reading of log record \d+; it is about M11 DispatchRequest from Utility \S+, /,
    fromStartMs: [30_000, 30_000],
  },
  {
    fault: 'pev/inverts-the-sign-of-its-power',
    caseId: 'PR2-A-19.scheduled',
    requirement: 'PR2-A-17',
    message: /M11 DispatchRequest from (ESCI|Utility) \S+, /,
    fromStartMs: [0, 1_000],
  },
  {
    fault: 'pev/starts-late',
    caseId: 'PR2-A-19.scheduled',
    requirement: 'PR2-A-19',
    message: /M11 DispatchRequest from Utility \S+, /,
    fromStartMs: [30_000, 30_000],
  },
  {
    fault: 'pev/does-not-tell-of-an-opt-out',
    caseId: 'PR2-A-11.opted-out',
    requirement: 'PR2-A-11',
    message: /^silence: M15 ParticipationNotice had not come by then/,
    fromActMs: 5_000,
  },
];

for (const b of BROKEN) {
  test(`${b.fault}: report.html alone tells what diverged first, where and when`, () => {
    const out = newFolder();
    const { code, stderr } = pr2(['run', '--dut', execFaulty(b.fault), '--only', b.caseId, '--out', out]);
    assert.equal(code, 1, stderr);
    const page = readHtml(readFileSync(join(out, 'pev', 'report.html'), 'utf8'));
    const failed = elements(page).filter((e) => e.tag === 'article' && e.attributes['class'] === 'case');
    const told = failed.find((e) => e.attributes['id'] === `case-${b.caseId}`);
    assert.ok(told, 'the failed case is told in full');
    const { requirement, message, messageId, atMs } = firstDivergence(told);
    assert.equal(requirement, b.requirement);
    assert.match(message, b.message);
    const written = messageWith(page, messageId);
    assert.ok(written, `the message ${messageId} can be opened`);
    if (b.fromStartMs !== undefined) {
      const startMs = Date.parse(written.data['start'] ?? '');
      const [least, most] = b.fromStartMs;
      const afterMs = atMs - startMs;
      assert.ok(afterMs >= least && afterMs <= most + 50, `${afterMs} ms after the start`);
    }
    if (b.fromActMs !== undefined) assert.equal(atMs - actMs(told, atMs), b.fromActMs);
  });
}

/** The three things as the page tells them: the row that marks the divergence, and the facts above it. */
function firstDivergence(article: HtmlElement): {
  requirement: string;
  message: string;
  messageId: string;
  atMs: number;
} {
  const row = elements(article).find((e) => e.attributes['class'] === 'div');
  const requirement =
    /First divergence (PR2-[A-Z]-\d+)/.exec(row === undefined ? '' : textOf(row))?.[1] ?? '';
  const facts = elements(article).find((e) => e.attributes['class'] === 'where');
  assert.ok(facts);
  const [, shownBy] = elements(facts).filter((e) => e.tag === 'dd');
  const time = elements(facts).find((e) => e.tag === 'time')?.attributes['datetime'] ?? '';
  const message = shownBy === undefined ? '' : textOf(shownBy);
  return {
    requirement,
    message,
    messageId: /message id ([0-9a-f-]{36})/.exec(message)?.[1] ?? '',
    atMs: Date.parse(time),
  };
}

/** A message as the page writes it out when its row is opened. */
function messageWith(page: HtmlElement, id: string): { data: Record<string, string> } | undefined {
  const row = elements(page).find(
    (e) => e.attributes['class'] === 'msg' && textOf(e).includes(`Message id ${id}`),
  );
  const written = row === undefined ? undefined : elements(row).find((e) => e.tag === 'pre');
  return written === undefined
    ? undefined
    : (JSON.parse(textOf(written)) as { data: Record<string, string> });
}

/** When the customer last acted, as the rows of the diagram tell it: time of day, on the day of the divergence. */
function actMs(article: HtmlElement, atMs: number): number {
  const act = elements(article).findLast(
    (e) => e.attributes['class'] === 'act plain' && textOf(e).includes('opt-out'),
  );
  const clock = /\d\d:\d\d:\d\d\.\d{3}/.exec(act === undefined ? '' : textOf(act))?.[0] ?? '';
  return Date.parse(`${new Date(atMs).toISOString().slice(0, 10)}T${clock}Z`);
}
