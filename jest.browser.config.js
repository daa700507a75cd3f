import service from './jest.config.js';

/** Pages in a real browser, against the org in a box. */
export default {
  ...service,
  displayName: 'browser',
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  // The first run compiles the base components, which takes its time on a small machine.
  testTimeout: 90_000,
  maxWorkers: 1,
};
