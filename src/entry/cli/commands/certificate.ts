import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import { isHikyakuError } from '../../../errors/index.ts'
import type { StationCertificate } from '../../../domain/exchange/index.ts'
import { certificatesIn, describeCertificate } from '../../../wire/tls/index.ts'
import { plainValue } from '../arguments.ts'
import { addCommand, addGroup, addOption } from '../command.ts'
import { mostBytes, readInput } from '../input-file.ts'
import { advisoryBrief } from '../print/advisory-text.ts'
import { facts, table } from '../print/table.ts'
import { formatDay, formatTime } from '../print/times.ts'
import { readSecret } from '../secret-file.ts'
import type { Session } from '../session.ts'
import { registerCertificateEnds } from './certificate-ends.ts'
import { registerCertificateRequest } from './certificate-request.ts'
import { registerCertificateUpkeep } from './certificate-upkeep.ts'

export function registerCertificate(program: Command, session: Session): void {
  const group = addGroup(program, session, 'certificate')
  const command = addCommand(group, session, {
    name: 'import <file>',
    help: 'certificate.import',
    arguments: { file: 'argument.file' },
    examples: [
      'hikyaku certificate import client.pfx --name edi --password-file password.txt',
      'hikyaku certificate import client.pem --name edi',
      'hikyaku certificate import keystore.p12 --name edi --password-file password.txt --key-name maker',
    ],
  })
  addOption(command, session, {
    flags: '--name <name>',
    help: 'option.certificate-name',
    parse: plainValue('--name', 100),
    required: true,
  })
  addOption(command, session, { flags: '--password-file <file>', help: 'option.password-file' })
  addOption(command, session, {
    flags: '--key-name <name>',
    help: 'option.key-in-file',
    parse: plainValue('--key-name', 255),
  })
  command.action((file: string, options: ImportOptions) => importFile(session, file, options))
  registerList(group, session)
  registerShow(group, session)
  registerCertificateRequest(group, session)
  registerCertificateEnds(group, session)
  registerCertificateUpkeep(group, session)
}

interface ImportOptions {
  readonly name: string
  readonly passwordFile?: string
  readonly keyName?: string
}

async function importFile(session: Session, file: string, options: ImportOptions): Promise<void> {
  const { name, passwordFile, keyName: key } = options
  const { directory } = session.io
  const bytes = await readInput({ file, directory }, mostBytes.certificate)
  const password =
    passwordFile === undefined
      ? undefined
      : await readSecret(session, '--password-file', passwordFile)
  const order = { name, file, bytes, ...defined({ password, key }) }
  await session.withStation(async (station) => {
    const { importCertificate } = await import('../../../domain/certificates/index.ts')
    const { certificate, warnings } = await importCertificate(station, session.actor, order).catch(
      (error: unknown) => withAdvisory(session, error),
    )
    session.show(certificateJson(certificate), () =>
      [
        session.t('certificate.imported', { certificate: name }),
        certificateFacts(certificate, session),
      ].join('\n'),
    )
    for (const { fault, params } of warnings) session.report(fault, params)
  })
}

/** Tells the known problem behind a file that was refused, on the way of the failure. */
async function withAdvisory(session: Session, error: unknown): Promise<never> {
  const { advisoryOfFault } = await import('../../../wire/tls/index.ts')
  const advisory = isHikyakuError(error) ? advisoryOfFault(error.fault) : undefined
  if (advisory !== undefined) session.io.stderr.write(advisoryBrief(advisory, session))
  throw error
}

function registerList(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'list',
    help: 'certificate.list',
    examples: ['hikyaku certificate list'],
  }).action(() =>
    session.withStation(async ({ ledger }) => {
      const certificates = await ledger.certificates.list()
      const waiting = await ledger.certificateRequests.list()
      for (const certificate of certificates) session.emit(certificateJson(certificate))
      for (const { name, subject, requestedAt } of waiting) {
        session.emit({ name, subject, requestedAt, waiting: true })
      }
      if (session.json) return
      for (const { name, subject, requestedAt: at } of waiting) {
        session.say(session.t('certificate.waiting', { name, subject, at: formatTime(at) }))
      }
      session.say(
        certificates.length === 0 ? session.t('list.empty') : listTable(certificates, session),
      )
    }),
  )
}

function registerShow(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'show <name>',
    help: 'certificate.show',
    arguments: { name: 'argument.certificate' },
    examples: ['hikyaku certificate show edi'],
  }).action((name: string) =>
    session.withStation(async ({ ledger }) => {
      const { findCertificate, usersOfCertificate } =
        await import('../../../domain/certificates/index.ts')
      const certificate = await findCertificate(ledger, name)
      const usedBy = await usersOfCertificate(ledger, name)
      session.show(
        { ...certificateJson(certificate), usedBy, chainPem: certificate.chainPem },
        () => certificateFacts(certificate, session, usedBy),
      )
    }),
  )
}

function certificateJson({ name, chainPem, importedAt }: StationCertificate): object {
  return { name, importedAt, ...describeCertificate(chainPem) }
}

function listTable(certificates: readonly StationCertificate[], { t }: Session): string {
  return table(
    [t('label.name'), t('label.subject'), t('label.issuer'), t('label.valid-until')],
    certificates.map(({ name, chainPem }) => {
      const { subject, issuer, notAfter } = describeCertificate(chainPem)
      return [name, subject, issuer, formatDay(notAfter)]
    }),
  )
}

function certificateFacts(
  { name, chainPem }: StationCertificate,
  { t }: Session,
  usedBy: readonly string[] = [],
): string {
  const seen = describeCertificate(chainPem)
  return facts([
    [t('label.name'), name],
    [t('label.subject'), seen.subject],
    [t('label.issuer'), seen.issuer],
    [t('label.names'), seen.names.length === 0 ? undefined : seen.names.join(', ')],
    [t('label.valid-from'), formatTime(seen.notBefore)],
    [t('label.valid-until'), formatTime(seen.notAfter)],
    [t('label.key'), seen.key],
    [t('label.serial'), seen.serial],
    [t('label.fingerprint'), seen.sha256],
    [t('label.chain'), String(certificatesIn(chainPem).length - 1)],
    [t('label.used-by'), usedBy.length === 0 ? undefined : usedBy.join(', ')],
  ])
}
