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
export function textOfPage(bytes: Uint8Array): string {
  const text = Buffer.from(bytes)
    .toString('utf8')
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
