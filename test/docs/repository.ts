import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The root of the checkout. */
export const repository = join(import.meta.dirname, '..', '..')

/** The text of every file below a folder of the repository, by its path with `/`. */
export function textsBelow(folder: string, ending: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const name of readdirSync(join(repository, folder), { recursive: true })) {
    const path = `${folder}/${String(name).replaceAll('\\', '/')}`
    if (path.endsWith(ending)) found.set(path, readFileSync(join(repository, path), 'utf8'))
  }
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** The documents of the repository: the pages at its root, below docs, and of the benchmarks. */
export function pages(): Map<string, string> {
  const atRoot = readdirSync(repository).filter((name) => name.endsWith('.md'))
  const ofRoot = atRoot.map((name): [string, string] => [
    name,
    readFileSync(join(repository, name), 'utf8'),
  ])
  return new Map([...ofRoot, ...textsBelow('docs', '.md'), ...textsBelow('bench', '.md')])
}
