import { join } from 'node:path'
import { readCatalogue } from './errors/catalogue.ts'
import { cataloguePages } from './errors/pages.ts'
import { root } from './root.ts'
import { writePages } from './write-pages.ts'

const pages = cataloguePages(await readCatalogue())
writePages(join(root, 'docs', 'errors'), pages)
process.stdout.write(`docs/errors: ${pages.size} pages\n`)
