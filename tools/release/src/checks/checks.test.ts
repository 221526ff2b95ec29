import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packed } from '../testing/packed.ts'
import { checkExports } from './exports.ts'
import { checkImports } from './imports.ts'
import { checkLeaks } from './leaks.ts'
import { checkLicences, isFree } from './licences.ts'
import { checkSize } from './size.ts'
import { checkTypes } from './types.ts'

const root = '/somewhere/subnetkit'

it('finds nothing wrong with a sound package', async () => {
  const tarball = await packed()
  expect(await checkExports(tarball)).toEqual([])
  expect(await checkTypes(tarball)).toEqual([])
  expect(checkImports(tarball)).toEqual([])
  expect(checkSize(tarball)).toEqual([])
  expect(checkLeaks(tarball, root)).toEqual([])
})

it('finds the same when the bytes lie amid others', async () => {
  const tarball = await packed()
  const bytes = Buffer.concat([Buffer.from('before'), tarball.bytes, Buffer.from('behind')])
  expect(await checkExports({ ...tarball, bytes: bytes.subarray(6, -6) })).toEqual([])
})

it('refuses an export whose file is missing', async () => {
  const findings = await checkExports(await packed({ 'dist/index.js': undefined }))
  expect(findings[0]).toMatchObject({ check: 'exports', problem: expect.stringContaining('dist/index.js') })
})

describe('types', () => {
  it('refuses types that are missing', async () => {
    const exports = { '.': './dist/index.js' }
    const findings = await checkTypes(await packed({ 'dist/index.d.ts': undefined }, { exports }))
    expect(findings[0]?.problem).toBe('it brings no types')
  })

  it('refuses types that say something else than the code', async () => {
    const wrong = { 'dist/index.js': 'module.exports = 1\n', 'dist/index.d.ts': 'export default 1\n' }
    const findings = await checkTypes(await packed(wrong, { type: 'commonjs' }))
    expect(findings.map(({ check }) => check)).toContain('types')
  })
})

it('refuses imports that nothing declares, in code and in types', async () => {
  const code =
    "import 'zod/v4'\nimport './other.js'\nimport 'node:fs'\nexport const lazy = () => import('left-pad')\n"
  const types = "export type Api = import('@polkadot/api/types').Api\n"
  const findings = checkImports(await packed({ 'dist/index.js': code, 'dist/index.d.ts': types }))
  expect(findings.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('imports left-pad'),
    expect.stringContaining('imports @polkadot/api,'),
  ])
})

it('refuses a package that has grown too large', async () => {
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))).toString('base64')
  // Base64 of noise does not shrink below three quarters.
  const findings = checkSize(await packed({ 'dist/noise.txt': noise.repeat(12) }))
  expect(findings[0]?.problem).toMatch(/\d+ KiB packed, of at most 600/)
})

describe('leaks', () => {
  const token = `npm_${'a1B2'.repeat(9)}`
  it.each([
    ['a token', { 'dist/index.js': `export const t = '${token}'\n` }, /npm token/],
    ['a private key', { 'README.md': '-----BEGIN PRIVATE KEY-----\n' }, /private key/],
    ['a mnemonic', { 'dist/key.json': `{"secretPhrase": "${'bottom '.repeat(12).trim()}"}` }, /keyfile/],
    ['a home folder', { 'dist/index.js.map': '{"sources":["/home/ada/work/index.ts"]}' }, /absolute path/],
    ['the checkout', { 'README.md': `see ${root}/docs` }, /folder of the checkout/],
    ['a file of settings', { '.env': 'A=1' }, /\.env is packed/],
  ])('refuses %s', async (_, files, problem) => {
    expect(
      checkLeaks(await packed(files as Record<string, string>), root)
        .map((one) => one.problem)
        .join(),
    ).toMatch(problem)
  })
})

describe('licences', () => {
  it('reads SPDX expressions', () => {
    expect(isFree('(MIT OR GPL-3.0)')).toBe(true)
    expect(isFree('MIT AND GPL-3.0')).toBe(false)
    expect(isFree('none')).toBe(false)
  })

  it('names what is not free, however deep', () => {
    const folder = mkdtempSync(join(tmpdir(), 'subnetkit-licences-'))
    const install = (path: string, manifest: object): void => {
      mkdirSync(join(folder, path), { recursive: true })
      writeFileSync(join(folder, path, 'package.json'), JSON.stringify(manifest))
    }
    install('fine', { name: 'fine', version: '1.0.0', license: 'MIT' })
    install('fine/node_modules/@deep/closed', {
      name: '@deep/closed',
      version: '2.0.0',
      license: 'UNLICENSED',
    })
    install('@img/sharp-win32-x64', {
      name: '@img/sharp-win32-x64',
      license: 'Apache-2.0 AND LGPL-3.0-or-later',
    })
    install('lesser', { name: 'lesser', version: '3.0.0', license: 'LGPL-3.0-or-later' })
    install('old', { name: 'old', version: '0.1.0', licenses: [{ type: 'BSD-3-Clause' }] })
    expect(checkLicences(folder)).toEqual([
      { check: 'licence', package: '@deep/closed', problem: '@deep/closed@2.0.0 is under "UNLICENSED"' },
      { check: 'licence', package: 'lesser', problem: 'lesser@3.0.0 is under "LGPL-3.0-or-later"' },
    ])
  })
})
