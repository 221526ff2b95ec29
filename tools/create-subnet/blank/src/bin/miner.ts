import { runMinerBin } from '@subnetkit/neuron'
import { contract } from '../contract.ts'
import { miner } from '../miner.ts'

await runMinerBin({ contract, miner })
