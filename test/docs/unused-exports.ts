import { posix } from 'node:path'
import ts from 'typescript'

/** What a file gives, and what it takes of others: of which file, under which name there. */
interface Trade {
  readonly given: Map<string, { readonly from?: Taken; readonly ownUses: number }>
  readonly taken: Taken[]
}

interface Taken {
  readonly file: string
  /** `*`: whatever it gives. */
  readonly name: string
}

/**
 * Names that are exported and that no other file takes, as `file name`. An index exports for
 * others what it does not hold, so that this counts for its types too; elsewhere a type may be
 * exported for those who want to name what a function takes.
 */
export function unusedExports(
  texts: ReadonlyMap<string, string>,
  entries: readonly string[],
): string[] {
  const trades = new Map([...texts].map(([file, text]) => [file, tradeOf(file, text)]))
  const used = new Set<string>()
  const use = ({ file, name }: Taken): void => {
    const { given } = trades.get(file) ?? {}
    for (const one of name === '*' ? (given?.keys() ?? []) : [name]) {
      const key = `${file} ${one}`
      if (used.has(key)) continue
      used.add(key)
      const from = given?.get(one)?.from
      if (from !== undefined) use(from)
    }
  }
  for (const { taken } of trades.values()) taken.forEach(use)
  for (const file of entries) use({ file, name: '*' })
  return [...trades].flatMap(([file, { given }]) =>
    [...given]
      .filter(([name, { ownUses }]) => ownUses === 0 && !used.has(`${file} ${name}`))
      .map(([name]) => `${file} ${name}`),
  )
}

function tradeOf(file: string, text: string): Trade {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const trade: Trade = { given: new Map(), taken: [] }
  for (const node of source.statements) addGiven(node, file, trade)
  const visit = (node: ts.Node): void => {
    addTaken(node, file, trade.taken)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return trade
}

function addGiven(node: ts.Statement, file: string, { given }: Trade): void {
  if (ts.isExportDeclaration(node)) {
    const from = fileOf(node.moduleSpecifier, file)
    if (node.exportClause === undefined || !ts.isNamedExports(node.exportClause)) return
    for (const { name, propertyName } of node.exportClause.elements) {
      const taken =
        from === undefined ? undefined : { file: from, name: (propertyName ?? name).text }
      given.set(name.text, { ownUses: 0, ...(taken && { from: taken }) })
    }
    return
  }
  const isExported =
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  if (!isExported) return
  for (const name of namesOf(node)) {
    const isType = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
    given.set(name, { ownUses: isType ? usesIn(node.getSourceFile(), name) - 1 : 0 })
  }
}

function namesOf(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    )
  }
  const { name } = node as { name?: ts.Node }
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : []
}

function usesIn(source: ts.SourceFile, name: string): number {
  return source.text.match(new RegExp(`\\b${name}\\b`, 'gu'))?.length ?? 0
}

function addTaken(node: ts.Node, file: string, taken: Taken[]): void {
  const add = (from: string | undefined, names: readonly string[]): void => {
    if (from !== undefined) taken.push(...names.map((name) => ({ file: from, name })))
  }
  if (ts.isImportDeclaration(node)) {
    const bindings = node.importClause?.namedBindings
    add(
      fileOf(node.moduleSpecifier, file),
      bindings !== undefined && ts.isNamedImports(bindings)
        ? bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
        : ['*'],
    )
  } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const name = node.qualifier?.getText().split('.')[0] ?? '*'
    add(fileOf(node.argument.literal, file), [name])
  } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    add(fileOf(node.arguments[0], file), namesAwaited(node))
  }
}

/** `const { a } = await import(…)` takes `a` alone. */
function namesAwaited(call: ts.CallExpression): string[] {
  const declaration = ts.isAwaitExpression(call.parent) ? call.parent.parent : undefined
  if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return ['*']
  if (!ts.isObjectBindingPattern(declaration.name)) return ['*']
  return declaration.name.elements.map(({ name, propertyName }) => (propertyName ?? name).getText())
}

function fileOf(specifier: ts.Node | undefined, file: string): string | undefined {
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return undefined
  const { text } = specifier
  return text.startsWith('.') ? posix.join(posix.dirname(file), text) : undefined
}
