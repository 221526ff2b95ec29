import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isSubnetkitError } from '@subnetkit/core'
import { applyExtension } from './apply-extension.ts'
import { followTutorial } from './follow-tutorial.ts'
import { newUserEnv } from './new-user.ts'

const checkout = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')
const guide = (name: string): string => join(checkout, 'docs', 'guides', name)
const place = mkdtempSync(join(tmpdir(), 'subnetkit-tutorial-'))
const home = join(place, 'home')
mkdirSync(home)
const npmConfig = (key: string): string =>
  execFileSync('npm', ['config', 'get', key], { encoding: 'utf8' }).trim()
const env = newUserEnv({
  home,
  cache: npmConfig('cache'),
  registry: npmConfig('registry'),
  userconfig: npmConfig('userconfig'),
})
const say = (line: string): void => void process.stderr.write(`${line}\n`)

try {
  const page = guide('first-subnet.md')
  const { project } = await followTutorial({ page, folder: join(place, 'work'), checkout, env, say })
  const { changed } = await applyExtension({ page: guide('extending.md'), project, env, say })
  say(`Both guides hold. The second one changed ${changed.join(', ')}.`)
  rmSync(place, { recursive: true, force: true })
} catch (error) {
  if (!isSubnetkitError(error)) throw error
  say(`${error.code}: ${error.message}\n${error.remedy}\nEverything is left as it is in ${place}.`)
  process.exitCode = 1
}
