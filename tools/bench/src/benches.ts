import { benchImageStall, benchImageVerify } from './image.ts'
import { benchInferenceStall, benchInferenceVerify } from './inference.ts'
import type { BenchResult } from './result.ts'
import { benchStall, benchVerify } from './text.ts'
import { benchUp } from './up.ts'

/** Measures and returns its figures; `say` shows progress. */
export type Bench = (say: (line: string) => void) => Promise<BenchResult[]>

/** Every benchmark by name; add yours here. */
export const benches: Readonly<Record<string, Bench>> = {
  'image.verify': benchImageVerify,
  'image.stall': benchImageStall,
  'text.verify': benchVerify,
  'text.stall': benchStall,
  'inference.verify': benchInferenceVerify,
  'inference.stall': benchInferenceStall,
  up: benchUp,
}
