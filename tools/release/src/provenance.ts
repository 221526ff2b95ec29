import { releaseErrors } from './errors.ts'

/** Where a provenance statement would say that the packages come from. */
export interface Provenance {
  /** https://github.com/owner/name */
  readonly repository: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The repository that this CI can vouch for. npm takes statements of GitHub Actions and GitLab CI, from runners of theirs
 * and public repositories.
 *
 * @throws PROVENANCE_IMPOSSIBLE anywhere else, or when the workflow did not ask for the right
 */
export function provenanceOf(env: Environment): Provenance {
  const impossible = (problem: string) => releaseErrors.PROVENANCE_IMPOSSIBLE({ problem })
  if (env.GITHUB_ACTIONS) {
    if (!env.ACTIONS_ID_TOKEN_REQUEST_URL) throw impossible('this job has no `permissions: id-token: write`')
    return { repository: `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}` }
  }
  if (env.GITLAB_CI) {
    if (!env.SIGSTORE_ID_TOKEN) throw impossible('this job has no `id_tokens: SIGSTORE_ID_TOKEN`')
    return { repository: `${env.CI_PROJECT_URL}` }
  }
  throw impossible('it takes GitHub Actions or GitLab CI')
}
