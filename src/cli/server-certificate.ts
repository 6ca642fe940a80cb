import type { Config } from '../config/index.ts'
import type { ServeOptions } from '../station.ts'
import { badArgument } from './arguments.ts'
import { mostBytes, readInput } from './input-file.ts'
import type { Session } from './session.ts'

export interface ServerCertificateFlags {
  readonly tlsCertificate?: string
  readonly tlsKey?: string
}

/**
 * The server's own certificate: of the flags, from here; of the settings, from the home.
 *
 * @returns undefined if neither names one: the home's own counts
 * @throws HikyakuError argument-invalid, certificate-unreadable; those of readInput
 */
export async function serverCertificateOf(
  session: Session,
  { tlsCertificate, tlsKey }: ServerCertificateFlags,
): Promise<ServeOptions['certificate']> {
  if ((tlsCertificate === undefined) !== (tlsKey === undefined)) {
    throw badArgument('--tls-certificate, --tls-key', {
      en: 'belong together',
      ja: '両方を指定してください',
    })
  }
  const { home, settings }: Config = session.config
  const [directory, certificate, key] =
    tlsCertificate === undefined
      ? [home, settings.tlsCertificate, settings.tlsKey]
      : [session.io.directory, tlsCertificate, tlsKey]
  if (certificate === undefined || key === undefined) return undefined
  const { readCertificateFile } = await import('../tls/index.ts')
  const both = Buffer.concat([
    await readInput({ file: certificate, directory }, mostBytes.certificate),
    Buffer.from('\n'),
    await readInput({ file: key, directory }, mostBytes.certificate),
  ])
  return readCertificateFile(both, { file: certificate })
}
