import type { Route } from './contract/route.ts'

/** Limits of one route with the defaults filled in; client and server read them alike. */
export interface SettledLimits {
  readonly bodyBytes: number
  readonly responseBytes: number
  readonly seconds: number
  readonly concurrency: number
}

/** See `RouteLimits`. */
export function limitsOf(route: Route): SettledLimits {
  const { bodyBytes, responseBytes, seconds = 30, concurrency = Number.POSITIVE_INFINITY } = route.limits
  return {
    bodyBytes: bodyBytes ?? route.request.max ?? 1_048_576,
    responseBytes: responseBytes ?? route.response.max ?? 4_194_304,
    seconds,
    concurrency,
  }
}
