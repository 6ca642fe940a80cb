/** Looks at the first bytes for a file name's ending, and gives all bytes back. */
export async function extensionOf(
  source: AsyncIterable<Uint8Array>,
): Promise<{ extension: '.xml' | '.dat'; chunks: AsyncIterable<Uint8Array> }> {
  const reading = source[Symbol.asyncIterator]()
  const first = await reading.next()
  return {
    extension: first.done === true || !startsLikeXml(first.value) ? '.dat' : '.xml',
    chunks: putBack(first, reading),
  }
}

/** A UTF-8 BOM and white space may come before the first `<`. */
function startsLikeXml(bytes: Uint8Array): boolean {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  return /^\s*<[?A-Za-z_!]/.test(Buffer.from(bytes.subarray(start, start + 64)).toString('latin1'))
}

async function* putBack(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}
