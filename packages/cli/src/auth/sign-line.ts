import { buildPayload, nextNonce, signRequest } from '@subnetkit/protocol'
import { type Keypair, keypairFromMnemonic, keypairFromUri } from '@subnetkit/wallet/keys'
import type { z } from 'zod'
import type { SignLine } from './line-shapes.ts'

/** Deriving a key from a phrase takes far longer than signing; lines tend to share a few. */
const maxKeys = 256

/** Signs lines of `subnetkit auth sign`; throws errors of the wallet and the protocol. */
export function lineSigner(): (line: z.output<typeof SignLine>) => {
  headers: Record<string, string>
  payloadBase64: string
} {
  const keys = new Map<string, Keypair>()
  const keypairOf = ({ suri, mnemonic, scheme = 'sr25519' }: z.output<typeof SignLine>): Keypair => {
    const name = JSON.stringify([suri, mnemonic, scheme])
    const known = keys.get(name)
    if (known) return known
    const keypair =
      suri === undefined ? keypairFromMnemonic(mnemonic ?? '', { scheme }) : keypairFromUri(suri, scheme)
    if (keys.size >= maxKeys) keys.clear()
    keys.set(name, keypair)
    return keypair
  }
  return (line) => {
    const keypair = keypairOf(line)
    const { method, path, bodyBase64: body = new Uint8Array(0), nonce = nextNonce(), receiver } = line
    const request = { method, path, body, nonce, ...(receiver === undefined ? {} : { receiver }) }
    const payload = buildPayload({ scheme: keypair.scheme, sender: keypair.ss58, ...request })
    return {
      headers: signRequest({ keypair, ...request }),
      payloadBase64: Buffer.from(payload).toString('base64'),
    }
  }
}
