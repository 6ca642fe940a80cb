/** Settings that machines read: full-width letters, digits and signs are never meant there. */
const narrow: ReadonlySet<string> = new Set([
  ...['url', 'ownId', 'partnerId', 'from', 'to', 'formatType', 'tlsServerName', 'proxy'],
  ...['timeoutSeconds', 'retries', 'retryIntervalSeconds'],
])

const fullWidth = /[\uFF01-\uFF5E\u3000]/gu

/** What was typed, in half width where machines read it; all else stays as it is. */
export function narrowed(field: string, text: string): string {
  if (!narrow.has(field)) return text
  const half = text.replaceAll(fullWidth, (one) =>
    one === '\u3000' ? ' ' : String.fromCharCode(one.charCodeAt(0) - 0xfee0),
  )
  return half === text ? text : half.trim()
}

/** What is to be asked about a URL that was typed; nothing where it is one, or empty. */
export function askAboutUrl(text: string): { full: string } | 'no-path' | undefined {
  const typed = text.trim()
  if (typed === '' || /^https?:\/*$/iu.test(typed)) return undefined
  if (!/^[a-z][a-z0-9+.-]*:\/\//iu.test(typed)) {
    const full = `https://${typed.replace(/^\/+/u, '')}`
    return URL.canParse(full) ? { full } : undefined
  }
  return URL.canParse(typed) && new URL(typed).pathname === '/' ? 'no-path' : undefined
}

/** A changed id, and with it what was derived from it: From of the own one, To of the other. */
export function withDerived<
  D extends { readonly [K in 'ownId' | 'partnerId' | 'from' | 'to']: string },
>(draft: D, field: keyof D & string, value: string): Partial<D> {
  const follower = field === 'ownId' ? 'from' : field === 'partnerId' ? 'to' : undefined
  const follows = follower !== undefined && draft[field] !== '' && draft[follower] === draft[field]
  return { [field]: value, ...(follows ? { [follower]: value } : {}) } as Partial<D>
}
