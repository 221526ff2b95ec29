/** Names are labels of metrics, and labels must stay few. */
const mostNames = 16

/**
 * What a subnet measured, one number a name: the mean of every number at the top of its findings, and of every yes or no
 * the share of yes. Whatever else a finding holds is no measurement.
 *
 * @example
 * ```ts
 * meanFindings([{ saved: 0.1, valid: true }, { saved: 0.3, valid: false }]) // { saved: 0.2, valid: 0.5 }
 * ```
 */
export function meanFindings(findings: readonly unknown[]): Readonly<Record<string, number>> {
  const sums = new Map<string, { sum: number; count: number }>()
  for (const finding of findings) {
    if (typeof finding !== 'object' || finding === null) continue
    for (const [name, value] of Object.entries(finding)) {
      const number = typeof value === 'boolean' ? Number(value) : value
      if (typeof number !== 'number' || !Number.isFinite(number)) continue
      const known = sums.get(name)
      if (known) {
        known.sum += number
        known.count++
      } else if (sums.size < mostNames) sums.set(name, { sum: number, count: 1 })
    }
  }
  return Object.fromEntries([...sums].map(([name, { sum, count }]) => [name, sum / count]))
}
