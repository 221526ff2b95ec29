import { readFileSync } from 'node:fs'

/** Ticks a second of /proc/PID/stat: fixed by Linux for user space. */
const ticksPerSecond = 100

/** What a process has used since it began. */
export interface ProcessUsage {
  /** The most memory that was resident, bytes. */
  readonly peakBytes: number
  /** Processor time of all its threads, seconds. */
  readonly cpuSeconds: number
}

/**
 * Reads what Linux knows of a process.
 *
 * @throws Error where there is no /proc, or the process is gone
 */
export function processUsage(pid: number): ProcessUsage {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
  if (peak === undefined) throw new Error(`/proc/${pid}/status tells no peak of memory`)
  // The second field is the program's name in brackets and may hold spaces; utime and stime are the 14th and 15th.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    peakBytes: Number(peak) * 1024,
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
  }
}
