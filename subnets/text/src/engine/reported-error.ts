const most = 1_000

/** How far a reported logprob is from the true one, at most 1000, whatever was reported. */
export function reportedError(reported: number, actual: number): number {
  const error = Math.abs(reported - actual)
  return Number.isFinite(error) ? Math.min(error, most) : most
}
