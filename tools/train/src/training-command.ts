import { Command, InvalidArgumentError } from 'commander'
import type { Budget } from './trainer.ts'

const positive = (text: string): number => {
  const value = Number(text)
  if (!(value > 0)) throw new InvalidArgumentError('a positive number is needed')
  return value
}

/** What every command that trains is told. */
export interface TrainingCommandOptions {
  readonly seconds: number
  readonly steps?: number
  readonly seed: string
  readonly threads: number
  /** A folder other than the subnets' own. */
  readonly out?: string
}

/** A command with the options that all training has in common. */
export function trainingCommand(name: string, description: string, seconds: number): Command {
  return new Command(`train ${name}`)
    .description(description)
    .option('--seconds <n>', 'stop after about this many seconds', positive, seconds)
    .option(
      '--steps <n>',
      'stop after this many steps instead: the same result each time on one kind of machine',
      positive,
    )
    .option('--seed <text>', 'what data, first weights and batches follow from', '1')
    .option('--threads <n>', 'threads of ONNX Runtime', positive, 2)
    .option('--out <folder>', 'where to write, in place of the folders of the subnets that use it')
    .addHelpText(
      'after',
      `\nExample:\n  pnpm --filter @subnetkit/train ${name} --seconds ${seconds} --seed 1`,
    )
}

/** When to stop, of a whole of which this is a share. */
export const budgetOf = ({ steps, seconds }: TrainingCommandOptions, share = 1): Budget =>
  steps === undefined ? { seconds: seconds * share } : { steps }
