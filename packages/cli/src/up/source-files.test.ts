import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sourceFiles } from './source-files.ts'

it('follows imports inside the package, in circles too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-sources-'))
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)
  write(
    'miner.ts',
    "import { z } from 'zod'\nimport { a } from './contract.ts'\nconst b = await import('./lazy.ts')\n",
  )
  write('contract.ts', "export { c } from './miner.ts'\n")
  write('lazy.ts', "import './missing.ts'\n")
  write('validator.ts', '')
  expect(
    [...sourceFiles(join(folder, 'miner.ts'))].map((file) => file.slice(folder.length + 1)).sort(),
  ).toEqual(['contract.ts', 'lazy.ts', 'miner.ts'])
})
