import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '@subnetkit/core'
import { defineContract, json, post } from '@subnetkit/protocol'
import { createClient } from '@subnetkit/protocol/client'
import { createWallet, openKeyfile } from '@subnetkit/wallet/files'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { echoServer } from './echo-server.ts'
import { outsider, pythonFor, run, seen, start, subnetkit } from './outsiders.ts'

const folder = outsider('wire')
const bob = keypairFromUri('//Bob').ss58
let python: string
const script = (name: string, args: readonly string[] = [], stdin?: string) =>
  run(python, [join(folder, name), ...args], stdin === undefined ? {} : { stdin })
const jsonLines = (values: readonly unknown[]): string =>
  values.map((each) => `${JSON.stringify(each)}\n`).join('')
const parseLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

beforeAll(() => {
  python = pythonFor(folder)
}, 600_000)

describe('btauth/1, a thousand requests', () => {
  const random = seededRandom('wire interop')
  const pick = <T>(list: readonly T[]): T => list[random.integer(list.length)]!
  const cases = Array.from({ length: 1000 }, (_, id) => ({
    id,
    suri: pick(['//Alice', '//Bob', '//Alice//stash', '//0']),
    scheme: pick(['sr25519', 'ed25519']),
    method: pick(['GET', 'POST', 'post', 'Put']),
    path: pick(['/x', '/a%20b?q=1&x=%2F', '/generate?stream=false', '/', '/v1/é', 'no-slash', '/x?', '/a b']),
    nonce: String(1_752_076_800_000_000_000n + BigInt(id)),
    bodyBase64: Buffer.from(random.bytes(random.integer(200))).toString('base64'),
    ...(random.integer(5) > 0 ? { receiver: bob } : {}),
  }))
  type Signed = { headers: Record<string, string>; payloadBase64: string }
  let ours: Signed[]
  let theirs: Signed[]

  beforeAll(async () => {
    ours = parseLines((await subnetkit(['auth', 'sign'], { stdin: jsonLines(cases) })).stdout)
    theirs = JSON.parse((await script('btauth_sign.py', [], JSON.stringify(cases))).stdout)
  }, 120_000)

  it('are signed over the same bytes, and the same where signatures are deterministic', () => {
    expect(ours).toHaveLength(cases.length)
    cases.forEach(({ scheme }, at) => {
      expect(ours[at]!.payloadBase64).toBe(theirs[at]!.payloadBase64)
      const plain = ({ headers }: Signed) =>
        Object.fromEntries(
          Object.entries(headers).filter(([name]) => scheme === 'ed25519' || !name.endsWith('Signature')),
        )
      expect(plain(ours[at]!)).toEqual(plain(theirs[at]!))
    })
  })

  it('get the same verdict from both, whole or changed', { timeout: 120_000 }, async () => {
    const changes = [
      () => ({}),
      () => ({}),
      () => ({ path: '/other' }),
      () => ({ method: 'DELETE' }),
      () => ({ bodyBase64: 'eno=' }),
      () => ({ selfHotkey: keypairFromUri('//Charlie').ss58 }),
      (nonce: bigint) => ({ nowNs: String(nonce + 11_000_000_000n) }),
      (nonce: bigint) => ({ nowNs: String(nonce - 2_000_000_001n) }),
      () => ({ store: 'spent' }),
      () => ({ requireReceiver: false }),
    ]
    const requests = [ours, theirs].flatMap((signed, by) =>
      cases.map(({ id, method, path, nonce, bodyBase64, scheme }, at) => ({
        id: `${by}-${id}`,
        headers: signed[at]!.headers,
        ...{
          method,
          path,
          bodyBase64,
          selfHotkey: bob,
          nowNs: nonce,
          expectedScheme: scheme,
          store: `${by}`,
        },
        ...pick(changes)(BigInt(nonce)),
      })),
    )
    const mine = parseLines((await subnetkit(['auth', 'verify'], { stdin: jsonLines(requests) })).stdout)
    const official = JSON.parse((await script('btauth_verify.py', [], JSON.stringify(requests))).stdout)
    const verdict = ({ id, ok, error, caller }: Record<string, unknown>) => ({ id, ok, error, caller })
    expect(mine.map(verdict)).toEqual(official.map(verdict))
    expect(new Set(mine.map(({ error }) => error)).size).toBeGreaterThanOrEqual(5)
  })
})

