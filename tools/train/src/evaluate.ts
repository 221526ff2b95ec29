import { join } from 'node:path'
import { Command, Option } from 'commander'
import { evaluateDigits } from './digits-figures.ts'
import { type Figures, figuresTable } from './figures.ts'
import { evaluateImage } from './image-figures.ts'
import { modelFolder } from './model-folder.ts'
import { evaluateText, minersTable, type TextEvaluation } from './text-figures.ts'

const command = new Command('evaluate')
  .description(
    'Prints how good the committed models are, how fast, and which cheats the text model gives away.',
  )
  .addOption(new Option('--only <subnet>', 'models of one subnet').choices(['text', 'image', 'inference']))
  .option('--model <manifest>', 'another text model', join(modelFolder('text'), 'manifest.json'))
  .option('--questions <n>', 'questions for each kind of miner', Number, 40)
  .option('--temperature <t>', 'temperature of the questions', Number, 0.8)
  .option('--json', 'print one JSON document')
  .addHelpText('after', '\nExample:\n  pnpm --filter @subnetkit/train evaluate --only image')
  .parse()
const options = command.opts<{
  only?: 'text' | 'image' | 'inference'
  model: string
  questions: number
  temperature: number
  json?: boolean
}>()
const wanted = (subnet: typeof options.only): boolean => !options.only || options.only === subnet
const note = (what: string): void => {
  process.stderr.write(`${what} …\n`)
}

const all: Record<string, Figures> = {}
let text: TextEvaluation | undefined
if (wanted('text')) {
  text = await evaluateText({ ...options, manifest: options.model, note })
  all['story-lm'] = text.figures
}
if (wanted('image')) Object.assign(all, await evaluateImage(modelFolder('image'), note))
if (wanted('inference')) {
  note('digits')
  all.digits = await evaluateDigits(join(modelFolder('inference'), 'digits.json'))
}

if (options.json) {
  console.log(JSON.stringify({ ...all, ...(text && { miners: text.miners, sample: text.sample }) }))
} else {
  console.log(figuresTable(all))
  if (text) {
    console.log(`\n${minersTable(text.miners)}`)
    console.log(`\n${text.sample?.options.messages[0]?.content}\n${text.sample?.text}`)
  }
}
