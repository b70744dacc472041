/** Limits of premises, transformers and feeders for `pr2 fleet`: a CSV of nodes with their parent and limit. */
import type { Tree } from '../../reference-impl/dispatch';
import { UsageError } from '../usage-error';
import { readCsv } from './csv';

interface Node {
  row: number;
  parent: string;
  capW: number;
}

export interface Feeder {
  /** The PEVs, those of the same node next to each other. */
  order: Uint32Array;
  tree: Tree;
}

/** Columns node, parent (empty at the top), capW. Throws a UsageError that names file, row, what is wrong and how to mend it. */
export async function readFeeder(file: string, nodeOf: readonly string[]): Promise<Feeder> {
  const nodes = new Map<string, Node>();
  await readCsv(file, { required: ['node', 'parent', 'capW'], optional: [] }, ({ row, cell }) => {
    const name = cell('node');
    const capW = cell('capW') === '' ? Number.NaN : Number(cell('capW'));
    if (name === '') throw new UsageError(`${file}, row ${row}: node is empty: give each node a name`);
    if (nodes.has(name))
      throw new UsageError(`${file}, row ${row}: node "${name}" was already named: name each once`);
    if (!(capW >= 0)) {
      throw new UsageError(
        `${file}, row ${row}: capW "${cell('capW')}" is no power: give watts without a sign`,
      );
    }
    nodes.set(name, { row, parent: cell('parent'), capW });
  });
  for (const [name, { row, parent }] of nodes) {
    if (parent !== '' && !nodes.has(parent)) {
      throw new UsageError(`${file}, row ${row}: the parent "${parent}" of ${name} has no row: add one`);
    }
  }
  return treeOf(file, nodes, nodeOf);
}

/** The path from the top to a node. */
function pathTo(file: string, nodes: ReadonlyMap<string, Node>, name: string): string[] {
  const path: string[] = [];
  for (let at = name; at !== ''; at = nodes.get(at)!.parent) {
    if (path.includes(at)) {
      throw new UsageError(
        `${file}, row ${nodes.get(at)!.row}: node "${at}" is above itself: break the circle`,
      );
    }
    if (!nodes.has(at))
      throw new UsageError(`${file} has no node "${at}", which the fleet names: add a row for it`);
    path.unshift(at);
  }
  return path;
}

function treeOf(file: string, nodes: ReadonlyMap<string, Node>, nodeOf: readonly string[]): Feeder {
  for (const name of nodes.keys()) pathTo(file, nodes, name);
  const paths = new Map([...new Set(nodeOf)].map((name) => [name, pathTo(file, nodes, name)]));
  const ranks = new Map(
    [...paths].toSorted(([, a], [, b]) => byPath(a, b)).map(([name], rank) => [name, rank]),
  );
  const order = Uint32Array.from(nodeOf.keys()).toSorted(
    (a, b) => ranks.get(nodeOf[a]!)! - ranks.get(nodeOf[b]!)! || a - b,
  );
  const depths = Math.max(0, ...[...paths.values()].map((path) => path.length));
  const tree = Array.from({ length: depths }, (_, n) => rowAt(depths - 1 - n));
  return { order, tree };

  /** The nodes at one depth below the top; PEVs that hang higher up are not limited at it. */
  function rowAt(depth: number): Tree[number] {
    const start = [0];
    const capW: number[] = [];
    const groupOf = (n: number): string =>
      paths
        .get(nodeOf[order[n]!]!)!
        .slice(0, depth + 1)
        .join('\n');
    for (let n = 0; n < order.length; n++) {
      if (n > 0 && groupOf(n) === groupOf(n - 1)) continue;
      if (n > 0) start.push(n);
      const node = paths.get(nodeOf[order[n]!]!)![depth];
      capW.push(node === undefined ? Infinity : nodes.get(node)!.capW);
    }
    start.push(order.length);
    return { start: Int32Array.from(start), capW: Float64Array.from(capW) };
  }
}

function byPath(a: readonly string[], b: readonly string[]): number {
  for (let n = 0; n < Math.min(a.length, b.length); n++) {
    if (a[n] !== b[n]) return a[n]! < b[n]! ? -1 : 1;
  }
  return a.length - b.length;
}
