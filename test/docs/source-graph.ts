import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import ts from 'typescript'

import { textsBelow } from './repository.ts'

/** What each file imports: other files by their path from the root, packages by name. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** The texts of src, its tests left out, as tsconfig.build.json leaves them out. */
export function sourceFiles(): Map<string, string> {
  return new Map([...textsBelow('src', '.ts')].filter(([file]) => !file.endsWith('.test.ts')))
}

/** All texts that the project wrote: src with its tests, and what lies around it. */
export function allFiles(): Map<string, string> {
  const folders = ['src', 'web/src', 'test', 'bench', 'scripts']
  const texts = folders.flatMap((folder) => [
    ...textsBelow(folder, '.ts'),
    ...textsBelow(folder, '.tsx'),
  ])
  return new Map(texts)
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

/** The floors of the house, the ground first, and what the rooms of one may see of each other. */
export interface House {
  readonly floors: readonly string[]
  /** By its path: the rooms of the same floor that it may import. */
  readonly rooms: ReadonlyMap<string, readonly string[]>
}

type Allowed = ReadonlyMap<string, readonly string[]>

/** Imports that climb to a higher floor, or go into a room of the same floor that is closed. */
export function importsOutsideOf(graph: ImportGraph, { floors, rooms }: House): string[] {
  const isOpen = (file: string, target: string): boolean => {
    const [from, to] = [floors.indexOf(floorOf(file)), floors.indexOf(floorOf(target))]
    if (from === -1 || to === -1) return false
    if (from !== to) return to < from
    const [room, next] = [roomOf(file, rooms), roomOf(target, rooms)]
    return room === next || rooms.get(room)?.includes(next) === true
  }
  return edgesOf(graph, isOurs)
    .filter(([file, target]) => !isOpen(file, target))
    .map(([file, target]) => `${file} → ${target}`)
}

/** Modules of Node.js that a room, or a floor without rooms, may not name. */
export function builtinsOutsideOf(
  graph: ImportGraph,
  mayName: ReadonlyMap<string, readonly string[] | 'any'>,
): string[] {
  return edgesOf(graph, isBuiltin).flatMap(([file, target]) => {
    const allowed = mayName.get(roomOf(file, mayName)) ?? []
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

/** `src/wire` of `src/wire/jx/index.ts`. */
export function floorOf(file: string): string {
  return file.split('/').slice(0, 2).join('/')
}

/** `src/wire/jx` of `src/wire/jx/index.ts`, if the floor has rooms; the floor itself otherwise. */
function roomOf(file: string, rooms: ReadonlyMap<string, unknown>): string {
  const room = file.split('/').slice(0, 3).join('/')
  return rooms.has(room) ? room : floorOf(file)
}

function isOurs(target: string): boolean {
  return /^(?:src|web|test|bench|scripts)\//.test(target)
}

function isBuiltin(target: string): boolean {
  return target.startsWith('node:') || builtinModules.includes(target)
}
