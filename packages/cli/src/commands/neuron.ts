import { Command } from 'commander'
import { cliErrors } from '../errors.ts'

const texts = {
  miner: {
    summary: 'run one miner',
    description: 'Runs one miner of a subnet: serves its contract, announces its axon, answers validators.',
    joined: 'made, funded and registered',
  },
  validator: {
    summary: 'run one validator',
    description:
      'Runs one validator of a subnet: asks miners, verifies, keeps scores, sets weights every epoch.',
    joined: 'made, funded, registered and staked',
  },
} as const

/** `subnetkit miner` and `subnetkit validator`: one neuron, on any network. */
export function neuronCommand(role: 'miner' | 'validator'): Command {
  const { summary, description, joined } = texts[role]
  return (
    new Command(role)
      .summary(summary)
      .description(
        `${description}\n\n` +
          `On a local network its wallet is first ${joined}, as far as needed, with worthless money.\n` +
          'On test and finney it never spends: what is missing is said, with the btcli line to type.',
      )
      .option('--subnet <name>', 'the subnet, by its short name or its npm name')
      // The rest belongs to the neuron, which also reads the environment and .env; its own help lists it.
      .helpOption(false)
      .allowUnknownOption()
      .allowExcessArguments()
      .argument('[settings...]', 'settings of the neuron; `--subnet NAME --help` lists them all')
      .addHelpText(
        'after',
        `
Examples:
  subnetkit ${role} --subnet text --network local --wallet mine
  subnetkit ${role} --subnet text --network test --netuid 123 --wallet prod --hotkey ${role}1
  subnetkit ${role} --subnet text --help                all settings

Settings come from flags, then the environment, then .env, then defaults.`,
      )
      .action(async (settings: string[], options: { subnet?: string }, command: Command) => {
        if (options.subnet === undefined) {
          if (settings.includes('--help') || settings.includes('-h')) return command.outputHelp()
          throw cliErrors.USAGE({ problem: '--subnet is missing', command: role })
        }
        const { runNeuron } = await import('../neuron/run-neuron.ts')
        await runNeuron(role, options.subnet, settings)
      })
  )
}
