import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkExports } from './checks/exports.ts'
import { checkImports } from './checks/imports.ts'
import { checkLeaks } from './checks/leaks.ts'
import { checkLicences } from './checks/licences.ts'
import { checkSize } from './checks/size.ts'
import { checkTypes } from './checks/types.ts'
import { importEntries, installConsumer, runNetwork, typeCheck, typescriptVersions } from './consumer.ts'
import { refuse } from './finding.ts'
import { type Packed, packAll } from './pack.ts'
import type { Say } from './progress.ts'
import type { PublishedPackage } from './published-packages.ts'
import { serveRegistry } from './registry.ts'
import { run } from './run.ts'

/**
 * Builds and packs every package, checks the tarballs, and uses them elsewhere: what a rehearsal ends with and a release
 * uploads.
 *
 * @throws RELEASE_REFUSED with all that must not be published, STEP_FAILED
 */
export async function prove(
  root: string,
  packages: readonly PublishedPackage[],
  say: Say,
): Promise<Packed[]> {
  say(`Building and packing ${packages.length} packages …`)
  const tarballs = await packAll(root, packages)
  say('Checking exports, types, imports, sizes, secrets …')
  const perTarball = tarballs.map(async (tarball) => [
    ...(await checkExports(tarball)),
    ...(await checkTypes(tarball)),
    ...checkImports(tarball),
    ...checkSize(tarball),
    ...checkLeaks(tarball, root),
  ])
  refuse((await Promise.all(perTarball)).flat())

  const { stdout } = await run('npm', ['config', 'get', 'registry'], { cwd: root })
  const registry = await serveRegistry(tarballs, stdout.trim())
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-rehearsal-'))
  try {
    say('Installing them elsewhere from a registry on loopback …')
    const consumer = await installConsumer(join(folder, 'consumer'), tarballs, registry.url)
    refuse(checkLicences(consumer.modules))
    say('Importing every entry, type-checking a consumer, running a network …')
    await Promise.all([
      importEntries(consumer, tarballs).then(({ entries, commonJs }) =>
        say(`${entries} entries import. CommonJS: ${commonJs}.`),
      ),
      typeCheck(consumer, tarballs).then(() =>
        say(`A consumer type-checks under TypeScript ${typescriptVersions.join(', ')}.`),
      ),
      runNetwork(consumer).then((paid) => {
        if (paid === 0)
          refuse([{ check: 'network', package: 'subnetkit', problem: 'nobody earned anything in it' }])
        say(`Miners and validators ran from it: ${paid} miners earned.`)
      }),
    ])
  } finally {
    await registry.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  return tarballs
}
