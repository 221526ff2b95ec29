import { basename, extname } from 'node:path'
import { parseArgs } from 'node:util'
import { isSubnetkitError } from '@subnetkit/core'
import { createModels, describeModel } from '@subnetkit/models'

const usage = `Usage: describe-model FILE.onnx [--name NAME] [--version VERSION] [--licence LICENCE] > FILE.json

Writes the manifest of an ONNX file: hash, size, inputs and outputs. Put it beside the file.
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: { type: 'string' },
    version: { type: 'string', default: '1' },
    licence: { type: 'string', default: 'unknown' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const file = positionals[0]

if (values.help || file === undefined) {
  process.stderr.write(usage)
  process.exitCode = values.help ? 0 : 2
} else {
  const models = createModels()
  try {
    const { name = basename(file, extname(file)), version, licence } = values
    const manifest = await describeModel(models, file, { name, version, licence })
    process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`)
  } catch (error) {
    if (!isSubnetkitError(error)) throw error
    process.stderr.write(`${error.code}: ${error.message}\n  ${error.remedy}\n`)
    process.exitCode = 1
  } finally {
    await models.close()
  }
}
