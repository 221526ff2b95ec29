import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { keypairFromMnemonic, keypairFromUri } from '../keys/keypair-from.ts'
import { createHotkey, createWallet } from './create-wallet.ts'
import { importKey } from './import-key.ts'
import { listWallets } from './list-wallets.ts'
import { openKeyfile } from './open-keyfile.ts'
import { readColdkey, readColdkeyPub, readHotkey } from './read-wallet.ts'
import { defaultWalletDir, walletPaths } from './wallet-paths.ts'

const freshFolder = () => mkdtemp(join(tmpdir(), 'subnetkit-wallet-'))
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
const alice = keypairFromUri('//Alice')

describe('createWallet', () => {
  it('makes a wallet that reads back, private to its owner', async () => {
    const walletDir = join(await freshFolder(), 'deep', 'wallets')
    const made = await createWallet({ walletDir, wallet: 'mine', password: null })
    const ref = { walletDir, wallet: 'mine' }
    expect((await readHotkey(ref)).ss58).toBe(made.hotkey.ss58)
    expect((await readColdkey(ref)).ss58).toBe(made.coldkey.ss58)
    expect(await readColdkeyPub(ref)).toEqual({ ss58: made.coldkey.ss58, scheme: 'sr25519' })
    expect(keypairFromMnemonic(made.mnemonics.coldkey ?? '').ss58).toBe(made.coldkey.ss58)
    expect(keypairFromMnemonic(made.mnemonics.hotkey ?? '').ss58).toBe(made.hotkey.ss58)

    const paths = walletPaths(ref)
    expect(await readdir(paths.folder)).toEqual(['coldkey', 'coldkeypub.txt', 'hotkeys'])
    expect(await readdir(paths.hotkeysFolder)).toEqual(['default', 'defaultpub.txt'])
    for (const path of [paths.coldkey, paths.coldkeyPub, paths.hotkey, paths.hotkeyPub]) {
      expect(await modeOf(path)).toBe('600')
    }
    for (const path of [walletDir, paths.folder, paths.hotkeysFolder]) expect(await modeOf(path)).toBe('700')
  })

  it('takes keys that are given, and a phrase', async () => {
    const walletDir = await freshFolder()
    const phrase = 'job pool eagle call steak rookie wealth clown cake swamp daring habit'
    const first = await createWallet({
      walletDir,
      wallet: 'given',
      password: null,
      coldkeyKeypair: alice,
      hotkeyKeypair: keypairFromUri('//Hot', 'ed25519'),
    })
    expect(first.mnemonics).toEqual({})
    expect((await readHotkey({ walletDir, wallet: 'given' })).scheme).toBe('ed25519')
    const second = await createWallet({ walletDir, wallet: 'phrase', password: null, mnemonic: phrase })
    expect(second.coldkey.ss58).toBe(keypairFromMnemonic(phrase).ss58)
    expect(Object.keys(second.mnemonics)).toEqual(['hotkey'])
  })

  it('never replaces a key, and writes nothing when one is in the way', async () => {
    const walletDir = await freshFolder()
    const ref = { walletDir, wallet: 'w' }
    await importKey({ ...ref, role: 'hotkey', keypair: alice, password: null })
    const before = await readFile(walletPaths(ref).hotkey)
    await expect(createWallet({ ...ref, password: null })).rejects.toMatchObject({
      code: 'WALLET_KEY_EXISTS',
    })
    expect(await readdir(walletPaths(ref).folder)).toEqual(['hotkeys'])
    expect(await readFile(walletPaths(ref).hotkey)).toEqual(before)
  })

  it('does not leave a coldkey plain by accident', async () => {
    const walletDir = await freshFolder()
    for (const password of ['', undefined as unknown as string]) {
      await expect(createWallet({ walletDir, wallet: 'w', password })).rejects.toMatchObject({
        code: 'WALLET_PASSWORD_EMPTY',
      })
    }
    expect(await readdir(walletDir)).toEqual([])
  })

  it('encrypts the coldkey', { timeout: 240_000 }, async () => {
    const walletDir = await freshFolder()
    const { coldkey, mnemonics } = await createWallet({ walletDir, wallet: 'w', password: 'p w' })
    const path = walletPaths({ walletDir, wallet: 'w' }).coldkey
    const data = await readFile(path)
    expect(data.subarray(0, 5).toString()).toBe('$NACL')
    expect(data.toString('latin1')).not.toContain(mnemonics.coldkey?.split(' ')[0])
    const opened = await openKeyfile(path, { env: { BT_WALLET_PASSWORD: 'p w' } })
    expect(opened).toMatchObject({ kind: 'nacl', encrypted: true, ss58: coldkey.ss58 })
    expect(inspect(opened, { depth: 9, showHidden: true })).not.toContain(mnemonics.coldkey?.slice(0, 12))
    await expect(openKeyfile(path, { env: {} })).rejects.toMatchObject({ code: 'WALLET_PASSWORD_MISSING' })
  })
})

