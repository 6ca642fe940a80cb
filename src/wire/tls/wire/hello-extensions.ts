import type { ByteReader } from './byte-reader.ts'
import { extensionName } from './extension-names.ts'
import { wireLimits } from './limits.ts'

/** The extensions of a hello: all by name and size, and those that are understood, read. */
export interface ReadExtensions<Said> {
  readonly extensions: { name: string; bytes: number }[]
  /** By their numbers. */
  readonly types: ReadonlySet<number>
  readonly said: Partial<Said>
}

export type ExtensionReaders<Said> = ReadonlyMap<number, (body: ByteReader) => Partial<Said>>

/** Reads the extensions at the end of a hello (RFC 8446 §4.2); SSL 3.0 has none. */
export function readExtensions<Said>(
  hello: ByteReader,
  readers: ExtensionReaders<Said>,
): ReadExtensions<Said> {
  const extensions: { name: string; bytes: number }[] = []
  const types = new Set<number>()
  let said: Partial<Said> = {}
  if (hello.left === 0) return { extensions, types, said }
  const list = hello.vector(2, 'extensions')
  while (list.left > 0) {
    const type = list.u16('the type of an extension')
    const name = extensionName(type)
    const body = list.vector(2, `the extension ${name}`)
    if (!list.ok) break
    const bytes = body.left
    types.add(type)
    if (extensions.length < wireLimits.extensions) extensions.push({ name, bytes })
    const read = readers.get(type)
    if (read === undefined) continue
    said = { ...said, ...read(body) }
    body.end(`the extension ${name}`)
  }
  return { extensions, types, said }
}
