import type { JxResponse } from '../../../wire/jx/index.ts'

/** Ids of a connection that are remembered: an answer is repeated soon or never. */
const most = 256

/**
 * The MessageIds of the answers that came over the connection in use, so that one which a
 * server or a proxy sends twice is not taken for the answer to the next request.
 *
 * A Get is told by its document too: the header of its answer may carry the document's own
 * id, which is the same each time that the document is offered.
 */
export class AnswersSeen {
  #connection = 0
  readonly #seen = new Set<string>()
  /** The id of the answer that was not believed, until the next one came. */
  #doubted: string | undefined
  /** The server's ids are all alike, so that they tell nothing. */
  #alike = false

  /**
   * Takes note of an answer.
   *
   * @returns whether it came over this connection before
   */
  cameBefore(connection: number, response: JxResponse): boolean {
    if (connection !== this.#connection) this.#seen.clear()
    this.#connection = connection
    const doubted = this.#doubted
    this.#doubted = undefined
    const key = keyOf(response)
    if (key === undefined) return false
    if (this.#seen.has(key)) {
      this.#doubted = key
      return true
    }
    // The first answer of a new connection answers the question, whatever its id.
    if (key === doubted) this.#alike = true
    const [oldest] = this.#seen
    if (this.#seen.size >= most && oldest !== undefined) this.#seen.delete(oldest)
    this.#seen.add(key)
    return false
  }

  /** Whether it could be told if this answer came again; if not, its connection is used up. */
  couldTell({ operation, header }: JxResponse): boolean {
    return operation === 'GetDocument' || (header !== undefined && !this.#alike)
  }
}

/** By what an answer is known again; undefined: nothing tells it from another. */
function keyOf(response: JxResponse): string | undefined {
  const id = response.header?.messageId
  if (response.operation !== 'GetDocument') return id
  const { document } = response
  if (id === undefined || document === undefined) return undefined
  return JSON.stringify([id, document.messageId, document.senderId])
}
