import type { Command } from 'commander'
import { defined } from '../../../base/defined.ts'

import type { ServeOptions, Station } from '../../../station/index.ts'
import { addCommand } from '../command.ts'
import { faultJson } from '../print/fault-text.ts'
import { serverCertificateOf } from '../server-certificate.ts'
import type { Session } from '../session.ts'

/** `certificate check` and `certificate remove`. */
export function registerCertificateUpkeep(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'check',
    help: 'certificate.check',
    examples: ['hikyaku certificate check'],
  }).action(() =>
    session.withStation(async (station) => {
      const { lookAtCertificates } = await import('../../../station/index.ts')
      const raised = await lookAtCertificates(station, await ownServer(session))
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
  }).action((certificate: string) =>
    session.withStation(async (station) => {
      const { removeCertificate, withdrawRequest } =
        await import('../../../domain/certificates/index.ts')
      const { certificates, certificateRequests } = station.ledger
      const waits =
        (await certificates.find(certificate)) === undefined &&
        (await certificateRequests.find(certificate)) !== undefined
      await (waits ? withdrawRequest : removeCertificate)(station, session.actor, certificate)
      session.show({ removed: certificate }, () =>
        session.t('certificate.removed', { certificate }),
      )
    }),
  )
}

/** PEM of what our server shows, by the settings or the home. */
export async function servedChains(session: Session, station: Station): Promise<readonly string[]> {
  const { certificate } = await ownServer(session)
  return certificate === undefined ? await station.serverChains() : [certificate.chainPem]
}

/** What the settings name for our server, which another process may be running. */
async function ownServer(session: Session): Promise<Pick<ServeOptions, 'certificate'>> {
  const certificate = await serverCertificateOf(session, {})
  return defined({ certificate })
}
