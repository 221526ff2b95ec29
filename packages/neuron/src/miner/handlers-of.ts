import type { Random } from '@subnetkit/core'
import type { Contract } from '@subnetkit/protocol'
import type { AnyHandler } from '@subnetkit/protocol/server'
import type { AnyMiner, ErasedHandler } from '../any-subnet.ts'
import type { CharacterWrap, PastAnswer, Peer, Work } from '../character.ts'

const historyPerRoute = 100

/** One handler a route, with the character's middleware round them all. */
export function handlersOf(options: {
  contract: Contract
  miner: AnyMiner
  env: unknown
  wrap?: CharacterWrap
  netuid: number
  peers: () => readonly Peer[]
  random: Random
}): Record<string, AnyHandler> {
  const { contract, miner, env, wrap, netuid, peers, random } = options
  const routes = miner.routes as unknown as Readonly<Record<string, ErasedHandler>>
  const direct = (route: string): AnyHandler => {
    const handler = routes[route]!
    return (call) => handler({ ...call, env })
  }
  const names = Object.keys(contract.routes)
  if (wrap === undefined) return Object.fromEntries(names.map((route) => [route, direct(route)]))

  const honest: Work = async function* ({ route, ...call }) {
    const answer = direct(route)(call)
    return isGenerator(answer) ? yield* answer : await answer
  }
  const history: PastAnswer[] = []
  const work = wrap(honest, { netuid, peers, history, random })
  const remembered: Work = async function* (call) {
    const events: unknown[] = []
    const answer = work(call)
    try {
      for (;;) {
        const step = await answer.next()
        if (step.done) {
          history.push({ route: call.route, request: call.request, events, response: step.value })
          const ofRoute = history.filter((past) => past.route === call.route)
          if (ofRoute.length > historyPerRoute) history.splice(history.indexOf(ofRoute[0]!), 1)
          return step.value
        }
        events.push(step.value)
        yield step.value
      }
    } finally {
      // A caller that hangs up must also end the work underneath.
      await answer.return(undefined)
    }
  }
  return Object.fromEntries(
    names.map((route) => {
      const isStream = contract.routes[route]!.events !== undefined
      const handler: AnyHandler = (call) => {
        const answer = remembered({ route, ...call })
        return isStream ? answer : lastOf(answer)
      }
      return [route, handler]
    }),
  )
}

async function lastOf(answer: AsyncGenerator<unknown, unknown, void>): Promise<unknown> {
  for (;;) {
    const step = await answer.next()
    if (step.done) return step.value
  }
}

function isGenerator(
  answer: Promise<unknown> | AsyncGenerator<unknown, unknown, void>,
): answer is AsyncGenerator<unknown, unknown, void> {
  return Symbol.asyncIterator in answer
}
