import { finding, type Finding } from '../check/finding.ts'
import { decidingBytes, detectTextCharset, TextStream, type TextCharset } from '../text/charset.ts'

/** The bytes of a document, in pieces or as one. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/**
 * Decodes a document piece by piece: the charset is seen from its first bytes.
 *
 * @param expected what it should be, where that is agreed and not told by the text itself
 */
export async function* decodedText(
  source: ByteSource,
  tell: (finding: Finding) => void,
  expected?: TextCharset,
): AsyncGenerator<string> {
  let waiting: Uint8Array[] = []
  let bytes = 0
  let stream: TextStream | undefined
  const begin = (ended: boolean): string => {
    const start = Buffer.concat(waiting)
    waiting = []
    const { charset, skip, declared } = detectTextCharset(start, ended)
    tellCharset(charset, declared, expected, tell)
    stream = new TextStream(charset)
    return stream.write(start.subarray(skip))
  }
  for await (const chunk of source) {
    if (stream !== undefined) {
      yield checked(stream.write(chunk), tell)
      continue
    }
    waiting.push(chunk)
    bytes += chunk.byteLength
    if (bytes >= decidingBytes) yield checked(begin(false), tell)
  }
  if (stream === undefined) yield checked(begin(true), tell)
  if (stream !== undefined) yield checked(stream.end(), tell)
}

function tellCharset(
  charset: TextCharset,
  declared: string | undefined,
  expected: TextCharset | undefined,
  tell: (finding: Finding) => void,
): void {
  if (expected !== undefined) {
    // Text without Japanese is the same in both.
    const isOther = charset !== expected && charset !== 'utf-8'
    if (isOther) tell(finding('charset-other', charsetFacts(expected, charset)))
  } else if (declared !== undefined) {
    const rule = charset === 'cp932' ? 'charset-other' : 'charset-unknown'
    tell(finding(rule, charsetFacts(declared, charset)))
  }
}

function charsetFacts(
  value: string,
  charset: TextCharset,
): { path: string; value: string; expected: string } {
  return { path: '', value, expected: charset.toUpperCase() }
}

/** U+FFFD stands for bytes that are no character of the charset. */
function checked(text: string, tell: (finding: Finding) => void): string {
  const at = text.indexOf('\uFFFD')
  if (at >= 0) {
    const value = text.slice(Math.max(0, at - 20), at + 20)
    tell(finding('characters-broken', { path: '', value: value.trim() }))
  }
  return text
}
