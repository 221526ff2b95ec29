import { readFileSync } from 'node:fs'
import { parseTarGzip } from 'nanotar'
import type { PackageManifest } from './published-packages.ts'

/** A packed package, as npm would hand it to everybody. */
export interface Tarball {
  readonly manifest: PackageManifest
  /** Size of the compressed file, bytes. */
  readonly size: number
  readonly bytes: Uint8Array
  /** Contents by path inside the package: `dist/index.js`. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

const top = 'package/'

/** @throws Error when it is no tarball of a package */
export async function openTarball(bytes: Uint8Array): Promise<Tarball> {
  const files = new Map<string, Uint8Array>()
  for (const { name, type, data } of await parseTarGzip(bytes)) {
    if (type !== 'directory' && name.startsWith(top))
      files.set(name.slice(top.length), data ?? new Uint8Array())
  }
  const manifest = files.get('package.json')
  if (!manifest) throw new Error('the tarball holds no package.json')
  return { manifest: JSON.parse(Buffer.from(manifest).toString()), size: bytes.length, bytes, files }
}

export const readTarball = (path: string): Promise<Tarball> => openTarball(readFileSync(path))

const textFile = /\.(?:[cm]?[jt]sx?|json|map|md|ya?ml|txt|html|css|svg)$|(?:^|\/)[A-Z]+$/

/** The files that hold text, as text. */
export function* textFiles({ files }: Tarball): Generator<[path: string, text: string]> {
  for (const [path, bytes] of files) if (textFile.test(path)) yield [path, Buffer.from(bytes).toString()]
}
