import ts from 'typescript'
import type { Place } from './error-page.ts'

/** What a declaration is called by a reader: `Chain.submit`, `parseTao`. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isVariableStatement(node)) {
    const [first] = node.declarationList.declarations
    return first && ts.isIdentifier(first.name) ? first.name.text : undefined
  }
  const { name } = node as { name?: ts.Node }
  if (!name || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return undefined
  for (let above = node.parent; above; above = above.parent) {
    if (ts.isClassDeclaration(above) || ts.isInterfaceDeclaration(above)) {
      return `${above.name?.text ?? ''}.${name.text}`
    }
  }
  return name.text
}

/** Every word in capitals in the `@throws` tags of a file, with the declaration that says so. */
export function throwsTags(file: string, text: string): Map<string, Place[]> {
  const found = new Map<string, Place[]>()
  const visit = (node: ts.Node): void => {
    const name = nameOf(node)
    const docs = name === undefined ? [] : ts.getJSDocTags(node).filter((tag) => tag.parent.parent === node)
    for (const tag of docs) {
      if (tag.tagName.text !== 'throws') continue
      for (const [code] of tag.getText().matchAll(/\b[A-Z][A-Z0-9_]{2,}\b/g)) {
        const places = found.get(code) ?? []
        if (!places.some((place) => place.name === name)) places.push({ name: name!, file })
        found.set(code, places)
      }
    }
    ts.forEachChild(node, visit)
  }
  if (text.includes('@throws')) visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true))
  return found
}
