import { Command } from 'commander'

/**
 * `subnetkit epoch`: exact epochs of Yuma consensus, a line of JSON in and a line out.
 *
 * @example
 * ```ts
 * import { epochCommand } from './commands/epoch.ts'
 * program.addCommand(epochCommand())
 * ```
 */
export function epochCommand(): Command {
  return new Command('epoch')
    .summary('exact epochs of Yuma consensus, JSON lines in and out')
    .description(
      'Computes epochs of Yuma consensus as the chain does, exact to the u16 and the rao.\n' +
        'Reads one JSON object a line from standard input and answers each with one line on standard output.',
    )
    .option('--trace', 'print what every step makes, as tables on standard error')
    .addHelpText(
      'after',
      `
In:
  { "block", "tempo", "emission", "ownerUid",
    "neurons": [{ "stake", "lastUpdate", "registeredAt", "validatorPermit", "weights", "bonds" }],
    "hyperparameters": { "kappa", "activityCutoff", "maxAllowedValidators", "stakeThreshold", "bondsMovingAverage",
      "bondsPenalty", "yuma3", "liquidAlpha", "alphaLow", "alphaHigh", "alphaSteepness", "lastMechanismStep" } }
  emission, stake and stakeThreshold are decimal strings in rao, weights and bonds lists of [uid, u16], ownerUid a
  uid or null, other numbers as the chain stores them. Optional: "earliestCommit" (a block) per neuron, and
  "mechanisms": [{ "split", "weights", "bonds", "lastUpdate" }] in place of the neurons' own.
Out:
  { "consensus", "incentive", "dividends", "validatorTrust", "validatorPermit", "emission", "serverEmission",
    "validatorEmission", "bonds" }, one entry a uid: u16 numbers, rao as decimal strings.
  A line that cannot be computed gets { "error": "usage", "message" }, and the run goes on.

Exit code: 0 when every line was computed, 1 when some were refused, 2 when used wrongly.

Examples:
  subnetkit epoch < epochs.jsonl > results.jsonl
  head -1 epochs.jsonl | subnetkit epoch --trace`,
    )
    .action(async (options: { trace?: boolean }) => {
      const { answerLines } = await import('../epoch/answer-lines.ts')
      if (process.stdin.isTTY)
        process.stderr.write('Reading epochs from standard input, one JSON object a line.\n')
      const { refused } = await answerLines({
        input: process.stdin,
        output: process.stdout,
        ...(options.trace && { trace: process.stderr }),
      })
      if (refused > 0) process.exitCode = 1
    })
}