it('our server takes what the official client sends, and nothing else', { timeout: 120_000 }, async () => {
  const server = echoServer(bob)
  const { port } = await server.listen({ host: '127.0.0.1', port: 0 })
  try {
    const url = `http://127.0.0.1:${port}/v1/echo`
    const { code, stdout, stderr } = await script('btauth_client.py', [
      url,
      '--receiver',
      bob,
      '--strict-errors',
    ])
    const { passed, failed, cases } = JSON.parse(stdout || '{}')
    expect(
      cases?.filter(({ ok }: { ok: boolean }) => !ok),
      stderr,
    ).toEqual([])
    expect({ code, failed }).toEqual({ code: 0, failed: 0 })
    expect(passed).toBeGreaterThan(100)
  } finally {
    await server.close()
  }
})

it('our client is understood by the official server', { timeout: 60_000 }, async () => {
  const { child, ended } = start(python, [join(folder, 'btauth_server.py'), '--hotkey-suri', '//Bob'])
  const client = createClient({ keypair: keypairFromUri('//Alice'), allowLocal: true })
  try {
    const [, url, hotkey] = await seen(child.stdout!, /ready (http\S+) (5\w+)/)
    const contract = defineContract({
      name: 'echo',
      version: 1,
      routes: {
        echo: post('/v1/echo', {
          request: json(z.object({ text: z.string() })),
          response: json(z.object({ sha256: z.string(), caller: z.string() })),
        }),
      },
    })
    for (const text of ['', 'plain', 'Grüße 🌍', 'x'.repeat(100_000)]) {
      const { outcome } = await client.ask(contract, 'echo', {
        axon: { url: url!, hotkey: hotkey! },
        request: { text },
      })
      const sha256 = createHash('sha256').update(JSON.stringify({ text })).digest('hex')
      expect(outcome).toMatchObject({ response: { sha256, caller: keypairFromUri('//Alice').ss58 } })
    }
  } finally {
    await client.close()
    child.kill('SIGTERM')
    await ended
  }
})

describe('wallets', () => {
  interface Entry {
    path: string
    ss58: string
    publicKey: string
    secret?: boolean
    password?: string
  }

  it('that the SDK and btcli wrote, in every form, are opened', { timeout: 300_000 }, async () => {
    const out = join(mkdtempSync(join(tmpdir(), 'outsider-')), 'wallets')
    expect((await script('wallet_make.py', ['--out', out])).code).toBe(0)
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))
    for (const { path, ss58, password } of manifest.keyfiles as Entry[]) {
      expect([path, (await openKeyfile(join(out, path), { password })).ss58]).toEqual([path, ss58])
    }
    for (const { path, password } of manifest.invalid as Entry[]) {
      await expect(openKeyfile(join(out, path), { password }), path).rejects.toThrow()
    }
  })

  it('that ours wrote are opened by the SDK and by btcli', { timeout: 300_000 }, async () => {
    const dir = mkdtempSync(join(tmpdir(), 'outsider-'))
    const message = 'subnetkit wallet interop'
    const keyfiles: object[] = []
    for (const [wallet, scheme, password] of [
      ['plain', 'sr25519', null],
      ['locked', 'sr25519', 'correct horse'],
      ['edwards', 'ed25519', null],
    ] as const) {
      const { coldkey, hotkey } = await createWallet({ walletDir: dir, wallet, scheme, password })
      for (const [path, key, locked] of [
        [`${wallet}/coldkey`, coldkey, password !== null],
        [`${wallet}/coldkeypub.txt`, coldkey, false],
        [`${wallet}/hotkeys/default`, hotkey, false],
      ] as const) {
        const publicKey = `0x${Buffer.from(key.publicKey).toString('hex')}`
        keyfiles.push({
          path,
          scheme: key.scheme,
          ss58: key.ss58,
          publicKey,
          ...(locked ? { password } : {}),
        })
      }
    }
    const manifest = join(dir, 'manifest.json')
    writeFileSync(manifest, JSON.stringify({ message, keyfiles, invalid: [] }))
    const { code, stdout, stderr } = await script('wallet_read.py', [dir, manifest])
    expect(JSON.parse(stdout || '{}'), stderr).toMatchObject({ failed: 0, failures: [] })
    expect(code).toBe(0)
  })
})
