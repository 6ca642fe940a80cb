import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type ParsedNode,
} from 'yaml'

import type { TextPlace, TextTrouble, WrittenText } from '../../domain/settings/index.ts'
import { aliasWords, wordsOfYaml } from './yaml-words.ts'

/** More than these tell nobody more. */
const mostTroubles = 20

/** How often aliases may be followed: many partners may share a certificate. */
const mostAliases = 10_000

type Yaml = Document<ParsedNode>

/**
 * Reads YAML 1.2, of which JSON is a part. A key that stands twice, a tag that nobody knows and
 * a second document are mistakes, not matters of taste.
 */
export function readYaml(
  text: string,
): WrittenText | { readonly troubles: readonly TextTrouble[] } {
  const lines = new LineCounter()
  const placeAt = (offset: number): TextPlace => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const yaml: Yaml = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'error',
  })
  const troubles = [...yaml.errors, ...yaml.warnings]
    .toSorted((one, other) => one.pos[0] - other.pos[0])
    .slice(0, mostTroubles)
    .map(({ code, pos }) => ({ ...placeAt(pos[0]), ...wordsOfYaml(code) }))
  if (troubles.length > 0) return { troubles }
  try {
    const value: unknown = yaml.toJS({ maxAliasCount: mostAliases })
    return { value, placeOf: (path) => placeOf(yaml, path, placeAt) }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    const at = unresolvedIn(yaml)
    if (at === undefined) return { troubles: [{ line: 1, column: 1, ...aliasWords.tooMany }] }
    return { troubles: [{ ...placeAt(at), ...aliasWords.unresolved }] }
  }
}

/** Where an alias stands that has no anchor. */
function unresolvedIn(yaml: Yaml): number | undefined {
  let found: number | undefined
  visit(yaml, {
    Alias: (_, alias) => {
      if (alias.resolve(yaml) !== undefined) return undefined
      found = startOf(alias)
      return visit.BREAK
    },
  })
  return found
}

/** Where a part stands: at its key, in a list where it begins; else what it would be part of. */
function placeOf(
  yaml: Yaml,
  path: readonly PropertyKey[],
  placeAt: (offset: number) => TextPlace,
): TextPlace {
  let node: unknown = yaml.contents
  let offset = startOf(node) ?? 0
  for (const key of path) {
    const inner = isAlias(node) ? node.resolve(yaml) : node
    const found = isMap(inner) ? keyIn(inner.items, key) : undefined
    const next: unknown = isSeq(inner) ? inner.items[Number(key)] : found?.value
    const at = startOf(found?.key ?? next)
    if (at === undefined) break
    offset = at
    node = next
  }
  return placeAt(offset)
}

interface Pair {
  readonly key: unknown
  readonly value: unknown
}

function keyIn(items: readonly Pair[], key: PropertyKey): Pair | undefined {
  return items.find(({ key: one }) => isScalar(one) && String(one.value) === String(key))
}

function startOf(node: unknown): number | undefined {
  return (node as ParsedNode | null | undefined)?.range[0]
}
