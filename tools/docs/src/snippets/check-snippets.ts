import { existsSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { packageEntries } from '../reference/package-entries.ts'
import { root } from '../root.ts'
import { givenPath } from './given-path.ts'
import type { Snippet } from './snippet.ts'

/** Snippets outside any package see what a subnet sees: our packages and their own dependencies. */
const homeOfDocs = 'subnets/text'

/** The folder that a snippet is imagined in: what can be imported there can be imported by the snippet. */
function homeOf(file: string): string {
  const [area, room] = file.split('/')
  const folder = /^(packages|subnets|tools)$/.test(area!) && room ? `${area}/${room}` : homeOfDocs
  return existsSync(join(root, folder, 'src')) ? `${folder}/src` : folder
}

/** Files that a text names lie together, apart from those of other texts. */
const nameOf = ({ file, named }: Snippet, index: number): string =>
  named ? join(file.replace(/\W/g, '-'), named) : `snippet-${index}.ts`

function compilerOptions(): ts.CompilerOptions {
  const path = join(root, 'tsconfig.json')
  const { options } = ts.getParsedCommandLineOfConfigFile(path, {}, ts.sys as never)!
  return {
    ...options,
    // Examples declare what they only show.
    noUnusedLocals: false,
    noUnusedParameters: false,
    // What is taken for granted is `any`, and so is what a callback gets of it.
    noImplicitAny: false,
    // Imports that are put before an example may be of types.
    verbatimModuleSyntax: false,
    // A snippet in the README of one package may import another one of ours.
    paths: Object.fromEntries(packageEntries().map(({ name, file }) => [name, [join(root, file)]])),
  }
}

/**
 * What is wrong with snippets, type-checked against the workspace: each is a module of its own in one program.
 * The checker looks at the snippets only; the workspace has its own test.
 */
export function checkSnippets(snippets: readonly Snippet[]): string[] {
  const files = new Map(
    snippets.map((snippet, index) => [
      join(root, homeOf(snippet.file), nameOf(snippet, index)).replaceAll('\\', '/'),
      snippet,
    ]),
  )
  const options = compilerOptions()
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile, directoryExists } = host
  // Without an import or export a file is a script, whose names are everybody's.
  const textOf = (path: string): string | undefined => {
    const snippet = files.get(path)
    return snippet && `${snippet.code}\nexport {}\n`
  }
  host.fileExists = (path) => files.has(path) || fileExists(path)
  // Folders of named files are imagined too.
  host.directoryExists = (path) =>
    [...files.keys()].some((each) => each.startsWith(`${path}/`)) || (directoryExists?.(path) ?? true)
  host.readFile = (path) => textOf(path) ?? readFile(path)
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = textOf(path)
    return text === undefined
      ? getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion, true)
  }
  const program = ts.createProgram([givenPath, ...files.keys()], options, host)
  return [...files].flatMap(([path, snippet]) => {
    const source = program.getSourceFile(path)!
    const diagnostics = [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]
    return diagnostics.map(({ start = 0, messageText }) => {
      const line = snippet.line + source.getLineAndCharacterOfPosition(start).line
      return `${snippet.file}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })
  })
}
