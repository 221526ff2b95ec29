import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { type Registry, serveRegistry } from './registry.ts'
import { packed } from './testing/packed.ts'

const open: { close(): unknown }[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

async function serve(): Promise<{ registry: Registry; upstream: string }> {
  const server = createServer((request, response) => response.end(`upstream ${request.url}`))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mirror/`
  const registry = await serveRegistry([await packed()], upstream)
  open.push(registry, { close: () => server.close() })
  return { registry, upstream }
}

it('serves a packed package under its scoped name, with the hash of what it hands out', async () => {
  const { registry } = await serve()
  const document = (await (await fetch(`${registry.url}/@test%2fsound`)).json()) as {
    versions: Record<string, { dist: { tarball: string; integrity: string } }>
  }
  const { tarball, integrity } = document.versions['1.0.0']!.dist
  const bytes = await (await fetch(tarball)).arrayBuffer()
  const hash = Buffer.from(await crypto.subtle.digest('SHA-512', bytes)).toString('base64')
  expect(integrity).toBe(`sha512-${hash}`)
})

it('sends clients on for everything else, and takes nothing', async () => {
  const { registry } = await serve()
  expect(await (await fetch(`${registry.url}/zod`)).text()).toBe('upstream /mirror/zod')
  expect((await fetch(`${registry.url}/zod`, { method: 'PUT', body: '{}' })).status).toBe(405)
})
