import type { PastAnswer, Work, WorkCall } from '@subnetkit/neuron'

/**
 * The honest work, done once a route however many ask at the same time: all of them wait for the one answer. Without
 * this, a miner that is asked several things at once would have to work for each of them.
 */
export function workOnce(work: Work): (call: WorkCall) => Promise<PastAnswer> {
  const answers = new Map<string, Promise<PastAnswer>>()
  const run = async (call: WorkCall): Promise<PastAnswer> => {
    const events: unknown[] = []
    const answer = work(call)
    let step = await answer.next()
    for (; !step.done; step = await answer.next()) events.push(step.value)
    return { route: call.route, request: call.request, events, response: step.value }
  }
  return (call) => {
    const known = answers.get(call.route)
    if (known) return known
    const answer = run(call)
    answers.set(call.route, answer)
    // A caller that hung up must not spoil it for all who come after.
    answer.catch(() => answers.delete(call.route))
    return answer
  }
}
