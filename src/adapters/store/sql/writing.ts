import type { Ledger, Tables } from '../../../domain/exchange/index.ts'

type Method = (...parameters: never[]) => Promise<unknown>

const writes = new WeakSet<Method>()

/**
 * Marks a method of a shelf that writes. It is a commit of its own wherever it is not called
 * within one. A method that lacks the mark cannot write: what reads may not.
 */
export function write<Work extends Method>(work: Work): Work {
  writes.add(work)
  return work
}

/** The tables that `read` reads, and of which each write is a commit of its own. */
export function writesAsCommits(read: Tables, commit: Ledger['commit']): Tables {
  const shelves = Object.entries(read as unknown as Record<string, object>)
  return Object.fromEntries(
    shelves.map(([shelf, methods]) => [
      shelf,
      Object.fromEntries(
        Object.entries(methods as Record<string, Method>).map(([name, method]) => [
          name,
          writes.has(method) ? committed(shelf, name, commit) : method,
        ]),
      ),
    ]),
  ) as unknown as Tables
}

function committed(shelf: string, name: string, commit: Ledger['commit']): Method {
  return (...parameters) =>
    commit((tables) => {
      const methods = (tables as unknown as Record<string, Record<string, Method>>)[shelf]
      return (methods?.[name] as Method)(...parameters)
    })
}
