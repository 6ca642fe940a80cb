import { X509Certificate } from 'node:crypto'
import { HikyakuError } from '../../errors/index.ts'
import { isKeyOf } from './authority.ts'
import { subjectOf } from './certificate-parts.ts'
import type { PfxContent, PfxPart } from './pfx/read-pfx.ts'

interface Choice {
  /** Name of the file, for messages. */
  readonly file: string
  /** The key that is meant, by what the file calls it or by the name in its certificate. */
  readonly key?: string
}

/**
 * The key that is meant: the only one, or the one that is named.
 *
 * @throws HikyakuError certificate-keys-several
 */
export function chosenKey({ keys, certificates }: PfxContent, { file, key }: Choice): PfxPart {
  const different = keys.filter(({ pem }, at) => keys.findIndex((one) => one.pem === pem) === at)
  const [only, ...others] = different
  if (only !== undefined && others.length === 0 && key === undefined) return only
  const named = different.map((one) => ({ one, names: namesOf(one, certificates) }))
  const wanted = key?.toLowerCase()
  const fitting = named.filter(({ names }) => names.some((name) => name.toLowerCase() === wanted))
  const [found] = fitting
  if (found !== undefined && fitting.length === 1) return found.one
  throw new HikyakuError('certificate-keys-several', {
    file,
    count: different.length,
    names: named.map(({ names: [first = '-'] }) => first).join(', '),
  })
}

/** What it may be called by, the name in the file first. */
function namesOf(key: PfxPart, certificates: readonly PfxPart[]): string[] {
  const own = certificates.find(({ pem }) => isKeyOf(key.pem, pem))
  const subject = own === undefined ? '' : subjectOf(new X509Certificate(own.pem))
  const common = /(?:^|,)CN=([^,]+)/.exec(subject)?.[1]
  return [key.friendlyName, own?.friendlyName, common, subject].filter(
    (name): name is string => name !== undefined && name !== '',
  )
}
