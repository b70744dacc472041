import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Command } from 'commander';
import { addFleetCommand } from './fleet';
import { UsageError } from './usage-error';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'pr2-fleet-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

function given(name: string, text: string): string {
  writeFileSync(at(name), text);
  return at(name);
}

/** Runs `pr2 fleet` with these options and returns what it printed. */
async function fleet(...options: string[]): Promise<string> {
  const program = new Command('pr2').exitOverride();
  let printed = '';
  addFleetCommand(program, (text) => (printed += text));
  for (const command of program.commands) command.exitOverride();
  await program.parseAsync(['node', 'pr2', 'fleet', ...options]);
  return printed;
}

/** That a run is refused in one sentence, exit 2, and leaves nothing behind. */
async function refused(sentence: RegExp, ...options: string[]): Promise<void> {
  const there = readdirSync(folder);
  await assert.rejects(fleet(...options), (error: unknown) => {
    assert.ok(error instanceof UsageError, String(error));
    assert.equal(error.exitCode, 2);
    assert.match(error.message, sentence);
    assert.ok(!error.message.includes('\n'));
    return true;
  });
  assert.deepEqual(readdirSync(folder), there);
}

const REQUEST = 'start,powerW\n17:00,40000\n18:00,90000\n19:00,60000\n';
const FLEET = [
  'pevId,maxW,availableWh,minW,departure,archetype,pricePerMWh',
  'p1,7400,20000,1400,07:30,commuter,150',
  'p2,11000,30000,1400,,family SUV,200',
  '"van, red",22000,40000,4200,19:00,delivery van,120',
  'bus,60000,90000,6000,06:00,school bus,90',
  '',
].join('\n');

/** setpoints.csv as rows. */
function setpoints(out: string): { pevId: string; startS: number; endS: number; powerW: number }[] {
  const [head, ...lines] = readFileSync(join(out, 'setpoints.csv'), 'utf8').trimEnd().split('\n');
  assert.equal(head, 'pevId,startS,endS,powerW');
  return lines.map((line) => {
    const [, pevId = '', startS, endS, powerW] = /^(".*"|[^,]*),(\d+),(\d+),(\d+)$/.exec(line)!;
    return { pevId, startS: Number(startS), endS: Number(endS), powerW: Number(powerW) };
  });
}

