import { defineConfig } from 'vitest/config'

/** The official SDK and btcli against ours: `npm run test:interop`, which needs Python 3.10 or newer. */
export default defineConfig({
  test: {
    include: ['tools/interop/src/**/*.interop.ts'],
    fileParallelism: false,
    globalSetup: './tools/bootstrap/test-folder.mjs',
    reporters: ['default', './tools/bootstrap/count-reporter.mjs'],
  },
})