describe('importKey', () => {
  it('replaces a key when asked to', async () => {
    const ref = { walletDir: await freshFolder(), wallet: 'w', hotkey: 'h' }
    const store = (uri: string, overwrite: boolean) =>
      importKey({ ...ref, role: 'hotkey', keypair: keypairFromUri(uri), password: null, overwrite })
    await store('//One', false)
    await expect(store('//Two', false)).rejects.toMatchObject({ code: 'WALLET_KEY_EXISTS' })
    await store('//Two', true)
    expect((await readHotkey(ref)).ss58).toBe(keypairFromUri('//Two').ss58)
    expect(await readdir(walletPaths(ref).hotkeysFolder)).toEqual(['h', 'hpub.txt'])
  })

  it('lets one of two racing writers win', async () => {
    const ref = { walletDir: await freshFolder(), wallet: 'w' }
    const done = await Promise.allSettled(Array.from({ length: 8 }, () => createHotkey(ref)))
    const winners = done.filter((one) => one.status === 'fulfilled')
    expect(winners).toHaveLength(1)
    for (const one of done) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'WALLET_KEY_EXISTS' })
    }
    expect((await readdir(walletPaths(ref).hotkeysFolder)).sort()).toEqual(['default', 'defaultpub.txt'])
    const winner = winners[0]
    const pub = await openKeyfile(walletPaths(ref).hotkeyPub)
    expect(pub.ss58).toBe((await readHotkey(ref)).ss58)
    if (winner) expect(winner.value.hotkey.ss58).toBe(pub.ss58)
  })

  it.each(['..', '.', 'a/b', '', 'a\\b', 'a\0b', '-rf', 'x.lock', 'xpub.txt', '.hidden', 'n\n', 'a '])(
    'refuses the name %j',
    async (name) => {
      const walletDir = await freshFolder()
      const options = { walletDir, role: 'hotkey', keypair: alice, password: null } as const
      for (const ref of [
        { wallet: name, hotkey: 'h' },
        { wallet: 'w', hotkey: name },
      ]) {
        await expect(importKey({ ...options, ...ref })).rejects.toMatchObject({ code: 'WALLET_NAME_INVALID' })
      }
      expect(await readdir(walletDir)).toEqual([])
    },
  )
})

describe('links and odd files', () => {
  it('are not followed', async () => {
    const walletDir = await freshFolder()
    const elsewhere = await freshFolder()
    const real = join(elsewhere, 'key')
    await writeFile(real, '{}')
    await mkdir(join(walletDir, 'w', 'hotkeys'), { recursive: true })
    await symlink(real, join(walletDir, 'w', 'hotkeys', 'link'))
    await symlink(elsewhere, join(walletDir, 'linked'))
    const options = { walletDir, role: 'hotkey', keypair: alice, password: null, overwrite: true } as const
    for (const attempt of [
      () => openKeyfile(join(walletDir, 'w', 'hotkeys', 'link')),
      () => readHotkey({ walletDir, wallet: 'linked', hotkey: 'key' }),
      () => importKey({ ...options, wallet: 'w', hotkey: 'link' }),
      () => importKey({ ...options, wallet: 'linked', hotkey: 'h' }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'WALLET_SYMLINK' })
    }
    expect(await readFile(real, 'utf8')).toBe('{}')
    expect(await readdir(elsewhere)).toEqual(['key'])
  })

  it('have errors of their own', async () => {
    const folder = await freshFolder()
    await writeFile(join(folder, 'large'), `{"a":"${'x'.repeat(70_000)}"}`)
    execFileSync('mkfifo', [join(folder, 'pipe')])
    for (const name of ['large', 'pipe', '.']) {
      await expect(openKeyfile(join(folder, name))).rejects.toMatchObject({ code: 'WALLET_CORRUPT' })
    }
    await expect(openKeyfile(join(folder, 'absent'))).rejects.toMatchObject({ code: 'WALLET_NOT_FOUND' })
    const pub = await importKey({
      walletDir: folder,
      wallet: 'w',
      role: 'hotkey',
      keypair: alice,
      password: null,
    })
    await writeFile(pub.path, await readFile(pub.publicPath))
    await expect(readHotkey({ walletDir: folder, wallet: 'w' })).rejects.toMatchObject({
      code: 'WALLET_NO_SECRET',
    })
  })
})

describe('listWallets', () => {
  it('lists by name, skips what is no key and goes on past broken files', async () => {
    const walletDir = await freshFolder()
    await createWallet({ walletDir, wallet: 'b', password: null, coldkeyKeypair: alice })
    const hotkeys = walletPaths({ walletDir, wallet: 'b' }).hotkeysFolder
    for (const [name, text] of [
      ['broken', '{'],
      ['locked', '$NACL…'],
      ['x.lock', ''],
      ['otherpub.txt', '{}'],
      ['y.tmp', ''],
    ] as const) {
      await writeFile(join(hotkeys, name), text)
    }
    await symlink(join(hotkeys, 'default'), join(hotkeys, 'link'))
    await mkdir(join(walletDir, 'a'))
    await writeFile(join(walletDir, 'file'), '')
    const listed = await listWallets(walletDir)
    expect(listed.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(listed[0]).toMatchObject({ coldkey: { ss58: null, error: 'WALLET_NOT_FOUND' }, hotkeys: [] })
    expect(listed[1]?.coldkey).toEqual({
      name: 'coldkey',
      ss58: alice.ss58,
      scheme: 'sr25519',
      encrypted: false,
    })
    expect(listed[1]?.hotkeys).toMatchObject([
      { name: 'broken', ss58: null, error: 'WALLET_CORRUPT' },
      { name: 'default', scheme: 'sr25519', encrypted: false },
      { name: 'locked', ss58: null, encrypted: true },
    ])
  })

  it('is empty for a folder that is not there', async () => {
    expect(await listWallets(join(await freshFolder(), 'none'))).toEqual([])
  })
})

describe('defaultWalletDir', () => {
  it('heeds BT_WALLET_PATH', () => {
    expect(defaultWalletDir({ BT_WALLET_PATH: '/w' })).toBe('/w')
    expect(defaultWalletDir({ BT_WALLET_PATH: '~/w' })).not.toContain('~')
    expect(defaultWalletDir({})).toMatch(/\.bittensor.wallets$/)
  })
})
