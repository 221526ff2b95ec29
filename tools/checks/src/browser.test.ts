import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

it.each([
  '@subnetkit/core',
  '@subnetkit/scoring',
  '@subnetkit/wallet/keys',
  '@subnetkit/protocol',
  '@subnetkit/localnet/runtime',
])('%s bundles for a browser', async (entry) => {
  const result = await build({
    stdin: {
      contents: `import * as all from '${entry}'\nconsole.log(all)`,
      resolveDir: `${root}/packages/cli`,
    },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
  })
  expect(result.errors).toEqual([])
  expect(result.outputFiles[0]!.text.length).toBeGreaterThan(100)
})
