import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const rank = ({ moduleId }: TestSpecification): number => {
  if (moduleId.endsWith('/test/from-clone.test.ts')) return 0
  if (moduleId.endsWith('/fuzz.test.ts')) return 1
  return /\/test\/[^/]+\.test\.ts$/.test(moduleId) ? 2 : 3
}

/** The files that take minutes start first: one that started last would have a core to itself at the end. */
class DearFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

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
    sequence: { sequencer: DearFirst },
    globalSetup: './tools/bootstrap/test-folder.mjs',
    reporters: ['default', './tools/bootstrap/count-reporter.mjs'],
  },
})
