// What `npm run docs` runs: the error catalogue, which is committed, and the reference, which is not.
import { join } from 'node:path'
import { readCatalogue } from './errors/catalogue.ts'
import { cataloguePages } from './errors/pages.ts'
import { packageEntries } from './reference/package-entries.ts'
import { readReference } from './reference/reference.ts'
import { writeReference } from './reference/write-reference.ts'
import { root } from './root.ts'
import { writePages } from './write-pages.ts'

const pages = cataloguePages(await readCatalogue())
writePages(join(root, 'docs', 'errors'), pages)
process.stdout.write(`docs/errors: ${pages.size} pages\n`)

const entries = packageEntries()
const reference = await readReference(entries)
await writeReference(reference, join(root, 'docs', 'reference'))
process.stdout.write(`docs/reference: ${entries.length} package entries\n`)
for (const complaint of reference.complaints) process.stderr.write(`${complaint}\n`)
if (reference.complaints.length > 0) process.exitCode = 1
