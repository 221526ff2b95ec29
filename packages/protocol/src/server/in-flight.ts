import { protocolErrors } from '../errors.ts'

/** Counts calls under way: in total, a route and a caller. */
export interface InFlight {
  readonly total: number
  /**
   * Takes a place; the returned function gives it up again.
   *
   * @throws SERVER_BUSY, CALLER_BUSY
   */
  enter(call: { route: string; caller: string; routeMax: number }): () => void
}

export function inFlight(max: { total: number; perCaller: number }): InFlight {
  const counts = new Map<string, number>()
  let total = 0
  const count = (key: string) => counts.get(key) ?? 0
  const add = (key: string, change: 1 | -1) => {
    const next = count(key) + change
    if (next === 0) counts.delete(key)
    else counts.set(key, next)
  }
  return {
    get total() {
      return total
    },
    enter({ route, caller, routeMax }) {
      const routeKey = `route ${route}`
      const callerKey = `caller ${caller}`
      if (count(callerKey) >= max.perCaller) throw protocolErrors.CALLER_BUSY({ max: max.perCaller })
      if (total >= max.total || count(routeKey) >= routeMax) throw protocolErrors.SERVER_BUSY()
      total++
      add(routeKey, 1)
      add(callerKey, 1)
      let inside = true
      return () => {
        if (!inside) return
        inside = false
        total--
        add(routeKey, -1)
        add(callerKey, -1)
      }
    },
  }
}
