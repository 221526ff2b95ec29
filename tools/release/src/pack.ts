import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PublishedPackage } from './published-packages.ts'
import { root as checkout } from './root.ts'
import { run } from './run.ts'
import { readTarball, type Tarball } from './tarball.ts'

/** Where the tarballs of a rehearsal lie, below the root. */
export const packedFolder = 'dist-packages'

/** A tarball and where it lies. */
export interface Packed extends Tarball {
  readonly file: string
}

/** The pnpm that `package.json` pins. */
export const pnpm = join(checkout, '.tools', 'node_modules', '.bin', 'pnpm')

const fileName = (name: string, version: string): string =>
  `${name.replace('@', '').replace('/', '-')}-${version}.tgz`

/** Compiles every package and packs it as pnpm would publish it. */
export async function packAll(root: string, packages: readonly PublishedPackage[]): Promise<Packed[]> {
  const out = join(root, packedFolder)
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  await run(process.execPath, ['tools/bootstrap/run.mjs', 'build'], { cwd: root })
  const left = packages.entries()
  const tarballs: Packed[] = []
  // Two at a time: most of it is the start of pnpm.
  const packer = async (): Promise<void> => {
    for (const [i, { path, manifest }] of left) {
      await run(pnpm, ['pack', '--pack-destination', out], { cwd: join(root, path) })
      const file = join(out, fileName(manifest.name, manifest.version))
      tarballs[i] = { ...(await readTarball(file)), file }
    }
  }
  await Promise.all([packer(), packer()])
  return tarballs
}
