import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Command } from 'commander'

import { causeParams, HikyakuError } from '../../../errors/index.ts'
import { oneOf, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { inOptionWords } from '../partner/option-words.ts'
import type { Session } from '../session.ts'

const keys = ['rsa2048', 'rsa3072', 'p256'] as const

interface RequestOptions {
  readonly subject: string
  readonly key?: (typeof keys)[number]
  readonly out: string
}

/** `certificate request`: a key made here, and the request for its certificate. */
export function registerCertificateRequest(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'request <name>',
    help: 'certificate.request',
    arguments: { name: 'argument.certificate' },
    examples: [
      'hikyaku certificate request edi-2027 --subject "CN=supplier-a,O=Example,C=JP" --out edi-2027.csr',
      'hikyaku certificate import issued.pem --name edi-2027',
    ],
  })
  addOption(command, session, {
    flags: '--subject <dn>',
    help: 'option.request-subject',
    parse: plainValue('--subject', 1000),
    required: true,
  })
  addOption(command, session, {
    flags: '--key <kind>',
    help: 'option.request-key',
    parse: oneOf('--key', keys),
    words: keys,
    standard: 'rsa2048',
  })
  addOption(command, session, { flags: '--out <file>', help: 'option.request-out', required: true })
  command.action((name: string, options: RequestOptions) => request(session, name, options))
}

async function request(session: Session, name: string, options: RequestOptions): Promise<void> {
  plainValue('NAME', 100)(name)
  const { subject, key = 'rsa2048', out } = options
  const { makeRequest, withdrawRequest } = await import('../../../domain/certificates/index.ts')
  await session.withStation(async (station) => {
    const order = { name, subject, key }
    const made = await inOptionWords(() => makeRequest(station, session.actor, order))
    try {
      await writeFile(resolve(session.io.directory, out), made.requestPem, { flag: 'wx' })
    } catch (cause) {
      await withdrawRequest(station, session.actor, name)
      throw (cause as NodeJS.ErrnoException).code === 'EEXIST'
        ? new HikyakuError('file-exists', { file: out }, { cause })
        : new HikyakuError('write-failed', causeParams(cause), { cause })
    }
    session.show({ name, subject: made.subject, file: out }, () =>
      session.t('certificate.requested', { certificate: name, file: out }),
    )
  })
}
