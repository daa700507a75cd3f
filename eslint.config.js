import js from '@eslint/js';
import lwcConfig from '@salesforce/eslint-config-lwc/recommended.js';
import prettier from 'eslint-config-prettier';
import jestPlugin from 'eslint-plugin-jest';
import node from 'eslint-plugin-n';
import importSort from 'eslint-plugin-simple-import-sort';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// Those of the package, and the demo's own around them.
const panels = ['force-app/**/*.js', 'src/devorg/pages/{components,platform}/**/*.js'];

const toArray = (config) => (Array.isArray(config) ? config : [config]);

export default tseslint.config(
  { ignores: ['node_modules/', '.baton/', 'coverage/', 'dist/'] },

  // The service, the org in a box, scripts and tests.
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, ...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { n: node, 'simple-import-sort': importSort },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      complexity: ['error', 10],
      'n/no-process-env': 'error',
      'no-console': 'error',
      'simple-import-sort/imports': 'error',
      'simple-import-sort/exports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      // node:sqlite and zod hand out values whose types are not known before they are read.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    // Only the configuration reads the environment; scripts are run by hand and pass it on.
    files: ['src/config/**/*.ts', 'scripts/**/*.ts', 'test/**/*.ts'],
    rules: { 'n/no-process-env': 'off' },
  },
  { files: ['scripts/**/*.ts', 'test/flows/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    plugins: { jest: jestPlugin },
    settings: { jest: { version: 30, globalPackage: '@jest/globals' } },
    rules: {
      ...jestPlugin.configs['flat/recommended'].rules,
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect*', 'fc.assert', 'request.**.expect'] }],
      'jest/no-conditional-expect': 'off',
      'jest/no-standalone-expect': 'off',
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },

  // Plain scripts that run before anything is installed.
  {
    files: ['scripts/**/*.js', '*.js', '*.cjs', '.*.cjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: globals.node },
  },

  // The panels.
  ...toArray(lwcConfig).map((config) => ({ ...config, files: panels })),
  { files: panels, rules: { 'max-lines': ['error', { max: 300 }] } },
  {
    files: ['force-app/**/__tests__/**/*.js', 'force-app/test/**/*.js'],
    plugins: { jest: jestPlugin },
    settings: { jest: { version: 29 } },
    languageOptions: { globals: { ...globals.jest, ...globals.node } },
    rules: {
      ...jestPlugin.configs['flat/recommended'].rules,
      '@lwc/lwc/no-async-operation': 'off',
      '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off',
    },
  },
  prettier,
);
