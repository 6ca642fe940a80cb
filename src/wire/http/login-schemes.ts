/**
 * The kinds of login that a server or a proxy asks for (RFC 9110 §11.6.1), by their names;
 * we speak Basic alone.
 */
function loginSchemes(header: string | readonly string[] | undefined): readonly string[] {
  const challenges = [header ?? []].flat().join(', ')
  return (
    challenges
      // What is quoted may hold commas.
      .replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')
      .split(',')
      .map((part) => /^([A-Za-z][\w-]{0,30})(?:$| +(?!=))/.exec(part.trim())?.[1])
      .filter((name) => name !== undefined)
      .slice(0, 5)
  )
}

/** Those, where none of them is one that we speak; undefined: Basic will do, or it says none. */
export function foreignSchemes(header: string | readonly string[] | undefined): string | undefined {
  const schemes = loginSchemes(header)
  const isForeign = schemes.length > 0 && !schemes.some((one) => one.toLowerCase() === 'basic')
  return isForeign ? [...new Set(schemes)].join(', ') : undefined
}
