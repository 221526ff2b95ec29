import { keypairFromUri } from '@subnetkit/wallet/keys'
import type { CallerDirectory } from '../server/caller.ts'
import { createHttpServer } from '../server/create-http-server.ts'
import type { Handlers } from '../server/handlers.ts'
import { serveContract } from '../server/serve-contract.ts'
import type { RequestReport, ServeOptions } from '../server/serve-options.ts'
import { type SortRoutes, sortContract } from './sort-contract.ts'

export const alice = keypairFromUri('//Alice')
export const bob = keypairFromUri('//Bob')
export const charlie = keypairFromUri('//Charlie')

/** Alice is a validator, Charlie is registered without a permit, nobody else is there. */
export const directory: CallerDirectory = {
  ageMs: () => 0,
  get: (hotkey) =>
    hotkey === alice.ss58
      ? { uid: 1, stake: 5_000n, validatorPermit: true }
      : hotkey === charlie.ss58
        ? { uid: 2, stake: 10n, validatorPermit: false }
        : undefined,
}

export const honest: Handlers<SortRoutes> = {
  sort: async ({ request }) => ({ numbers: [...request.numbers].sort((a, b) => a - b) }),
  async *stream({ request }) {
    for (const n of request.numbers) yield { n }
    return { numbers: request.numbers }
  },
  reverse: async ({ request }) => request.slice().reverse(),
  status: async ({ params, caller }) => ({ detail: params.detail, uid: caller.uid }),
}

/** A miner of Bob's on a free port of loopback. */
export async function startMiner(
  options: { handlers?: Partial<Handlers<SortRoutes>> } & Partial<ServeOptions> = {},
) {
  const { handlers, ...rest } = options
  const reports: RequestReport[] = []
  const handler = serveContract(
    sortContract,
    { ...honest, ...handlers },
    { hotkey: bob.ss58, directory, onRequest: (report) => reports.push(report), ...rest },
  )
  const http = createHttpServer(handler)
  const { port } = await http.listen({ host: '127.0.0.1', port: 0 })
  return {
    reports,
    port,
    axon: { url: `http://127.0.0.1:${port}`, hotkey: bob.ss58 },
    http,
    close: () => http.close({ graceMs: 0 }),
  }
}
