import type { Command } from 'commander'

import { HikyakuError } from '../../errors/index.ts'
import { lookAtCertificates } from '../certificate-watch.ts'
import { addCommand } from '../command.ts'
import { faultJson } from '../print/fault-text.ts'
import type { Session } from '../session.ts'

/** `certificate check` and `certificate remove`. */
export function registerCertificateUpkeep(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'check',
    help: 'certificate.check',
    examples: ['hikyaku certificate check'],
  }).action(() =>
    session.withStation(async (station) => {
      const raised = await lookAtCertificates(station)
      for (const fault of raised) {
        session.emit(faultJson(fault, session.language))
        session.report(fault.name, fault.params)
      }
      if (raised.length === 0) session.say(session.t('certificate.nothing-new'))
    }),
  )
  addCommand(group, session, {
    name: 'remove <name>',
    help: 'certificate.remove',
    arguments: { name: 'argument.certificate' },
    examples: ['hikyaku certificate remove edi-2025'],
  }).action((name: string) => session.withStation(({ ledger }) => remove(session, ledger, name)))
}

async function remove(
  session: Session,
  ledger: Parameters<Parameters<Session['withStation']>[0]>[0]['ledger'],
  certificate: string,
): Promise<void> {
  const { uses } = await import('../../security/index.ts')
  await ledger.commit(async ({ certificates, partners }) => {
    if ((await certificates.find(certificate)) === undefined) {
      throw new HikyakuError('certificate-unknown', { certificate })
    }
    const users = (await partners.list()).filter((one) => uses(one, certificate))
    if (users.length > 0) {
      const names = users.map(({ name }) => name).join(', ')
      throw new HikyakuError('certificate-in-use', { certificate, partners: names })
    }
    await certificates.remove(certificate)
  })
  session.show({ removed: certificate }, () => session.t('certificate.removed', { certificate }))
}
