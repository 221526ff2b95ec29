import type { Finding } from '../finding.ts'
import type { PublishedPackage } from '../published-packages.ts'

const plain = (url: string): string =>
  url
    .replace(/^git\+/, '')
    .replace(/^github:/, 'https://github.com/')
    .replace(/\.git$/, '')
    .replace(/\/$/, '')

/**
 * Packages whose `repository` is not the one that builds them: a registry refuses their provenance.
 *
 * @param url of the repository that the workflow runs for, as in https://github.com/owner/name
 */
export function checkRepository(packages: readonly PublishedPackage[], url: string): Finding[] {
  return packages.flatMap(({ path, manifest: { name, repository } }) => {
    const said = typeof repository === 'string' ? repository : repository?.url
    if (said !== undefined && plain(said) === plain(url)) return []
    const problem = `${path}/package.json says the repository is ${said ?? 'nowhere'}, and provenance needs ${url}: docs/guides/releasing.md`
    return [{ check: 'repository', package: name, problem }]
  })
}
