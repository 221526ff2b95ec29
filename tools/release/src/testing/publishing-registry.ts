import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

/** What npm sends to publish: https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md */
interface PublishDocument {
  readonly name: string
  readonly access?: string
  readonly 'dist-tags': Readonly<Record<string, string>>
  readonly versions: Readonly<Record<string, { readonly dist: { readonly integrity: string } }>>
  readonly _attachments: Readonly<Record<string, { readonly data: string }>>
}

/** An upload as it arrived. */
export interface Upload {
  readonly name: string
  readonly version: string
  readonly access: string | undefined
  readonly tags: readonly string[]
  readonly bytes: Buffer
}

/** How a registry answers an upload instead of taking it. */
export interface Refusal {
  readonly status: number
  readonly error: string
  /** Takes the upload, and answers so all the same. */
  readonly after?: boolean
}

/** Stands in for a registry that one publishes to: it speaks npm's protocol and asks for a token, as the real one does. */
export async function publishingRegistry(token: string): Promise<{
  readonly url: string
  readonly uploads: Upload[]
  /** By name of the package. */
  readonly refusals: Map<string, Refusal>
  close(): void
}> {
  const uploads: Upload[] = []
  const refusals = new Map<string, Refusal>()
  const documents = new Map<string, { versions: Record<string, object>; tags: Record<string, string> }>()

  const take = (document: PublishDocument): void => {
    const known = documents.get(document.name) ?? { versions: {}, tags: {} }
    documents.set(document.name, {
      versions: { ...known.versions, ...document.versions },
      tags: { ...known.tags, ...document['dist-tags'] },
    })
    uploads.push({
      name: document.name,
      version: Object.keys(document.versions)[0]!,
      access: document.access,
      tags: Object.keys(document['dist-tags']),
      bytes: Buffer.from(Object.values(document._attachments)[0]!.data, 'base64'),
    })
  }

  const answer = async (request: IncomingMessage): Promise<[status: number, body: object]> => {
    const name = decodeURIComponent(request.url!.split('?')[0]!.slice(1))
    const known = documents.get(name)
    if (request.method === 'GET') {
      if (!known) return [404, { error: 'Not found' }]
      return [200, { _id: name, name, versions: known.versions, 'dist-tags': known.tags }]
    }
    if (request.method !== 'PUT') return [405, {}]
    const document = (await json(request)) as PublishDocument
    if (request.headers.authorization !== `Bearer ${token}`) return [401, { error: 'You must be logged in.' }]
    const refusal = refusals.get(name)
    if (refusal && !refusal.after) return [refusal.status, { error: refusal.error }]
    if (Object.keys(document.versions).some((version) => known?.versions[version]))
      return [403, { error: 'You cannot publish over the previously published versions.' }]
    take(document)
    return refusal ? [refusal.status, { error: refusal.error }] : [201, { ok: true }]
  }

  const server = createServer((request, response) => {
    answer(request).then(([status, body]) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    uploads,
    refusals,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
