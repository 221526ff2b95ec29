import type { Actor } from './cast-keys.ts'
import type { ReportSubnet } from './report.ts'

/** A subnet that `up` runs. */
export interface RunningSubnet {
  netuid: number
  name: string
  packageName: string
  actors: Actor[]
  /** Epochs whose consensus used weights. */
  epochs: ReportSubnet['epochs']
}
