import type { Clock } from '@subnetkit/core'
import type { TrainingState } from './trainer.ts'

/** Shows training's progress: one line that changes on a terminal, a plain line every 15 seconds elsewhere. */
export function progress(
  stream: { readonly isTTY?: boolean; write(text: string): boolean },
  clock: Clock,
): { show(state: TrainingState): void; end(): void } {
  const live = stream.isTTY === true
  const everyMs = live ? 250 : 15_000
  let last = Number.NEGATIVE_INFINITY
  return {
    show(state) {
      const now = clock.monotonicMs()
      if (now - last < everyMs && state.done < 1) return
      last = now
      stream.write(live ? `\r\u001b[K${line(state)}` : `${line(state)}\n`)
    },
    end() {
      if (live) stream.write('\n')
    },
  }
}

function line({ step, loss, seconds, done }: TrainingState): string {
  const left = done > 0 ? (seconds / done) * (1 - done) : 0
  const rate = (step / seconds).toPrecision(3)
  return `step ${step}  loss ${loss.toPrecision(4)}  ${rate} steps/s  ${Math.round(done * 100)} %  ${Math.round(left)} s left`
}
