/** Other names of attribute types, as tools print them (RFC 4519, X.520, PKCS #9). */
const aliases: Readonly<Record<string, string>> = {
  E: 'EMAILADDRESS',
  EMAIL: 'EMAILADDRESS',
  S: 'ST',
  SN: 'SURNAME',
  G: 'GN',
  GIVENNAME: 'GN',
  USERID: 'UID',
  COMMONNAME: 'CN',
  ORGANIZATIONNAME: 'O',
  ORGANIZATIONALUNITNAME: 'OU',
  COUNTRYNAME: 'C',
  LOCALITYNAME: 'L',
  STATEORPROVINCENAME: 'ST',
}

/**
 * Whether two distinguished names are the same, whatever the order of their parts,
 * the blanks around them, upper and lower case, and the way they are written
 * (`CN=a, O=b`, one part a line, or `/O=b/CN=a`).
 *
 * What cannot be read as a name is like no other.
 */
export function sameName(one: string, other: string): boolean {
  const [first, second] = [partsOf(one), partsOf(other)]
  if (first === undefined || second === undefined) return false
  return first.length === second.length && first.every((part, at) => part === second[at])
}

/** The parts in one order and one spelling; undefined if it is not a name. */
function partsOf(name: string): string[] | undefined {
  const pieces = name.trim().startsWith('/') ? slashed(name.trim()) : separated(name)
  const parts: string[] = []
  for (const piece of pieces) {
    const equals = piece.indexOf('=')
    const type = piece.slice(0, Math.max(equals, 0)).trim().toUpperCase()
    if (!/^[A-Z0-9.-]+$/.test(type)) return undefined
    parts.push(`${aliases[type] ?? type}=${plain(piece.slice(equals + 1))}`)
  }
  return parts.length === 0 ? undefined : parts.toSorted()
}

/** Only a slash before another `type=` separates: a value may hold one. */
function slashed(name: string): string[] {
  return name.slice(1).split(/\/(?=[A-Za-z0-9.-]+\s*=)/)
}

/** Splits at commas, semicolons, plus signs and line ends that are neither escaped nor quoted. */
function separated(name: string): string[] {
  const pieces: string[] = []
  let piece = ''
  let quoted = false
  for (let at = 0; at < name.length; at += 1) {
    const character = name.charAt(at)
    if (character === '\\') {
      piece += character + name.charAt(at + 1)
      at += 1
    } else if (!quoted && /[,;+\n]/.test(character)) {
      pieces.push(piece)
      piece = ''
    } else {
      if (character === '"') quoted = !quoted
      piece += character
    }
  }
  return [...pieces, piece].filter((text) => text.trim() !== '')
}

/** Quotes and RFC 4514 §2.4 escapes undone; blanks and case as in RFC 5280 §7.1. */
function plain(value: string): string {
  const trimmed = value.trimStart().replace(/(?<!\\)\s+$/, '')
  const bare = /^".*"$/s.test(trimmed) ? trimmed.slice(1, -1) : trimmed
  return bare
    .replaceAll(/(?:\\[0-9A-Fa-f]{2})+/g, (bytes) =>
      Buffer.from(bytes.replaceAll('\\', ''), 'hex').toString('utf8'),
    )
    .replaceAll(/\\(.)/gs, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
