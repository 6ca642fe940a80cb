import type { Config } from '../../station/config/index.ts'
import { HikyakuError, isHikyakuError } from '../../errors/index.ts'
import type { ServeOptions } from '../../station/index.ts'
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
 * @throws HikyakuError argument-invalid, setting-invalid, certificate-unreadable; those of readInput
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
  const isTyped = tlsCertificate !== undefined
  const [certificate, key] = isTyped
    ? [tlsCertificate, tlsKey]
    : [settings.tlsCertificate, settings.tlsKey]
  if (certificate === undefined || key === undefined) return undefined
  const directory = isTyped ? session.io.directory : home
  const read = (file: string, setting: string): Promise<Buffer> =>
    readInput({ file, directory }, mostBytes.certificate).catch((error: unknown) => {
      throw isTyped ? error : settingFailure(setting, error)
    })
  const { readCertificateFile } = await import('../../wire/tls/index.ts')
  const both = Buffer.concat([
    await read(certificate, 'tlsCertificate'),
    Buffer.from('\n'),
    await read(key, 'tlsKey'),
  ])
  return readCertificateFile(both, { file: certificate })
}

/** A name in the settings is mended there, not on the command line. */
function settingFailure(setting: string, error: unknown): unknown {
  if (!isHikyakuError(error)) return error
  const [detail, detailJa] = [error.text('en').message, error.text('ja').message]
  return new HikyakuError('setting-invalid', { setting, detail, detailJa }, { cause: error })
}
