import { systemClock } from '@subnetkit/core'
import { Option } from 'commander'
import { classifierRecipe, classifierSizes } from './classifier/classifier-recipe.ts'
import { fieldRecipe, fieldSizes } from './field/field-recipe.ts'
import { modelFolder } from './model-folder.ts'
import { progress } from './progress.ts'
import { reportModel } from './report-model.ts'
import { trainModel } from './train-model.ts'
import { budgetOf, type TrainingCommandOptions, trainingCommand } from './training-command.ts'
import { upscalerRecipe, upscalerSizes } from './upscaler/upscaler-recipe.ts'

/** Models with their share of the time; the inference subnet serves two of them too and keeps copies. */
const models = {
  field: { recipe: fieldRecipe(fieldSizes.full), share: 0.53, subnets: ['image'] },
  upscaler: { recipe: upscalerRecipe(upscalerSizes.full), share: 0.31, subnets: ['image', 'inference'] },
  classifier: {
    recipe: classifierRecipe(classifierSizes.full),
    share: 0.16,
    subnets: ['image', 'inference'],
  },
} as const

const command = trainingCommand(
  'image',
  'Trains the field, the upscaler and the classifier of subnets/image.',
  950,
)
  .addOption(new Option('--only <model>', 'train just this one, all the time').choices(Object.keys(models)))
  .parse()

const options = command.opts<TrainingCommandOptions & { only?: keyof typeof models }>()
for (const name of options.only ? [options.only] : (['field', 'upscaler', 'classifier'] as const)) {
  const { recipe, share, subnets } = models[name]
  const [first, ...others] = options.out ? [options.out] : subnets.map(modelFolder)
  const show = progress(process.stderr, systemClock)
  const manifest = await trainModel(recipe, {
    folders: [first!, ...others],
    seed: options.seed,
    budget: budgetOf(options, options.only ? 1 : share),
    threads: options.threads,
    onStep: show.show,
  })
  show.end()
  reportModel([first!, ...others], manifest)
}
