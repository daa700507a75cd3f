/** Who may import whom: docs/architecture.md draws it, this file holds it. */
const PURE = ['match', 'relationship', 'policy', 'suggest', 'handoff', 'ledger', 'insight'];
const LEAVES = '^src/(ids|errors)\\.ts$';

/** `folder` may import itself, the leaves, and the folders named. Packages are ruled elsewhere. */
const mayImport = (folder, others) => ({
  name: `${folder}-arrows`,
  comment: `src/${folder} may import only ${['itself', 'ids.ts', 'errors.ts', ...others].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: [`^src/(${[folder, ...others].join('|')})/`, LEAVES] },
});

const onlyIn = (name, packagePattern, folders) => ({
  name,
  comment: `${packagePattern} is imported only by ${folders}`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${folders})` },
  to: { path: `node_modules/${packagePattern}` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: { path: '^(src|scripts|test)/', pathNot: '^src/devorg/pages/(platform|components)/' },
      to: { couldNotResolve: true },
    },
    { name: 'src-not-test', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|scripts)/' } },

    mayImport('config', []),
    mayImport('log', []),
    mayImport('crm', ['config', 'log']),
    mayImport('store', []),
    mayImport('sync', ['crm', 'store']),
    mayImport('pipeline', ['store', ...PURE]),
    mayImport('publish', ['crm', 'store']),
    mayImport('http', ['store', 'config', 'log']),
    mayImport('install', ['crm', 'config', 'log']),
    mayImport('devorg', []),
    ...PURE.map((folder) => mayImport(folder, PURE)),
    {
      name: 'pure-folders-touch-nothing-outside',
      comment: 'Pure stages take data and return data: no clock, process, file or network.',
      severity: 'error',
      from: { path: `^src/(${PURE.join('|')})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-folders-import-no-edge-library',
      severity: 'error',
      from: { path: `^src/(${PURE.join('|')})/` },
      to: { path: 'node_modules/(jsforce|express|pino|pg|@electric-sql|nock|commander)/' },
    },
    {
      name: 'org-in-a-box-stands-alone',
      comment: 'Only the command line loads it, so that a production image can leave it out.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(devorg|cli)/' },
      to: { path: '^src/devorg/' },
    },
    {
      name: 'org-in-a-box-is-loaded-dynamically',
      comment: 'The demo runs it in a process of its own, which is loaded by nobody.',
      severity: 'error',
      from: { path: '^src/cli/', pathNot: '^src/cli/demo-org-process' },
      to: { path: '^src/devorg/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    { ...onlyIn('jsforce-only-in-tests', 'jsforce/', 'none/') },
    { ...onlyIn('salesforce-core-only-in-install', '@salesforce/(core|source-deploy-retrieve)/', 'install/') },
    { ...onlyIn('express-only-at-the-edges', 'express/', 'http/|devorg/') },
    { ...onlyIn('database-drivers-only-in-store', '(pg|@electric-sql/pglite)/', 'store/') },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
