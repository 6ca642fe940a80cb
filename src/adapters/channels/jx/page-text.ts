import { charsetOf } from './content-type.ts'

/** Bytes of an answer that are looked at for the reason of a refusal. */
export const pageBytes = 4096

const longest = 160

/** A page that says why comes at once; one that drips in is not waited for. */
const pageMilliseconds = 3000

/** What comes first of a body; what goes wrong with the rest does not matter any more. */
export async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const read = async (): Promise<void> => {
    let bytes = 0
    for await (const chunk of body) {
      chunks.push(Buffer.from(chunk))
      bytes += chunk.byteLength
      if (bytes >= pageBytes) return
    }
  }
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, pageMilliseconds)
  })
  await Promise.race([read().catch(() => undefined), late])
  clearTimeout(timer)
  return Buffer.concat(chunks).subarray(0, pageBytes)
}

/** What a page says to people, in one line: the title and what follows it. Empty: nothing. */
export function textOfPage(bytes: Uint8Array, contentType: string): string {
  const text = decoded(bytes, contentType)
    .replaceAll(/<(style|script)\b.*?(?:<\/\1\s*>|$)/gis, ' ')
    .replaceAll(/<!--.*?(?:-->|$)/gs, ' ')
    .replaceAll(/<[^<>]*(?:>|$)/g, ' ')
    .replaceAll(/&(?:nbsp|#160);/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    // Control characters too: what a page holds reaches a terminal.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s\uFFFD]+/gu, ' ')
    .trim()
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

/**
 * Pages of Japanese servers are in Shift_JIS as often as not, and not all say so. Latin-1, which
 * containers add unasked, fits everything and so comes last.
 */
function decoded(bytes: Uint8Array, contentType: string): string {
  const inPage = charsetOf(Buffer.from(bytes).toString('latin1')).charset
  const named = [charsetOf(contentType).charset, inPage].filter((one) => one !== undefined)
  const sure = named.filter((one) => !/^(?:iso-8859-1|latin1|us-ascii)$/i.test(one))
  for (const label of [...sure, 'utf-8', 'shift_jis', 'euc-jp']) {
    try {
      // As a stream: the beginning of a page may end amid a character.
      return new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true })
    } catch {
      continue
    }
  }
  return Buffer.from(bytes).toString('latin1')
}
