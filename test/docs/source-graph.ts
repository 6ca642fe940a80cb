import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import ts from 'typescript'

import { textsBelow } from './repository.ts'

/** What each file imports: other files by their path from the root, packages by name. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** The texts of src, its tests left out, as tsconfig.build.json leaves them out. */
export function sourceFiles(): Map<string, string> {
  const all = textsBelow('src', '.ts')
  return new Map([...all].filter(([file]) => !/\.test\.ts$|\/contract\//.test(file)))
}

/** Every import of a file, of whatever form: of values and types, now and later, re-exports. */
export function importsOf(file: string, text: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node)
    if (specifier !== undefined) found.push(resolved(file, specifier))
    ts.forEachChild(node, visit)
  }
  visit(parsed(file, text))
  return found
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return textOf(node.moduleSpecifier)
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return textOf(node.argument.literal)
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return textOf(node.arguments[0]) ?? '(computed)'
  }
  return undefined
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined
}

function resolved(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier
}

function parsed(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
}

/** Files that re-export everything of another. */
export function starExportsIn(sources: ReadonlyMap<string, string>): string[] {
  const hasStar = ([file, text]: readonly [string, string]): boolean =>
    parsed(file, text).statements.some(
      (node) =>
        ts.isExportDeclaration(node) &&
        (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause)),
    )
  return [...sources].filter(hasStar).map(([file]) => file)
}

type Allowed = ReadonlyMap<string, readonly string[]>

/** Imports from one folder into another that its layer may not import. */
export function importsOutsideOf(graph: ImportGraph, mayImport: Allowed): string[] {
  return edgesOf(graph, isOurs).flatMap(([file, target]) => {
    const [from, to] = [layerOf(file), layerOf(target)]
    return from === to || mayImport.get(from)?.includes(to) === true ? [] : [`${file} → ${target}`]
  })
}

/** Modules of Node.js that a layer may not name. */
export function builtinsOutsideOf(
  graph: ImportGraph,
  mayName: ReadonlyMap<string, readonly string[] | 'any'>,
): string[] {
  return edgesOf(graph, isBuiltin).flatMap(([file, target]) => {
    const allowed = mayName.get(layerOf(file)) ?? []
    const name = target.replace(/^node:/, '')
    return allowed === 'any' || allowed.includes(name) ? [] : [`${file} → node:${name}`]
  })
}

/** Packages named outside of the places that wrap them. */
export function packagesOutsideOf(graph: ImportGraph, only: Allowed): string[] {
  return edgesOf(graph, (target) => !isOurs(target) && !isBuiltin(target)).flatMap(
    ([file, target]) => {
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target
      const places = only.get(name) ?? []
      const inside = places.some((place) => file === place || file.startsWith(`${place}/`))
      return inside ? [] : [`${file} → ${name}`]
    },
  )
}

/** Sets of files that import each other round about; each is one sorted line. */
export function circlesIn(graph: ImportGraph): string[] {
  const reach = new Map([...graph.keys()].map((file) => [file, reachedFrom(graph, [file])]))
  const circles = [...graph.keys()]
    .filter((file) => reach.get(file)?.has(file) === true)
    .map((file) =>
      [...(reach.get(file) ?? [])]
        .filter((other) => reach.get(other)?.has(file) === true)
        .toSorted()
        .join(' '),
    )
  return [...new Set(circles)]
}

/** Files that none of the entry points reaches. */
export function unreachableFrom(entries: readonly string[], graph: ImportGraph): string[] {
  const live = new Set([...entries, ...reachedFrom(graph, entries)])
  return [...graph.keys()].filter((file) => !live.has(file))
}

/** All that the files import, directly or not; themselves only if something leads back. */
function reachedFrom(graph: ImportGraph, files: readonly string[]): Set<string> {
  const reached = new Set<string>()
  const waiting = files.flatMap((file) => graph.get(file) ?? [])
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isOurs(next) || reached.has(next)) continue
    reached.add(next)
    waiting.push(...(graph.get(next) ?? []))
  }
  return reached
}

function edgesOf(graph: ImportGraph, wanted: (target: string) => boolean): [string, string][] {
  return [...graph].flatMap(([file, targets]) =>
    targets.filter(wanted).map((target): [string, string] => [file, target]),
  )
}

function layerOf(file: string): string {
  return file.split('/').slice(0, 2).join('/')
}

function isOurs(target: string): boolean {
  return target.startsWith('src/')
}

function isBuiltin(target: string): boolean {
  return target.startsWith('node:') || builtinModules.includes(target)
}
