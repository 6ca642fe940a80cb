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
