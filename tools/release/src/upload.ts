import { releaseErrors } from './errors.ts'
import type { Packed } from './pack.ts'
import type { PackageManifest } from './published-packages.ts'
import { type Ended, ended, type RunOptions } from './run.ts'
import { withoutSecrets } from './without-secrets.ts'

// The checkout's own .npmrc silences npm.
const audible = '--loglevel=error'

interface Complaint {
  readonly code: string
  readonly summary: string
}

/** What npm says went wrong: with `--json`, a document on standard output. */
function complaintOf({ stdout, stderr, code }: Ended): Complaint {
  try {
    const { error } = JSON.parse(stdout) as { error?: Partial<Complaint> }
    if (error?.code) return { code: error.code, summary: withoutSecrets(error.summary ?? '') }
  } catch {
    // It did not come that far.
  }
  const known = /npm error code (\w+)/.exec(stderr)?.[1]
  return { code: known ?? `exit code ${code}`, summary: withoutSecrets(stderr.trim().slice(-1_000)) }
}

const hints: readonly (readonly [code: RegExp, hint: string])[] = [
  [/^(?:E401|ENEEDAUTH)$/, 'Nobody is logged in: see "Who may publish" in docs/guides/releasing.md.'],
  [/^EOTP$/, 'It asks for a second factor: publish from the workflow, or with a token made for that.'],
  [/^(?:E403|E404)$/, 'Look whether you may publish in this scope: docs/guides/releasing.md.'],
  [/^(?:E409|EPUBLISHCONFLICT)$/, 'Somebody else is publishing: wait a minute.'],
  [/^E422$/, 'Look whether the repository is public and is the one that package.json names.'],
]

/**
 * Whether the registry has this version already.
 *
 * @throws REGISTRY_UNREADABLE when it does not say
 */
export async function isPublished({ name, version }: PackageManifest, options: RunOptions): Promise<boolean> {
  const result = await ended('npm', ['view', `${name}@${version}`, 'version', '--json', audible], options)
  if (result.code === 0) return result.stdout.trim() !== ''
  const { code, summary } = complaintOf(result)
  if (code === 'E404') return false
  throw releaseErrors.REGISTRY_UNREADABLE({ name, version, problem: `${code} ${summary}`.trim() })
}

export interface UploadOptions extends RunOptions {
  readonly provenance: boolean
  /** Called for each as soon as the registry has it. */
  readonly done: (manifest: PackageManifest) => void
}

/** A prerelease is not what `npm install` brings: `1.0.0-beta.2` goes under the tag `beta`. */
export const distTag = (version: string): string => /-([a-z]+)/i.exec(version)?.[1] ?? 'latest'

/**
 * Uploads these very files, one after another.
 *
 * @throws REGISTRY_REFUSED with what was uploaded until then, REGISTRY_UNREADABLE
 */
export async function uploadAll(
  packages: readonly Pick<Packed, 'file' | 'manifest'>[],
  { provenance, done, ...options }: UploadOptions,
): Promise<void> {
  const uploaded: string[] = []
  for (const { file, manifest } of packages) {
    const flags = ['--access', 'public', '--tag', distTag(manifest.version), '--ignore-scripts']
    const origin = provenance ? ['--provenance'] : ['--no-provenance']
    const result = await ended('npm', ['publish', file, ...flags, ...origin, '--json', audible], options)
    // An answer may get lost behind an upload that arrived; or somebody else was faster.
    if (result.code !== 0 && !(await isPublished(manifest, options))) {
      const { code, summary } = complaintOf(result)
      throw releaseErrors.REGISTRY_REFUSED({
        ...{ name: manifest.name, version: manifest.version, code, problem: summary },
        uploaded: uploaded.join(', ') || 'nothing',
        hint: hints.find(([pattern]) => pattern.test(code))?.[1] ?? 'Mend what it says.',
      })
    }
    uploaded.push(manifest.name)
    done(manifest)
  }
}
