/** The panels. Runs with the jest that sfdx-lwc-jest brings; the service has its own runner (jest.config.js). */
const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

module.exports = {
  ...jestConfig,
  displayName: 'panels',
  roots: ['<rootDir>/force-app'],
  testMatch: ['**/__tests__/**/*.test.js'],
  setupFilesAfterEnv: [...jestConfig.setupFilesAfterEnv, '<rootDir>/force-app/test/jest-mocks/setup.js'],
  moduleNameMapper: { '^jest-mocks/(.*)$': '<rootDir>/force-app/test/jest-mocks/$1' },
  // Real texts instead of label names, so that a test reads what a person reads.
  transform: { '/lwc/.+\\.js$': '<rootDir>/force-app/test/jest-mocks/label-transform.cjs', ...jestConfig.transform },
};
