/** The machine and the kit itself: whether Node is one that it runs on, and whether the package is whole. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Suite } from '../../lab/session/suite';
import { ill, well, type Look } from './examination';

export function kitLooks(suite: Suite, version = process.versions.node): Look[] {
  const { engines } = JSON.parse(readFileSync(join(suite.root, 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  return [nodeLook(version, engines.node), packageLook(suite)];
}

export function nodeLook(version: string, range: string): Look {
  return serves(version, range)
    ? well('Node', `${version}; the kit runs on ${range}`)
    : ill('Node', 5, `this is ${version}, and the kit runs on ${range}; install one of these`);
}

/** Whether a version is in a range of carets and lower bounds, as package.json names engines. */
function serves(version: string, range: string): boolean {
  const have = partsOf(version);
  return range.split('||').some((part) => {
    const least = partsOf(part);
    const same = !part.trim().startsWith('^') || have[0] === least[0];
    return same && compare(have, least) >= 0;
  });
}

function partsOf(text: string): number[] {
  return (/\d+(\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < 3; i += 1) {
    const by = (a[i] ?? 0) - (b[i] ?? 0);
    if (by !== 0) return by;
  }
  return 0;
}

const AGAIN = 'install pr2-conformance again, or in a clone: npm run build';

function packageLook({ catalogue, root, version }: Suite): Look {
  const what = 'package';
  const [fault] = catalogue.faults;
  if (fault !== undefined)
    return ill(what, 5, `the features do not hold together: ${fault}; pr2 lint lists all`);
  if (catalogue.cases.length === 0) return ill(what, 5, `no test case is found below ${root}; ${AGAIN}`);
  const steps = join(__dirname, '..', '..', 'steps');
  if (!holdsSteps(steps)) return ill(what, 5, `${steps} holds no compiled steps; ${AGAIN}`);
  const { cases, requirements } = catalogue;
  return well(what, `${version}, with ${requirements.length} requirements and ${cases.length} test cases`);
}

function holdsSteps(folder: string): boolean {
  try {
    return readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.js'));
  } catch {
    return false;
  }
}
