import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'
import { browserSafe, keepers, rooms, subnetRoom } from './rooms.ts'

/** One import that goes against the picture. */
export interface Offence {
  file: string
  imported: string
  why: string
}

const ours = /^(?:@subnetkit\/([a-z-]+)|subnetkit)(?:\/(.+))?$/

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name === 'dist' ? [] : sourceFiles(path)
    return /\.(ts|mts|js|mjs)$/.test(entry.name) ? [path] : []
  })
}

/** What is wrong with one import of one file, or undefined. `file` is relative to the root, with forward slashes. */
export function judgeImport(file: string, imported: string): string | undefined {
  const [area, room = ''] = file.split('/')
  const isTest = /\.(test|bench)\.ts$|^packages\/[^/]+\/test\//.test(file)
  const browserFolder = browserSafe.find((prefix) => file.startsWith(prefix))
  if (browserFolder && !isTest && imported.startsWith('node:')) {
    return `${browserFolder} must run in a browser, so nothing from node:`
  }
  const bare = imported.startsWith('@') ? imported.split('/').slice(0, 2).join('/') : imported.split('/')[0]!
  const allowed = keepers[bare]
  if (allowed && !isTest && !allowed.some((folder) => file.startsWith(folder))) {
    return `only ${allowed.join(' and ')} may import ${bare}`
  }
  const match = ours.exec(imported)
  if (!match) return undefined
  const target = match[1] ?? 'cli'
  const full = match[2] ? `${target}/${match[2]}` : target
  if (target.startsWith('subnet-')) {
    if (area === 'packages') return 'packages never import subnets; the cli loads them by name'
    if (area === 'subnets' && target !== `subnet-${room}`) return 'a subnet never imports another subnet'
    return undefined
  }
  if (area === 'tools' || target === room) return undefined
  const list = area === 'subnets' ? subnetRoom : rooms[room]
  if (!list) return `there is no room packages/${room} in the picture`
  if (list.includes(target) || list.includes(full)) return undefined
  // Tests may drive a real chain.
  if (isTest && target === 'localnet') return undefined
  return `${area}/${room} may import ${list.length === 0 ? 'nothing of ours' : list.join(', ')}`
}

/** Every import below `root` that goes against the picture. */
export function findOffences(root: string): Offence[] {
  return ['packages', 'subnets', 'tools']
    .flatMap((area) => sourceFiles(join(root, area)))
    .flatMap((path) => {
      const file = relative(root, path).split(sep).join('/')
      return ts
        .preProcessFile(readFileSync(path, 'utf8'), true, true)
        .importedFiles.flatMap(({ fileName }) => {
          const why = judgeImport(file, fileName)
          return why ? [{ file, imported: fileName, why }] : []
        })
    })
}
