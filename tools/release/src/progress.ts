/** Tells people how far it is. */
export type Say = (line: string) => void

/** Lines on standard error, each with the seconds since the start. */
export function progress(): Say {
  const startedAt = performance.now()
  return (line) =>
    void process.stderr.write(
      `${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}\n`,
    )
}
