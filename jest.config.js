/** The service, the org in a box and the flows; panels have their own runner (jest.lwc.config.cjs). */
export default {
  displayName: 'service',
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['/node_modules/', '/test/browser/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  setupFilesAfterEnv: ['<rootDir>/test/support/setup.ts'],
  // Long enough for a busy machine: a test that hangs is to fail, one that is slow is not.
  testTimeout: 120_000,
  // Tests start servers and processes of their own; more workers than this would only wait for each other.
  maxWorkers: 2,
};
