import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Tarball } from './tarball.ts'

export interface Registry {
  readonly url: string
  close(): Promise<void>
}

/**
 * A read-only npm registry on loopback: packed packages from memory, everything else from the registry that is
 * configured, to which it sends the client on.
 *
 * @param upstream where other packages are, for example https://registry.npmjs.org
 */
export async function serveRegistry(tarballs: readonly Tarball[], upstream: string): Promise<Registry> {
  const byName = new Map(tarballs.map((tarball) => [tarball.manifest.name, tarball]))
  let url = ''
  const fileOf = ({ manifest }: Tarball): string => `${manifest.name}/-/${manifest.version}.tgz`

  const document = (tarball: Tarball): object => {
    const { manifest, bytes } = tarball
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
    const shasum = createHash('sha1').update(bytes).digest('hex')
    const dist = { tarball: `${url}/${fileOf(tarball)}`, integrity, shasum }
    return {
      name: manifest.name,
      'dist-tags': { latest: manifest.version },
      versions: { [manifest.version]: { ...manifest, dist } },
    }
  }

  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0]!.slice(1))
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405).end()
      return
    }
    const known = byName.get(path)
    if (known) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document(known)))
      return
    }
    const packed = tarballs.find((tarball) => fileOf(tarball) === path)
    if (packed) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(packed.bytes)
      return
    }
    response.writeHead(307, { location: upstream.replace(/\/$/, '') + request.url }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
