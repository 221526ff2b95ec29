import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import type { Finding } from '../finding.ts'
import type { Tarball } from '../tarball.ts'

/** What publint says of a package in its strict mode: files that `exports` names and nobody packed, and the like. */
export async function checkExports({ manifest, bytes }: Tarball): Promise<Finding[]> {
  // A copy: `bytes` may be a part of a larger buffer.
  const tarball = Uint8Array.from(bytes).buffer
  const { messages, pkg } = await publint({ strict: true, pack: { tarball } })
  return messages.map((message) => ({
    check: 'exports',
    package: manifest.name,
    problem: formatMessage(message, pkg, { color: false }) ?? message.code,
  }))
}
