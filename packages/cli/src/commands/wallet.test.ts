import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { keypairFromMnemonic, keypairFromUri, verifySignature } from '@subnetkit/wallet/keys'
import type { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { walletCommand } from './wallet.ts'

const phrase = 'job pool eagle call steak rookie wealth clown cake swamp daring habit'
const freshFolder = () => mkdtemp(join(tmpdir(), 'subnetkit-wallet-command-'))

/** Runs `subnetkit wallet …` with `typed` as standard input and gives back what it wrote. */
async function run(args: string[], typed = '') {
  const input = new PassThrough()
  input.end(typed)
  const [output, result] = [new PassThrough(), new PassThrough()]
  const command = walletCommand({ input, output, result })
  const quiet = (one: Command) => one.configureOutput({ writeErr: (text) => output.write(text) })
  quiet(command).commands.forEach(quiet)
  let code: unknown
  try {
    await command.parseAsync(args, { from: 'user' })
  } catch (error) {
    code = (error as { code?: unknown }).code
  }
  const stdout = result.read()?.toString() ?? ''
  return { code, stdout, stderr: output.read()?.toString() ?? '', json: () => JSON.parse(stdout) }
}

beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  for (const name of ['BT_WALLET', 'BT_WALLET_HOTKEY', 'BT_WALLET_PASSWORD', 'BT_WALLET_PASSWORD_FILE']) {
    vi.stubEnv(name, undefined)
  }
})
afterEach(() => {
  process.exitCode = undefined
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

describe('wallet create', () => {
  it('makes a plain wallet and shows the phrases once, on standard error only', async () => {
    const dir = await freshFolder()
    const made = await run(['create', '--wallet-dir', dir, '--wallet', 'mine', '--no-password', '--json'])
    expect(made.json()).toMatchObject({
      wallet: 'mine',
      coldkey: { scheme: 'sr25519', encrypted: false, publicKey: expect.stringMatching(/^0x[0-9a-f]{64}$/) },
      hotkey: { name: 'default', scheme: 'sr25519', encrypted: false },
    })
    const phrases = [...made.stderr.matchAll(/phrase of the (\w+): (.*)/g)]
    expect(phrases.map(([, name]) => name)).toEqual(['coldkey', 'hotkey'])
    for (const [, name, words] of phrases) {
      expect(keypairFromMnemonic(words!).ss58).toBe(made.json()[name!].ss58)
      expect(made.stdout).not.toContain(words)
    }

    const again = await run(['create', '--wallet-dir', dir, '--wallet', 'mine', '--no-password', '--json'])
    expect(again.json()).toMatchObject({ error: 'refused', code: 'WALLET_KEY_EXISTS' })
    expect(process.exitCode).toBe(1)

    const more = ['create', '--wallet-dir', dir, '--wallet', 'mine', '--hotkey', 'two', '--hotkey-only']
    const second = await run([...more, '--scheme', 'ed25519', '--words', '24', '--json'])
    expect(second.json().hotkey).toMatchObject({ name: 'two', scheme: 'ed25519' })
    expect(second.stderr.match(/hotkey: (.*)/)?.[1]?.split(' ')).toHaveLength(24)
  })

  it('reads the new password twice, and uses it', { timeout: 240_000 }, async () => {
    const dir = await freshFolder()
    const args = ['create', '--wallet-dir', dir, '--wallet', 'w']
    expect((await run(args, 'one\ntwo\n')).code).toBe('PASSWORDS_DIFFER')
    expect((await run(args, 'one\n')).code).toBe('INPUT_ENDED')
    expect((await run(args, '\n\n')).code).toBe('WALLET_PASSWORD_EMPTY')
    expect((await run([...args, '--json'], 'p w\np w\n')).json().coldkey.encrypted).toBe(true)
    const coldkey = join(dir, 'w', 'coldkey')
    expect((await readFile(coldkey)).subarray(0, 5).toString()).toBe('$NACL')

    const passwordFile = join(dir, 'password')
    await writeFile(passwordFile, 'p w\n')
    const shown = await run(['show', coldkey, '--password-file', passwordFile, '--json'])
    expect(shown.json()).toMatchObject({ kind: 'nacl', encrypted: true })
    const locked = await run(['show', coldkey, '--json'])
    expect(locked.json()).toMatchObject({ error: 'refused', code: 'WALLET_PASSWORD_MISSING' })
  })

  it.each([
    [['--words', '13'], 'commander.invalidArgument'],
    [['--bad'], 'commander.unknownOption'],
    [['--scheme', 'ecdsa'], 'commander.invalidArgument'],
    [['--no-password', '--password-file', 'f'], 'commander.conflictingOption'],
    [['--wallet', '../w', '--no-password'], 'WALLET_NAME_INVALID'],
  ])('refuses %j', async (args, code) => {
    const dir = await freshFolder()
    expect((await run(['create', '--wallet-dir', dir, ...args])).code).toBe(code)
  })
})

describe('wallet import', () => {
  const alice = keypairFromUri('//Alice')

  it.each([
    ['a URI', '//Alice\n', alice.ss58],
    ['a phrase', ` ${phrase} \n`, keypairFromMnemonic(phrase).ss58],
    ['a seed', `0x${'11'.repeat(32)}\n`, keypairFromUri(`0x${'11'.repeat(32)}`).ss58],
  ])('stores a hotkey from %s', async (_, typed, ss58) => {
    const dir = await freshFolder()
    const stored = await run(['import', '--wallet-dir', dir, '--hotkey', 'h', '--json'], typed)
    expect(stored.json()).toMatchObject({ wallet: 'default', role: 'hotkey', ss58, encrypted: false })
    expect((await run(['show', join(dir, 'default', 'hotkeys', 'h'), '--json'])).json()).toMatchObject({
      ss58,
    })
  })

  it('copies a keyfile, and replaces a key only when asked to', async () => {
    const dir = await freshFolder()
    const from = join(dir, 'raw')
    await writeFile(from, `${phrase}\n`)
    const args = ['import', '--wallet-dir', dir, '--no-password', '--json']
    expect((await run([...args, '--from', from])).json()).toMatchObject({ role: 'coldkey', encrypted: false })
    expect((await run(args, '//Alice\n')).json()).toMatchObject({ code: 'WALLET_KEY_EXISTS' })
    expect((await run([...args, '--overwrite'], '//Alice\n')).json()).toMatchObject({ ss58: alice.ss58 })
    const pub = join(dir, 'default', 'coldkeypub.txt')
    expect((await run([...args, '--wallet', 'x', '--from', pub])).json()).toMatchObject({
      code: 'WALLET_NO_SECRET',
    })
  })

  it('says what is wrong without repeating it', async () => {
    const dir = await freshFolder()
    const refused = await run(['import', '--wallet-dir', dir, '--hotkey', 'h', '--json'], `${phrase} zoo\n`)
    expect(refused.json()).toMatchObject({ code: 'MNEMONIC_INVALID' })
    expect(refused.stdout).not.toContain('eagle')
    expect(vi.mocked(process.stderr.write).mock.calls.flat().join('')).not.toContain('eagle')
  })
})

describe('wallet list', () => {
  it('lists as JSON and as text', async () => {
    const dir = await freshFolder()
    await run(['import', '--wallet-dir', dir, '--wallet', 'a', '--hotkey', 'h'], '//Alice\n')
    const listed = await run(['list', '--wallet-dir', dir, '--json'])
    expect(listed.json()).toMatchObject({
      walletDir: dir,
      wallets: [
        { name: 'a', hotkeys: [{ name: 'h', ss58: keypairFromUri('//Alice').ss58, scheme: 'sr25519' }] },
      ],
    })
    expect((await run(['list', '--wallet-dir', dir])).stdout).toContain('hotkey h')
    expect((await run(['list', '--wallet-dir', join(dir, 'none')])).stdout).toContain('No wallets')
  })
})

describe('wallet show', () => {
  it('shows whose key it is, signs, and shows no secret', async () => {
    const dir = await freshFolder()
    const path = join(dir, 'key')
    await writeFile(path, phrase)
    const shown = await run(['show', path, '--sign', 'hällo', '--json'])
    const keypair = keypairFromMnemonic(phrase)
    const { signature, ...rest } = shown.json()
    expect(rest).toEqual({
      ss58: keypair.ss58,
      publicKey: `0x${Buffer.from(keypair.publicKey).toString('hex')}`,
      scheme: 'sr25519',
      kind: 'raw-phrase',
      encrypted: false,
    })
    const valid = verifySignature({
      scheme: 'sr25519',
      publicKey: keypair.publicKey,
      message: new TextEncoder().encode('hällo'),
      signature: Uint8Array.from(Buffer.from(signature.slice(2), 'hex')),
    })
    expect(valid).toBe(true)
    const text = await run(['show', path])
    expect(text.stdout).toContain(keypair.ss58)
    expect(text.stdout + shown.stdout).not.toContain('eagle')
  })

  it.each([
    ['{', 'WALLET_CORRUPT'],
    ['{"encoded":"AA==","encoding":{}}', 'WALLET_POLKADOT_EXPORT'],
  ])('answers a refusal with its code (%#)', async (content, code) => {
    const path = join(await freshFolder(), 'key')
    await writeFile(path, content)
    const refused = await run(['show', path, '--json'])
    expect(refused.json()).toEqual({ error: 'refused', code, message: expect.stringContaining(path) })
    expect(process.exitCode).toBe(1)
    expect((await run(['show', path])).code).toBe(code)
  })
})