test('a fleet from CSV: setpoints within every limit, the sums of the intervals, a picture and a summary', async () => {
  const text = await fleet(
    '--fleet',
    given('f.csv', FLEET),
    '--request',
    given('r.csv', REQUEST),
    '--out',
    at('one'),
  );
  assert.match(text, /^fleet +4 PEVs$/m);
  assert.match(text, /short by .* from \d\d:\d\d: these \d PEVs are empty or gone/);
  const rows = setpoints(at('one'));
  const summary = JSON.parse(readFileSync(join(at('one'), 'summary.json'), 'utf8'));
  const servedWh = rows.reduce((sum, r) => sum + (r.powerW * (r.endS - r.startS)) / 3600, 0);
  assert.ok(Math.abs(servedWh - summary.servedWh) < 1e-6);
  assert.ok(Math.abs(summary.requestedWh - summary.servedWh - summary.shortfallWh) < 1e-6);
  assert.equal(summary.requestedWh, 190_000);
  const limits: Record<string, [number, number, number, number]> = {
    p1: [7400, 1400, 20_000, Infinity],
    p2: [11_000, 1400, 30_000, Infinity],
    '"van, red"': [22_000, 4200, 40_000, 7200],
    bus: [60_000, 6000, 90_000, Infinity],
  };
  const used: Record<string, number> = {};
  for (const { pevId, startS, endS, powerW } of rows) {
    const [maxW, minW, , untilS] = limits[pevId]!;
    assert.ok(powerW <= maxW && powerW >= minW && endS <= untilS);
    used[pevId] = (used[pevId] ?? 0) + (powerW * (endS - startS)) / 3600;
  }
  for (const [pevId, wh] of Object.entries(used)) assert.ok(wh <= limits[pevId]![2] + 1e-9);
  const intervals = readFileSync(join(at('one'), 'intervals.csv'), 'utf8')
    .trimEnd()
    .split('\n');
  assert.equal(intervals.length, 13);
  for (const line of intervals.slice(1)) {
    const [, asked, served, short, ...kinds] = line.split(',').map(Number);
    assert.equal(served! + short!, asked);
    assert.equal(
      kinds.reduce((a, b) => a + b, 0),
      served,
    );
  }
  const svg = readFileSync(join(at('one'), 'plan.svg'), 'utf8');
  for (const word of ['requested', 'served', 'short', 'school bus', 'time of day', '17:00', 'kW'])
    assert.ok(svg.includes(`>${word}<`), word);
  assert.match(svg, /viewBox="0 0 800 /);
});

test('the same fleet as JSON gives the same setpoints', async () => {
  const [head = '', ...lines] = FLEET.trimEnd().split('\n');
  const json = lines.map((line) => {
    const cells = line.replace('"van, red"', 'van; red').split(',');
    return Object.fromEntries(
      head.split(',').map((name, n) => [name, /^\d+$/.test(cells[n]!) ? Number(cells[n]) : cells[n]!]),
    );
  });
  json[2]!['pevId'] = 'van, red';
  await fleet(
    '--fleet',
    given('f.json', JSON.stringify(json)),
    '--request',
    given('r.csv', REQUEST),
    '--out',
    at('json'),
  );
  assert.deepEqual(setpoints(at('json')), setpoints(at('one')));
});

test('a generated fleet: the same seed gives the same files, byte for byte', async () => {
  const request = given('big.csv', 'start,powerW\n17:00,9000000\n20:00,14000000\n23:00,0\n23:15,12000000\n');
  const run = (out: string, seed: string): Promise<string> =>
    fleet('--generate', '3000', '--seed', seed, '--request', request, '--out', at(out));
  const text = await run('g1', '7');
  await run('g2', '7');
  await run('g3', '8');
  for (const name of readdirSync(at('g1'))) {
    assert.deepEqual(readFileSync(join(at('g1'), name)), readFileSync(join(at('g2'), name)), name);
  }
  assert.notDeepEqual(setpoints(at('g1')), setpoints(at('g3')));
  assert.match(text, /3,000 PEVs/);
  assert.match(text, /school bus/);
  const rows = setpoints(at('g1'));
  assert.ok(rows.every((r) => r.endS > r.startS && r.powerW >= 700 && r.powerW <= 60_000));
});

test('limits of a feeder hold', async () => {
  const nodes = ['node', 'n1', 'n1', 'n2', 'n2'];
  const file = given(
    'nodes.csv',
    FLEET.trimEnd()
      .split('\n')
      .map((line, n) => `${line},${nodes[n]}`)
      .join('\n'),
  );
  const feeder = given('feeder.csv', 'node,parent,capW\nn1,top,10000\nn2,top,50000\ntop,,55000\n');
  const text = await fleet(
    '--fleet',
    file,
    '--request',
    given('r.csv', REQUEST),
    '--feeder',
    feeder,
    '--out',
    at('fed'),
  );
  assert.match(text, /no plan within its limits can serve more$/m);
  const rows = setpoints(at('fed'));
  for (let s = 0; s < 3 * 3600; s += 900) {
    const sum = (ids: string[]): number =>
      rows
        .filter((r) => ids.includes(r.pevId) && r.startS <= s && s < r.endS)
        .reduce((w, r) => w + r.powerW, 0);
    assert.ok(sum(['p1', 'p2']) <= 10_000);
    assert.ok(sum(['"van, red"', 'bus']) <= 50_000);
    assert.ok(sum(['p1', 'p2', '"van, red"', 'bus']) <= 55_000);
  }
  await refused(
    /feeder\.csv has no node "n9"/,
    '--fleet',
    given('n9.csv', 'pevId,maxW,availableWh,node\na,1,1,n9\n'),
    '--request',
    at('r.csv'),
    '--feeder',
    feeder,
    '--out',
    at('x'),
  );
  await refused(
    /circle/,
    '--fleet',
    file,
    '--request',
    at('r.csv'),
    '--feeder',
    given('c.csv', 'node,parent,capW\nn1,n2,1\nn2,n1,1\n'),
    '--out',
    at('x'),
  );
  await refused(
    /column node/,
    '--fleet',
    at('f.csv'),
    '--request',
    at('r.csv'),
    '--feeder',
    feeder,
    '--out',
    at('x'),
  );
  await refused(
    /row 2: capW "-4"/,
    '--fleet',
    file,
    '--request',
    at('r.csv'),
    '--feeder',
    given('d.csv', 'node,parent,capW\nn1,,-4\n'),
    '--out',
    at('x'),
  );
});

test('an output that exists is refused, and replaced with --force only where it is ours', async () => {
  const options = [
    '--fleet',
    given('f.csv', FLEET),
    '--request',
    given('r.csv', REQUEST),
    '--out',
    at('there'),
  ];
  await fleet(...options);
  await refused(/already exists/, ...options);
  await fleet(...options, '--force');
  writeFileSync(join(at('there'), 'mine.txt'), 'x');
  await refused(/holds mine\.txt/, ...options, '--force');
  assert.ok(existsSync(join(at('there'), 'mine.txt')));
  await refused(
    /is a file/,
    '--fleet',
    at('f.csv'),
    '--request',
    at('r.csv'),
    '--out',
    at('r.csv'),
    '--force',
  );
});

test('a bad fleet is refused in one sentence with its row, and nothing is written', async () => {
  const request = given('r.csv', 'start,powerW\n2026-11-24T17:00:00+01:00,40000\n');
  const head = 'pevId,maxW,availableWh,departure\n';
  const cases: [RegExp, string][] = [
    [/f\.csv, row 3: maxW -5 is negative/, `${head}a,1,1,\nb,-5,1,\n`],
    [/row 2: availableWh "NaN" is no number/, `${head}a,1,NaN,\n`],
    [/row 2: maxW "" is no number/, `${head}a,,1,\n`],
    [/row 2: maxW 2000000 is more than 1048575/, `${head}a,2000000,1,\n`],
    [/row 4: pevId "a" was already used/, `${head}a,1,1,\nb,1,1,\na,1,1,\n`],
    [/row 2: pevId is empty/, `${head},1,1,\n`],
    [
      /row 3: departure 2026-11-24T15:59:59Z lies before the start/,
      `${head}a,1,1,\nb,1,1,2026-11-24T15:59:59Z\n`,
    ],
    [/row 2: departure -60 lies before the start/, `${head}a,1,1,-60\n`],
    [/row 2: departure "soon" is no time/, `${head}a,1,1,soon\n`],
    [/row 2: 3 cells, but the head has 4/, `${head}a,1,1\n`],
    [/row 2: a quotation mark is not closed/, `${head}"a,1,1,\n`],
    [/row 1: no column availableWh/, 'pevId,maxW\na,1\n'],
    [/row 1: column "power" is not known/, 'pevId,maxW,availableWh,power\na,1,1,1\n'],
    [/names no PEV/, head],
    [/is empty/, ''],
    [/row 2: minW 9 is more than maxW 5/, 'pevId,maxW,availableWh,minW\na,5,1,9\n'],
  ];
  for (const [sentence, text] of cases) {
    await refused(sentence, '--fleet', given('f.csv', text), '--request', request, '--out', at('bad'));
  }
  await refused(/cannot be read/, '--fleet', at('absent.csv'), '--request', request, '--out', at('bad'));
  await refused(/no list/, '--fleet', given('f.json', '{}'), '--request', request, '--out', at('bad'));
  await refused(/cannot be read/, '--fleet', given('f.json', '{'), '--request', request, '--out', at('bad'));
  await refused(
    /entry 2: maxW -1 is negative/,
    '--fleet',
    given('f.json', '[{"pevId":"a","maxW":1,"availableWh":1},{"pevId":"b","maxW":-1,"availableWh":1}]'),
    '--request',
    request,
    '--out',
    at('bad'),
  );
  await refused(
    /entry 1: "watts" is not known/,
    '--fleet',
    given('f.json', '[{"pevId":"a","watts":1}]'),
    '--request',
    request,
    '--out',
    at('bad'),
  );
  await refused(/either --fleet FILE or --generate N/, '--request', request, '--out', at('bad'));
  await refused(
    /--generate ten is not possible/,
    '--generate',
    'ten',
    '--request',
    request,
    '--out',
    at('bad'),
  );
  await refused(
    /--seed -1 is not possible/,
    '--generate',
    '10',
    '--seed',
    '-1',
    '--request',
    request,
    '--out',
    at('bad'),
  );
});

test('a bad request is refused in one sentence with its row', async () => {
  const cases: [RegExp, string][] = [
    [/r\.csv, row 3: powerW -5 is negative/, 'start,powerW\n0,1\n900,-5\n'],
    [/row 2: powerW "NaN" is no number/, 'start,powerW\n0,NaN\n'],
    [/row 2: powerW "Infinity" is no number/, 'start,powerW\n0,Infinity\n'],
    [/row 2: start "noon" is no time/, 'start,powerW\nnoon,1\n'],
    [/row 2: start "25:00" is no time/, 'start,powerW\n25:00,1\n'],
    [/row 3: start 900 does not come after/, 'start,powerW\n900,1\n900,1\n'],
    [/row 3: start 17:10 is no whole number of 15 min steps/, 'start,powerW\n17:00,1\n17:10,1\n'],
    [/row 3: start "900" is written otherwise/, 'start,powerW\n17:00,1\n900,1\n'],
    [/row 3: the request reaches 25 h/, 'start,powerW\n0,1\n90000,1\n'],
    [/its last row: the request reaches 40 h/, 'start,powerW\n0,1\n72000,1\n'],
    [/no row below its head/, 'start,powerW\n'],
  ];
  for (const [sentence, text] of cases) {
    await refused(sentence, '--generate', '10', '--request', given('r.csv', text), '--out', at('bad'));
  }
  await refused(
    /larger --step-minutes/,
    '--generate',
    '10',
    '--request',
    given('r.csv', 'start,powerW\n0,1\n172800,1\n'),
    '--step-minutes',
    '1',
    '--horizon-hours',
    '200',
    '--out',
    at('bad'),
  );
});

test('one bad line at the end of a large file is found, and nothing is left half-written', async () => {
  const lines = ['pevId,maxW,availableWh,departure'];
  for (let i = 0; i < 200_000; i++) lines.push(`p${i},7400,20000,07:30`);
  lines.push('last,7400,20000,07:3O');
  const file = given('large.csv', lines.join('\n'));
  await refused(
    /large\.csv, row 200002: departure "07:3O" is no time/,
    '--fleet',
    file,
    '--request',
    given('r.csv', REQUEST),
    '--out',
    at('bad'),
  );
  assert.equal(existsSync(at('bad')), false);
});

test('a failure while writing leaves neither the output nor a part of it', async () => {
  mkdirSync(at('place'));
  const file = given('blocker', '');
  await refused(
    /cannot be written/,
    '--fleet',
    given('f.csv', FLEET),
    '--request',
    given('r.csv', REQUEST),
    '--out',
    join(file, 'out'),
  );
});

test('the examples run', async () => {
  const examples = join(__dirname, '..', 'examples');
  const example = (fleetFile: string, request: string, ...more: string[]): Promise<string> =>
    fleet(
      '--fleet',
      join(examples, 'fleets', fleetFile),
      '--request',
      join(examples, 'requests', request),
      ...more,
    );
  const street = ['--feeder', join(examples, 'fleets', 'street-feeder.csv'), '--out', at('street')];
  assert.match(await example('street.csv', 'street-evening.csv', ...street), /11 PEVs/);
  assert.match(await example('depot.json', 'depot-night.csv', '--out', at('depot')), /12 PEVs/);
  const hour = join(examples, 'requests', 'reserve-hour.csv');
  assert.match(await fleet('--generate', '50', '--request', hour, '--out', at('hour')), /\+0:00 to \+2:00/);
});

test('the help says what the files look like', async () => {
  const program = new Command('pr2');
  addFleetCommand(program);
  const help = program.commands[0]!.helpInformation();
  for (const word of ['--fleet', 'pevId,maxW,availableWh', '--generate', 'start,powerW', '--force'])
    assert.ok(help.includes(word), word);
});
