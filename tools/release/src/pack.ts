import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PublishedPackage } from './published-packages.ts'
import { run } from './run.ts'
import { readTarball, type Tarball } from './tarball.ts'

/** Where the tarballs of a rehearsal lie, below the root. */
export const packedFolder = 'dist-packages'

const fileName = (name: string, version: string): string =>
  `${name.replace('@', '').replace('/', '-')}-${version}.tgz`

/** Compiles every package and packs it as pnpm would publish it. */
export async function packAll(root: string, packages: readonly PublishedPackage[]): Promise<Tarball[]> {
  const out = join(root, packedFolder)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  await run(process.execPath, ['tools/bootstrap/run.mjs', 'build'], { cwd: root })
  const pnpm = join(root, '.tools', 'node_modules', '.bin', 'pnpm')
  const tarballs: Tarball[] = []
  for (const { path, manifest } of packages) {
    await run(pnpm, ['pack', '--pack-destination', out], { cwd: join(root, path) })
    tarballs.push(await readTarball(join(out, fileName(manifest.name, manifest.version))))
  }
  return tarballs
}
