import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      '{packages,subnets,tools}/*/src/**/*.test.ts',
      'tools/create-subnet/blank/src/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: processes that the end-to-end tests start need one of them.
    maxWorkers: 2,
    globalSetup: './tools/bootstrap/test-folder.mjs',
    reporters: ['default', './tools/bootstrap/count-reporter.mjs'],
  },
})
