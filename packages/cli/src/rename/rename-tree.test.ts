import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { applyEdits } from './apply.ts'
import { namesInForce } from './names-in-force.ts'
import { renameTree } from './rename-tree.ts'
import { trackedFiles } from './tree.ts'

const checkout = fileURLToPath(new URL('../../../..', import.meta.url))
const git = (root: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
  })
const commit = (root: string): void => {
  git(root, 'add', '--all')
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'as it is')
}
const code = (run: () => unknown): string => {
  try {
    run()
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}
const rename = (root: string, wishes: Parameters<typeof renameTree>[1]) =>
  renameTree(root, wishes, { dryRun: false })

/** Every file, by path and text, in which a pattern is found. */
const found = (root: string, pattern: RegExp): string[] =>
  trackedFiles(root)
    .filter(({ path, bytes }) => pattern.test(path) || pattern.test(bytes.toString('latin1')))
    .map(({ path }) => path)

describe('a clone', { timeout: 120_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), 'rename-clone-'))
  const before = namesInForce(checkout)
  const product = before.product!
  // Somebody's own beside them may have no scope, and gets none.
  const examples = before.subnets.filter(({ packageName }) => packageName.startsWith(`${before.scope}/`))
  const [first, second, third] = examples.map(({ name }) => name)
  beforeAll(() => {
    for (const { path } of trackedFiles(checkout)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      copyFileSync(join(checkout, path), join(root, path))
    }
    git(root, 'init', '--quiet')
    commit(root)
  })
  const wishes = {
    scope: 'rainmakers',
    name: 'weatherworks',
    subnets: [`${first}=clouds`, `${second}=showers`, `${third}=sunny-days`],
  }

  it('shows the difference and changes nothing', () => {
    const { diff, edits } = renameTree(root, wishes, { dryRun: true })
    expect(edits.length).toBeGreaterThan(300)
    expect(diff.includes(`rename from subnets/${first}/package.json`)).toBe(true)
    execFileSync('git', ['apply', '--check'], { cwd: root, input: diff, stdio: ['pipe', 'pipe', 'pipe'] })
    expect(diff.includes('+  "name": "@rainmakers/subnet-clouds",')).toBe(true)
    expect(git(root, 'status', '--porcelain')).toBe('')
  })

  it('refuses a tree with changes, and names that will not do', () => {
    writeFileSync(join(root, 'mine.txt'), 'mine')
    expect(code(() => rename(root, wishes))).toBe('RENAME_DIRTY')
    rmSync(join(root, 'mine.txt'))
    for (const bad of [
      { name: 'Weather-Works' },
      { scope: '@No/Scope' },
      { metricsPrefix: '9' },
      // A word that much of the tree holds.
      { name: 'chain' },
      { subnets: ['nothing=clouds'] },
      { subnets: [`${first}=12`] },
      { subnets: [first!] },
      { subnets: [`${first}=clouds`, `${second}=clouds`] },
    ])
      expect(
        code(() => rename(root, bad)),
        JSON.stringify(bad),
      ).toBe('RENAME_INVALID')
    expect(code(() => rename(root, { subnets: [`${first}=${second}`] }))).toBe('RENAME_TAKEN')
    expect(git(root, 'status', '--porcelain')).toBe('')
  })

  it('undoes what fails half-way', () => {
    const { edits } = renameTree(root, wishes, { dryRun: true })
    let written = 0
    const failing = (folder: string, path: string, bytes: Buffer): void => {
      if (++written > 200) throw new Error('no space left')
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
    expect(code(() => applyEdits(root, edits, failing))).toBe('RENAME_UNDONE')
    expect(git(root, 'status', '--porcelain')).toBe('')
  })

  it('leaves nothing of the old names behind but the licence’s', () => {
    mkdirSync(join(root, `.${product}/wallets`), { recursive: true })
    writeFileSync(join(root, `.${product}/wallets/key`), 'secret')
    rename(root, wishes)
    commit(root)
    // Wallets came along, and git ignores them still.
    expect(existsSync(join(root, '.weatherworks/wallets/key'))).toBe(true)
    expect(found(root, /^secret$/)).toEqual([])
    // In a clone that was renamed before, not even there.
    expect(found(root, new RegExp(product, 'i')).filter((path) => path !== 'LICENSE')).toEqual([])
    expect(readFileSync(join(root, 'LICENSE'), 'utf8')).toBe(readFileSync(join(checkout, 'LICENSE'), 'utf8'))
    for (const name of [first, second, third]) {
      const named = new RegExp(`subnets?[/-]${name}(?![\\w-])|--subnets? ([a-z-]+,)*${name}(?![\\w-])`)
      expect(found(root, named), name).toEqual([])
    }
    expect(namesInForce(root)).toMatchObject({
      ...{ product: 'weatherworks', scope: '@rainmakers', metricsPrefix: 'weatherworks' },
    })
    const scoped = (name: string): string => name.replace(`${before.scope}/`, '@rainmakers/')
    const others = before.subnets.filter(({ name }) => ![first, second, third].includes(name))
    expect(new Set(namesInForce(root).subnets)).toEqual(
      new Set([
        { name: 'clouds', packageName: '@rainmakers/subnet-clouds' },
        { name: 'showers', packageName: '@rainmakers/subnet-showers' },
        { name: 'sunny-days', packageName: '@rainmakers/subnet-sunny-days' },
        ...others.map(({ name, packageName }) => ({ name, packageName: scoped(packageName) })),
      ]),
    )
    const contract = readFileSync(join(root, 'subnets/sunny-days/src/contract.ts'), 'utf8')
    expect(contract).toContain("name: 'sunny-days'")
    // Everyday words that name no subnet: languages of fences, kinds of links.
    for (const path of ['tools/tutorial/src/read-steps.ts', 'tools/docs/src/markdown/links.ts']) {
      const words = (tree: string) => readFileSync(join(tree, path), 'utf8').match(/'[a-z]+'/g)
      expect(words(root), path).toEqual(words(checkout))
    }
  })

  it('changes nothing the second time, and renames again', () => {
    expect(rename(root, wishes).edits).toEqual([])
    expect(rename(root, { ...wishes, metricsPrefix: 'rain', subnets: [] }).edits.length).toBeGreaterThan(0)
    commit(root)
    rename(root, { name: 'sunworks', metricsPrefix: 'rain', scope: '@sun', subnets: ['sunny-days=heat'] })
    commit(root)
    // But for this file, which says them.
    const left = found(root, /weatherworks|rainmakers|sunny-days/i)
    expect(left.filter((path) => !path.endsWith('/rename-tree.test.ts'))).toEqual([])
    expect(namesInForce(root)).toMatchObject({ product: 'sunworks', scope: '@sun', metricsPrefix: 'rain' })
  })
})

