import ts from 'typescript'

function isRead(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression !== node
  return !ts.isTypeReferenceNode(parent)
}

/**
 * Names that a module uses and does not declare, and whether each is only read (never called, constructed or a type).
 * Scopes are not told apart: a name declared anywhere in it is its own.
 */
export function freeNames(code: string): Map<string, boolean> {
  const used = new Map<string, boolean>()
  const declared = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node
      const isMember =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node) ||
        (ts.isQualifiedName(parent) && parent.right === node)
      const named = parent as { name?: ts.Node }
      if (named.name === node && !ts.isShorthandPropertyAssignment(parent)) declared.add(node.text)
      else if (!isMember) used.set(node.text, (used.get(node.text) ?? true) && isRead(node))
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.ES2023, true))
  return new Map([...used].filter(([name]) => !declared.has(name)))
}
