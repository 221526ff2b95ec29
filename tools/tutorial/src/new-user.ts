import { delimiter } from 'node:path'

/** What an environment says of the machine and its network; all else is of this checkout and its tools, or of a person. */
const kept = [
  ...['PATH', 'TMPDIR', 'LANG', 'TZ', 'SystemRoot'],
  ...['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'https_proxy', 'http_proxy', 'no_proxy'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
]

/**
 * The environment of somebody who has Node, npm and git and has never seen this checkout: nothing of npm's, pnpm's or the
 * test runner's own variables, no program out of a `node_modules`, a home and a name of their own.
 *
 * @param options.cache npm's cache, so that what is on this machine already is not fetched again
 * @param options.registry npm's registry, where this machine has another one than the usual
 * @param options.userconfig npm's settings of this machine: what its network asks for, such as certificates
 */
export function newUserEnv(options: {
  readonly home: string
  readonly cache?: string
  readonly registry?: string
  readonly userconfig?: string
}): Record<string, string> {
  const { home, cache, registry, userconfig } = options
  const entries = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  const env: Record<string, string> = Object.fromEntries(entries)
  const folders = (env.PATH ?? '').split(delimiter)
  env.PATH = folders.filter((folder) => !folder.includes('node_modules')).join(delimiter)
  return {
    ...env,
    HOME: home,
    NO_COLOR: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
    npm_config_update_notifier: 'false',
    ...(cache === undefined ? {} : { npm_config_cache: cache, npm_config_prefer_offline: 'true' }),
    ...(registry === undefined ? {} : { npm_config_registry: registry }),
    ...(userconfig === undefined ? {} : { npm_config_userconfig: userconfig }),
  }
}
