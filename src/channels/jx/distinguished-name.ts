/**
 * Whether two distinguished names are the same, whatever the order of their parts,
 * the blanks around them and the way they are written (`CN=a, O=b`, one part a line,
 * or `/O=b/CN=a`).
 */
export function sameName(one: string, other: string): boolean {
  const [first, second] = [partsOf(one), partsOf(other)]
  return first.length > 0 && first.join('\n') === second.join('\n')
}

function partsOf(name: string): string[] {
  const slashed = name.startsWith('/') ? name.slice(1).replaceAll('/', '\n') : name
  return slashed
    .split(/(?<!\\)[,\n+]/)
    .map((part) => /^\s*([^=]+?)\s*=\s*(.*?)\s*$/s.exec(part))
    .filter((match) => match !== null)
    .map(([, type = '', value = '']) => `${type.toUpperCase()}=${plain(value)}`)
    .toSorted()
}

/** RFC 4514 §2.4 escapes undone, blanks inside counted once (RFC 5280 §7.1). */
function plain(value: string): string {
  return value
    .replaceAll(/\\([,+"\\<>;=# ])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase()
}
