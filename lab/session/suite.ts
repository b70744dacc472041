/** The suite on disk: where it is, its version, its digest, its requirements and cases. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { catalogueOf, type Catalogue } from '../catalogue/catalogue';
import { publishedStrength, type Strength } from './strength';

export interface Suite {
  readonly root: string;
  readonly version: string;
  /** sha256 over features and schemas: what may be said and what must be done. */
  readonly digest: string;
  readonly catalogue: Catalogue;
  readonly featuresDir: string;
  /** How sharp and how fair it was last measured to be. */
  readonly strength: Strength;
}

/** The package's own root, from source, from dist and from an installed package alike. */
export function packageRoot(): string {
  for (let dir = __dirname; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json')) && existsSync(join(dir, 'features'))) return dir;
    if (dirname(dir) === dir)
      throw new Error('the package of pr2-conformance is not whole: no features folder above its code');
  }
}

export function loadSuite(root = packageRoot()): Suite {
  const featuresDir = join(root, 'features');
  const features = filesUnder(featuresDir, '.feature').map(
    (f) => [posix(relative(featuresDir, f)), readFileSync(f, 'utf8')] as const,
  );
  const schemas = filesUnder(join(root, 'schemas'), '.schema.json').map(
    (f) => [posix(relative(root, f)), readFileSync(f, 'utf8')] as const,
  );
  const hash = createHash('sha256');
  for (const [path, text] of [...features, ...schemas])
    hash.update(`${path}\0${text.replaceAll('\r\n', '\n')}\0`);
  const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string })
    .version;
  const strength = publishedStrength(root);
  return {
    root,
    version,
    digest: hash.digest('hex'),
    catalogue: catalogueOf(features),
    featuresDir,
    strength,
  };
}

function filesUnder(dir: string, ending: string): string[] {
  const out: string[] = [];
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) out.push(...filesUnder(path, ending));
    else if (entry.name.endsWith(ending)) out.push(path);
  }
  return out.toSorted();
}

function posix(path: string): string {
  return path.split(sep).join('/');
}
