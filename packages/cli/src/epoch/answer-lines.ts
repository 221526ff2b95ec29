import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { isSubnetkitError } from '@subnetkit/core'
import {
  formatEpochOutput,
  formatTraceStep,
  maxEpochLine,
  parseEpochLine,
  traceEpoch,
  yumaEpoch,
} from '@subnetkit/scoring'
import { readLines } from './read-lines.ts'

/** A reader that went away, as `head` does, is no fault. */
const isBrokenPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE'

/**
 * Answers every line of `input` with one line on `output`: the epoch, or what is wrong with it.
 *
 * @returns how many lines were computed and how many refused
 */
export async function answerLines(options: {
  readonly input: Readable
  readonly output: Writable
  /** Where the steps are told, when they are wanted. */
  readonly trace?: Writable
}): Promise<{ computed: number; refused: number }> {
  const { input, output, trace } = options
  const counts = { computed: 0, refused: 0 }
  const write = async (to: Writable, text: string): Promise<void> => {
    if (!to.write(`${text}\n`)) await once(to, 'drain')
  }
  const answer = async (text: string, number: number): Promise<unknown> => {
    const epoch = parseEpochLine(text)
    if (!trace) return formatEpochOutput(yumaEpoch(epoch))
    const tables: string[] = []
    const result = traceEpoch(epoch, (step) => {
      const title = step.step === 1 ? [`line ${number}, mechanism ${step.mechanism}`] : []
      tables.push(...title, formatTraceStep(step))
    })
    await write(trace, `${tables.join('\n\n')}\n`)
    return formatEpochOutput(result)
  }

  let gone: unknown
  output.once('error', (error) => {
    gone = error
  })
  let number = 0
  for await (const line of readLines(input, maxEpochLine)) {
    number++
    let result: unknown
    try {
      if ('tooLong' in line) {
        result = { error: 'usage', message: `The line is longer than ${maxEpochLine} characters.` }
        counts.refused++
      } else {
        result = await answer(line.text, number)
        counts.computed++
      }
    } catch (error) {
      if (!isSubnetkitError(error, 'EPOCH_INPUT_INVALID')) throw error
      result = { error: 'usage', message: error.message }
      counts.refused++
    }
    try {
      if (gone) throw gone
      await write(output, JSON.stringify(result))
    } catch (error) {
      if (isBrokenPipe(error)) break
      throw error
    }
  }
  return counts
}