describe('a project', () => {
  const project = (): string => {
    const root = mkdtempSync(join(tmpdir(), 'rename-project-'))
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    write('package.json', '{ "name": "my-subnet-project", "workspaces": ["subnets/*"] }\n')
    write('README.md', '# my-subnet\n\nIn `subnets/my-subnet`.\n')
    write('package-lock.json', '{ "node_modules/subnet-my-subnet": { "resolved": "subnets/my-subnet" } }\n')
    write('subnets/my-subnet/package.json', '{ "name": "subnet-my-subnet" }\n')
    write('subnets/my-subnet/src/my-subnet.test.ts', "import 'vitest'\n")
    write('LICENSE', 'Copyright my-subnet\n')
    git(root, 'init', '--quiet')
    commit(root)
    return root
  }

  it('gets another name everywhere, and a scope', () => {
    const root = project()
    rename(root, { scope: '@ada', subnets: ['my-subnet=weather'] })
    git(root, 'add', '--all')
    expect(found(root, /my-subnet/i)).toEqual(['LICENSE'])
    expect(existsSync(join(root, 'subnets/my-subnet'))).toBe(false)
    expect(readFileSync(join(root, 'subnets/weather/package.json'), 'utf8')).toContain(
      '"@ada/subnet-weather"',
    )
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).toContain(
      '"node_modules/@ada/subnet-weather"',
    )
  })

  const withFiles = (files: Readonly<Record<string, string | Buffer>>): string => {
    const root = project()
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), content)
    }
    commit(root)
    return root
  }
  const textOf = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

  it('keeps a subnet whose name begins with that of another', () => {
    const root = withFiles({ 'subnets/my-subnet-two/package.json': '{ "name": "subnet-my-subnet-two" }\n' })
    rename(root, { subnets: ['my-subnet=weather'] })
    expect(textOf(root, 'subnets/my-subnet-two/package.json')).toContain('"subnet-my-subnet-two"')
  })

  it('finds a name of several words as code writes it', () => {
    const root = withFiles({ 'subnets/my-subnet/src/x.ts': 'mySubnet MY_SUBNET isMySubnetUp my_subnet' })
    rename(root, { subnets: ['my-subnet=big-sky'] })
    expect(textOf(root, 'subnets/big-sky/src/x.ts')).toBe('bigSky BIG_SKY isBigSkyUp big_sky')
  })

  it('changes a name of one word where it is a name, and not in code', () => {
    const code = "const query = new URL(at).search\nimport { x } from 'search-index'\n"
    const contract = "export const contract = defineContract({\n  name: 'search',\n})\n"
    const root = withFiles({
      'subnets/search/package.json': '{ "name": "subnet-search" }\n',
      'subnets/search/src/miner.ts': code,
      'subnets/search/src/contract.ts': contract,
      'README.md': '# search\n',
    })
    rename(root, { subnets: ['search=finder'] })
    expect(textOf(root, 'subnets/finder/package.json')).toContain('"subnet-finder"')
    expect(textOf(root, 'subnets/finder/src/miner.ts')).toBe(code)
    expect(textOf(root, 'subnets/finder/src/contract.ts')).toContain("name: 'finder'")
    expect(textOf(root, 'README.md')).toBe('# finder\n')
  })

  it('gives every subnet the scope, whatever it had, and leaves other packages of an old one', () => {
    const root = withFiles({
      'subnets/maps/package.json': '{ "name": "@old/subnet-maps", "dependencies": { "@old/other": "1" } }\n',
    })
    rename(root, { scope: '@ada' })
    expect(textOf(root, 'subnets/maps/package.json')).toBe(
      '{ "name": "@ada/subnet-maps", "dependencies": { "@old/other": "1" } }\n',
    )
    expect(textOf(root, 'subnets/my-subnet/package.json')).toContain('"@ada/subnet-my-subnet"')
  })

  it('does not touch the bytes of what is not UTF-8', () => {
    const latin = Buffer.from('caf\u00e9 my-subnet\n', 'latin1')
    const root = withFiles({ 'notes.txt': latin })
    rename(root, { subnets: ['my-subnet=weather'] })
    expect(readFileSync(join(root, 'notes.txt')).equals(latin)).toBe(true)
  })

  it('cannot rename what it installs', () => {
    expect(code(() => rename(project(), { name: 'weatherworks' }))).toBe('RENAME_INVALID')
  })

  it('is in a repository, with subnets', () => {
    const nowhere = mkdtempSync(join(tmpdir(), 'rename-nowhere-'))
    expect(code(() => rename(nowhere, { scope: '@ada' }))).toBe('RENAME_NO_GIT')
    git(nowhere, 'init', '--quiet')
    expect(code(() => rename(nowhere, { scope: '@ada' }))).toBe('RENAME_NO_WORKSPACE')
  })
})
