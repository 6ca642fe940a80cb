/** A head of HTTP, and what its lengths come to. */
export interface LengthOnce {
  readonly head: Buffer
  /** It said its length more than once, and always the same. */
  readonly repeated: boolean
}

/**
 * A head with its Content-Length once, where it stands in two lines or twice in one: the HTTP
 * parser takes none of two, also if they are equal, and proxies add their own (RFC 9110 §8.6).
 *
 * @param head without the blank line that ends it
 * @returns undefined if its lengths contradict each other
 */
export function lengthOnce(head: Buffer): LengthOnce | undefined {
  const text = head.toString('latin1')
  const lines = [...text.matchAll(/\r\ncontent-length:([^\r\n]*)/gi)]
  const values = lines.flatMap(([, value = '']) => value.split(',').map((one) => one.trim()))
  const [first = ''] = values
  if (values.length < 2) return { head, repeated: false }
  if (!/^\d+$/.test(first) || values.some((one) => one !== first)) return undefined
  let rest = text
  for (const { index, 0: line } of lines.toReversed()) {
    rest = rest.slice(0, index) + rest.slice(index + line.length)
  }
  return { head: Buffer.from(`${rest}\r\nContent-Length: ${first}`, 'latin1'), repeated: true }
}
