// Run by the build: the templates of the published package are the living subnets, copied.
import { cpSync, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const left = /(?:^|[\\/])(?:node_modules|dist|\.turbo)(?:[\\/]|$)/
// A template is called as its folder is, which a rename changes.
const sources = ['../blank', '../../../subnets/text', '../../../subnets/image', '../../../subnets/inference']
rmSync(at('../templates'), { recursive: true, force: true })
for (const source of sources) {
  const name = basename(source)
  const from = at(source)
  const filter = (path) => !left.test(path.slice(from.length))
  cpSync(from, at(`../templates/${name}`), { recursive: true, filter })
  // Under its own name npm and bundlers would take the folder for a package.
  renameSync(at(`../templates/${name}/package.json`), at(`../templates/${name}/template.json`))
}
cpSync(at('../../../pnpm-workspace.yaml'), at('../templates/versions.yaml'))
