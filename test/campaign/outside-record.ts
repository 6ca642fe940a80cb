import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Station } from '../../src/station/index.ts'

/**
 * What people and their programs put in and took out, known outside of the stations: bytes
 * that were dropped, offered and queued, each other than all before it, and files taken.
 */
export class OutsideRecord {
  readonly drop: string
  readonly given: string
  /** Where the operator's program keeps what it took out of `given`. */
  readonly taken: string
  readonly #dropped: string[] = []
  readonly #offered: string[] = []
  readonly #queued: string[] = []
  #offers = 0
  #looks = 0

  constructor(root: string) {
    this.drop = join(root, 'drop')
    this.given = join(root, 'given')
    this.taken = join(root, 'taken')
    for (const folder of [this.drop, this.given, this.taken]) mkdirSync(folder)
  }

  get documents(): number {
    return this.#dropped.length + this.#offered.length + this.#queued.length
  }

  /** A program of the operator's drops a file, whole under its name at once. */
  dropFile(): void {
    const bytes = `<order>dropped ${this.#dropped.length}</order>`
    const name = `order-${this.#dropped.length}.xml`
    writeFileSync(join(this.drop, '.being-written'), bytes)
    renameSync(join(this.drop, '.being-written'), join(this.drop, name))
    this.#dropped.push(bytes)
  }

  /** Bytes of the next document for the mailbox; call `offered` once it is there. */
  nextOffer(): { readonly bytes: string; readonly offered: () => void } {
    const bytes = `<order>offered ${this.#offers}</order>`
    this.#offers += 1
    return { bytes, offered: () => this.#offered.push(bytes) }
  }

  queued(bytes: string): void {
    this.#queued.push(bytes)
  }

  /** The operator's program takes what it sees, at once; what came twice is kept twice. */
  takeGiven(): void {
    this.#looks += 1
    for (const name of readdirSync(this.given)) {
      if (name.startsWith('.')) continue
      renameSync(join(this.given, name), join(this.taken, `${this.#looks} ${name}`))
    }
  }

  /** What is not where it belongs exactly once; each is a sentence. */
  async broken(retailer: Station): Promise<string[]> {
    const arrived = (await retailer.ledger.documents.search({ box: 'inbox' })).map(
      ({ wire }) => wire.sha256,
    )
    const taken = readdirSync(this.taken).map((name) =>
      hashOf(readFileSync(join(this.taken, name))),
    )
    return [
      ...[...this.#dropped, ...this.#queued].flatMap((bytes) => notOnce(bytes, arrived)),
      ...this.#offered.flatMap((bytes) => notOnce(bytes, taken)),
      ...this.#misplaced(),
    ]
  }

  /** Every file that was dropped lies in `sent/` by now, and nothing else lies anywhere. */
  #misplaced(): string[] {
    const files = readdirSync(this.drop, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(this.drop.length + 1))
    const sent = files.filter((file) => file.startsWith('sent'))
    const broken = files
      .filter((file) => !sent.includes(file))
      .map((file) => `${file} was dropped and does not lie in sent/`)
    if (sent.length !== this.#dropped.length) {
      broken.push(`${this.#dropped.length} files were dropped, ${sent.length} lie in sent/`)
    }
    return broken
  }
}

function notOnce(bytes: string, there: readonly string[]): string[] {
  const hash = hashOf(bytes)
  const count = there.filter((one) => one === hash).length
  return count === 1 ? [] : [`${bytes} is there ${count} times`]
}

function hashOf(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
