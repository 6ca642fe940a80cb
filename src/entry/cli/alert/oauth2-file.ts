import { writtenText } from '../../../base/written-text.ts'
import { badArgument } from '../arguments.ts'
import { mostBytes, readInputOrStdin } from '../input-file.ts'
import type { Session } from '../session.ts'

const settings = ['tokenUrl', 'clientId', 'scope'] as const
const secrets = ['clientSecret', 'refreshToken'] as const

/**
 * Reads what OAuth2 needs from a file of JSON: secrets never come as arguments.
 *
 * @throws HikyakuError argument-invalid; those of reading files
 */
export async function readOauth2(
  session: Session,
  file: string,
): Promise<Readonly<Record<string, unknown>>> {
  const text = writtenText(await readInputOrStdin(session.io, file, mostBytes.secret))
  const read = oauth2In(text)
  if (read !== undefined) return read
  const known = [...settings, ...secrets]
  // Nothing of it is repeated: it holds secrets.
  throw badArgument('--oauth2-file', {
    en: `${file} must be JSON with ${known.join(', ')} as texts, and nothing else`,
    ja: `${file} は ${known.join('、')} だけを文字列で持つ JSON にしてください`,
  })
}

/** What such a file holds; undefined: it is none. */
export function oauth2In(text: string): Readonly<Record<string, unknown>> | undefined {
  const json = objectIn(text)
  const known: readonly string[] = [...settings, ...secrets]
  if (json === undefined || !Object.keys(json).every((name) => known.includes(name))) {
    return undefined
  }
  if (Object.values(json).some((value) => typeof value !== 'string')) return undefined
  const of = (names: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(Object.entries(json).filter(([name]) => names.includes(name)))
  return { oauth2: of(settings), ...of(secrets) }
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
