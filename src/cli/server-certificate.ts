import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

import { causeParams, HikyakuError } from '../errors/index.ts'
import type { Config } from '../config/index.ts'
import type { ServeOptions } from '../station.ts'
import { badArgument } from './arguments.ts'
import type { Session } from './session.ts'

export interface ServerCertificateFlags {
  readonly tlsCertificate?: string
  readonly tlsKey?: string
}

/**
 * The server's own certificate: of the flags, from here; of the settings, from the home.
 *
 * @returns undefined if neither names one: the home's own counts
 * @throws HikyakuError argument-invalid, certificate-unreadable
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
  const [folder, certificate, key] =
    tlsCertificate === undefined
      ? [home, settings.tlsCertificate, settings.tlsKey]
      : [session.io.directory, tlsCertificate, tlsKey]
  if (certificate === undefined || key === undefined) return undefined
  const { readCertificateFile } = await import('../tls/index.ts')
  const both = Buffer.concat([
    await bytesOf(resolve(folder, certificate)),
    Buffer.from('\n'),
    await bytesOf(resolve(folder, key)),
  ])
  return readCertificateFile(both, { file: certificate })
}

async function bytesOf(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: unknown) => {
    throw new HikyakuError('certificate-unreadable', { file, ...causeParams(cause) }, { cause })
  })
}
