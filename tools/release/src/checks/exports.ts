import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import type { Finding } from '../finding.ts'
import type { Tarball } from '../tarball.ts'

/** What publint says of a package in its strict mode: files that `exports` names and nobody packed, and the like. */
export async function checkExports({ manifest, bytes }: Tarball): Promise<Finding[]> {
  const tarball = bytes.slice().buffer as ArrayBuffer
  const { messages, pkg } = await publint({ strict: true, pack: { tarball } })
  return messages.map((message) => ({
    check: 'exports',
    package: manifest.name,
    problem: formatMessage(message, pkg, { color: false }) ?? message.code,
  }))
}
