import { checkChangesets, pendingChangesets } from './checks/changesets.ts'
import { checkRepository } from './checks/repository.ts'
import { releaseErrors } from './errors.ts'
import { refuse } from './finding.ts'
import { askGit, git, requireCommitted } from './git.ts'
import type { Packed } from './pack.ts'
import type { Say } from './progress.ts'
import { provenanceOf } from './provenance.ts'
import { publishOrder } from './publish-order.ts'
import { type PackageManifest, type PublishedPackage, publishedPackages } from './published-packages.ts'
import { isPublished, uploadAll } from './upload.ts'

export interface PublishOptions {
  readonly root: string
  /** The branch that releases are made from; undefined takes any. */
  readonly branch: string | undefined
  readonly dryRun: boolean
  /** False publishes without saying where the packages come from. */
  readonly provenance: boolean
  readonly say: Say
  /** Makes the tarballs and refuses bad ones. */
  readonly prove: (
    root: string,
    packages: readonly PublishedPackage[],
    say: Say,
  ) => Promise<readonly Packed[]>
  readonly env?: Readonly<Record<string, string>>
}

const tagOf = ({ name, version }: PackageManifest): string => `${name}@${version}`

function tag(root: string, manifest: PackageManifest): void {
  const name = tagOf(manifest)
  if (askGit(root, 'rev-parse', '--verify', '--quiet', `refs/tags/${name}`) === undefined)
    git(root, 'tag', name)
}

/**
 * Uploads the versions that this commit names and the registry lacks, after all checks of the rehearsal on the very files
 * that it uploads, and tags each. A run that stopped half-way is gone on with by the next.
 *
 * @throws TREE_DIRTY, BRANCH_WRONG, CHANGESETS_PENDING, PROVENANCE_IMPOSSIBLE, RELEASE_REFUSED, REGISTRY_REFUSED,
 *   REGISTRY_UNREADABLE, HISTORY_MISSING, STEP_FAILED
 */
export async function publish(options: PublishOptions): Promise<void> {
  const { root, say, env = {} } = options
  requireCommitted(root, options.branch)
  const packages = publishedPackages(root)
  const pending = pendingChangesets(root).length
  if (pending > 0)
    throw releaseErrors.CHANGESETS_PENDING({ count: pending, version: packages[0]?.manifest.version })
  refuse(checkChangesets(root, packages))

  const registry = { cwd: root, env }
  const there = await Promise.all(packages.map(({ manifest }) => isPublished(manifest, registry)))
  const missing = publishOrder(packages.filter((_, i) => !there[i]))
  if (!options.dryRun) for (const { manifest } of packages.filter((_, i) => there[i])) tag(root, manifest)
  if (missing.length === 0) {
    say('The registry has every version already.')
    return
  }
  if (options.provenance)
    refuse(checkRepository(packages, provenanceOf({ ...process.env, ...env }).repository))
  const how = options.provenance ? 'with provenance' : 'WITHOUT provenance'
  if (options.dryRun) {
    say(`Would build, pack and check ${packages.length} packages, and upload ${how}, in this order:`)
    for (const { manifest } of missing) say(`  ${tagOf(manifest)}, and tag this commit so`)
    return
  }
  const tarballs = new Map(
    (await options.prove(root, packages, say)).map((tarball) => [tarball.manifest.name, tarball]),
  )
  say(`Uploading ${missing.length} packages ${how} …`)
  const files = missing.map(({ manifest: { name } }) => tarballs.get(name)!)
  await uploadAll(files, {
    ...registry,
    provenance: options.provenance,
    done: (manifest) => {
      tag(root, manifest)
      say(`${tagOf(manifest)} is uploaded.`)
    },
  })
  say('Everything is published. Now push the tags: git push origin --tags')
}
