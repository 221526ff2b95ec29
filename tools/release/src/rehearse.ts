import { checkChangesets } from './checks/changesets.ts'
import { refuse } from './finding.ts'
import { packedFolder } from './pack.ts'
import type { Say } from './progress.ts'
import { prove } from './prove.ts'
import { publishedPackages } from './published-packages.ts'

/**
 * All of a release but the upload: pack, check, install elsewhere, use.
 *
 * @throws RELEASE_REFUSED, STEP_FAILED, HISTORY_MISSING
 */
export async function rehearse(root: string, say: Say): Promise<void> {
  const packages = publishedPackages(root)
  refuse(checkChangesets(root, packages))
  for (const { manifest, size } of await prove(root, packages, say)) {
    process.stdout.write(
      `${manifest.name.padEnd(32)} ${manifest.version.padEnd(10)} ${Math.ceil(size / 1024)} KiB\n`,
    )
  }
  say(`Everything is ready in ${packedFolder}/.`)
}
