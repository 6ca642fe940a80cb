/** Bytes of an answer that are looked at for the reason of a refusal. */
export const pageBytes = 4096

const longest = 160

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
