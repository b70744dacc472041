/**
 * Who may import whom (README, Where things are): schemas ← reference-impl ← lab ← steps ← cli, and
 * schemas ← runlog ← verdicts ← lab and reports; lab and reports ← spec ← cli. Nothing imports cli.
 */
const FOLDERS = ['schemas', 'runlog', 'verdicts', 'reference-impl', 'lab', 'steps', 'reports', 'spec', 'cli'];
const MAY = {
  schemas: [],
  runlog: ['schemas'],
  verdicts: ['schemas', 'runlog'],
  'reference-impl': ['schemas'],
  lab: ['schemas', 'runlog', 'verdicts', 'reference-impl'],
  steps: ['schemas', 'runlog', 'verdicts', 'reference-impl', 'lab'],
  reports: ['schemas', 'runlog', 'verdicts'],
  spec: ['schemas', 'reference-impl', 'lab', 'reports'],
  cli: ['schemas', 'runlog', 'verdicts', 'reference-impl', 'lab', 'reports', 'spec'],
};

module.exports = {
  forbidden: [
    ...FOLDERS.map((folder) => ({
      name: `${folder}-imports`,
      comment: `${folder} may import ${MAY[folder].join(', ') || 'none of the other folders'}`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: {
        path: `^(${FOLDERS.filter((f) => f !== folder && !MAY[folder].includes(f)).join('|') || '(?!)'})/`,
      },
    })),
    {
      name: 'actors-without-io',
      comment: 'reference actors own no socket, timer, file or process',
      severity: 'error',
      from: { path: '^reference-impl/', pathNot: '\\.test\\.ts$|/testing' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'judgement-without-io',
      comment: 'verdicts, checks and oracles are pure functions of the log',
      severity: 'error',
      from: { path: '^(runlog|verdicts|lab/checks|lab/oracles)/', pathNot: '\\.test\\.ts$|/testing' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphan-packages',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|bench|test|examples)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'require', 'types'] },
  },
};
