import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  obfuscatePassword,
  passwordVariable,
  readPasswordFile,
  resolvePassword,
  revealPassword,
} from './resolve-password.ts'

const folder = await mkdtemp(join(tmpdir(), 'subnetkit-password-'))
const file = join(folder, 'password')
await writeFile(file, 'from file\n')

const path = 'w/a4/coldkey'
const own = { BT_PW_W_A4_COLDKEY: obfuscatePassword('BT_PW_W_A4_COLDKEY', 'own') }

describe('the variable of a keyfile', () => {
  it('is named after its path', () => {
    expect(passwordVariable(path)).toBe('BT_PW_W_A4_COLDKEY')
    expect(passwordVariable('/home/me/.bittensor/my-wallet/coldkey')).toBe(
      'BT_PW__HOME_ME__BITTENSOR_MY-WALLET_COLDKEY',
    )
  })

  it('holds the golden obfuscation', () => {
    const name = 'BT_PW_TEST_WALLET_COLDKEY'
    expect(obfuscatePassword(name, 'test-password')).toBe('NjEsJHovNTYgIzAlJQ==')
    expect(revealPassword(name, 'NjEsJHovNTYgIzAlJQ==')).toBe('test-password')
    expect(revealPassword(name, obfuscatePassword(name, 'pässwörd ✓ 密码 that is long'))).toBe(
      'pässwörd ✓ 密码 that is long',
    )
  })
})

describe('resolvePassword', () => {
  const env = { BT_WALLET_PASSWORD: 'general', ...own, BT_WALLET_PASSWORD_FILE: file }

  it('takes the first of the order', async () => {
    const passwordOf = async (options: Partial<Parameters<typeof resolvePassword>[0]>) =>
      (await resolvePassword({ path, env, ...options })).password
    expect(await passwordOf({ password: 'given' })).toBe('given')
    expect(await passwordOf({})).toBe('general')
    expect(await passwordOf({ env: { ...env, BT_WALLET_PASSWORD: '' } })).toBe('own')
    expect(await passwordOf({ env: { BT_WALLET_PASSWORD_FILE: file } })).toBe('from file')
  })

  it('finds the variable of the absolute path too', async () => {
    const name = passwordVariable(join(process.cwd(), path))
    const found = await resolvePassword({ path, env: { [name]: obfuscatePassword(name, 'absolute') } })
    expect(found.password).toBe('absolute')
    expect(found.source).toContain(name)
  })

  it('does not try the coldkey password on a hotkey', async () => {
    const hotkey = 'w/hotkeys/default'
    const name = passwordVariable(hotkey)
    await expect(resolvePassword({ path: hotkey, env })).rejects.toMatchObject({
      code: 'WALLET_PASSWORD_MISSING',
    })
    const found = await resolvePassword({
      path: hotkey,
      env: { ...env, [name]: obfuscatePassword(name, 'h') },
    })
    expect(found.password).toBe('h')
  })

  it('says what is missing', async () => {
    await expect(resolvePassword({ path, env: {} })).rejects.toMatchObject({
      code: 'WALLET_PASSWORD_MISSING',
      remedy: expect.stringContaining('BT_PW_W_A4_COLDKEY'),
    })
  })
})

describe('readPasswordFile', () => {
  it('takes line ends off, and nothing else', async () => {
    await writeFile(file, ' two  words \r\n')
    expect(await readPasswordFile(file)).toBe(' two  words ')
  })

  it.each([
    ['an empty file', '\n'],
    ['a large file', 'x'.repeat(5000)],
  ])('refuses %s', async (name, text) => {
    const path = join(folder, name)
    await writeFile(path, text)
    await expect(readPasswordFile(path)).rejects.toMatchObject({ code: 'WALLET_PASSWORD_FILE' })
  })

  it('refuses an absent file and a folder', async () => {
    for (const path of [join(folder, 'absent'), folder]) {
      await expect(readPasswordFile(path)).rejects.toMatchObject({ code: 'WALLET_PASSWORD_FILE' })
    }
  })
})
