/** One line of `pnpm bench --json`: a figure of ours, and the same of peers measured in turn with it. */
export interface BenchResult {
  /** `room.thing`, for example `up.first-weights`. */
  bench: string
  /** What it was measured on, for example a size. */
  case: string
  unit: string
  better: 'lower' | 'higher'
  /** Median of the runs. */
  value: number
  /** First and third quartile. */
  spread: [number, number]
  peers: Record<string, number>
  /** Ours ÷ the peer's. */
  ratios: Record<string, number>
}

const quantile = (sorted: readonly number[], share: number): number => {
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  return sorted[low]! + (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!) * (at - low)
}

/** Median and quartiles of a few runs. */
export function summarise(runs: readonly number[]): { value: number; spread: [number, number] } {
  const sorted = [...runs].sort((a, b) => a - b)
  const round = (value: number): number => Number(value.toPrecision(4))
  return {
    value: round(quantile(sorted, 0.5)),
    spread: [round(quantile(sorted, 0.25)), round(quantile(sorted, 0.75))],
  }
}
