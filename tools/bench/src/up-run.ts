import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runNetwork, silentScreen } from 'subnetkit'

const say = (mark: string): void =>
  void process.send?.({ mark, at: performance.timeOrigin + performance.now() })

say('boot')
const folder = mkdtempSync(join(tmpdir(), 'subnetkit-bench-'))
try {
  await runNetwork(
    {
      subnets: ['text'],
      epochs: 3,
      keep: false,
      seed: 'bench',
      port: 0,
      folder,
      blockTimeMs: 1000,
      tempo: 20,
    },
    { screen: silentScreen, mark: say, signal: new AbortController().signal },
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)
