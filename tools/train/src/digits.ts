import { systemClock } from '@subnetkit/core'
import { loadDigits } from './digits/digit-images.ts'
import { digitsRecipe, digitsSizes } from './digits/digits-recipe.ts'
import { modelFolder } from './model-folder.ts'
import { progress } from './progress.ts'
import { reportModel } from './report-model.ts'
import { trainModel } from './train-model.ts'
import { budgetOf, type TrainingCommandOptions, trainingCommand } from './training-command.ts'

const command = trainingCommand(
  'digits',
  'Trains the model of subnets/inference that reads digits.',
  90,
).parse()
const options = command.opts<TrainingCommandOptions>()
const folder = options.out ?? modelFolder('inference')
const recipe = digitsRecipe(digitsSizes.full, await loadDigits())
const show = progress(process.stderr, systemClock)
const manifest = await trainModel(recipe, {
  folders: [folder],
  seed: options.seed,
  budget: budgetOf(options),
  threads: options.threads,
  onStep: show.show,
})
show.end()
reportModel([folder], manifest)
