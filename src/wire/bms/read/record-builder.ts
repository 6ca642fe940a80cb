import type { BmsRecord, Extra } from '../record.ts'
import type { SchemaNode } from '../schema/notation.ts'

/** A record while it is read. */
export class RecordBuilder implements BmsRecord {
  schema: SchemaNode
  readonly values = new Map<string, string>()
  readonly lines = new Map<string, number>()
  readonly children: BmsRecord[] = []
  readonly extras: Extra[] = []
  /** Elements met, by key. */
  readonly seen = new Set<string>()
  /** How many records of each name began in this one. */
  readonly counts = new Map<string, number>()
  readonly line: number
  readonly path: string

  constructor(schema: SchemaNode, line: number, path: string) {
    this.schema = schema
    this.line = line
    this.path = path
  }

  /** The number of the next record of a name, from 1. */
  next(name: string): number {
    const number = (this.counts.get(name) ?? 0) + 1
    this.counts.set(name, number)
    return number
  }

  done(): BmsRecord {
    const { schema, values, children, extras, line, lines } = this
    return { schema, values, children, extras, line, lines }
  }
}
