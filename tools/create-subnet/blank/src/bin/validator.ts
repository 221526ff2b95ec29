import { runValidatorBin } from '@subnetkit/neuron'
import { contract } from '../contract.ts'
import { validator } from '../validator.ts'

await runValidatorBin({ contract, validator })
