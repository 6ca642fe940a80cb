import type { Command } from 'commander'

import { defined } from '../../../base/defined.ts'
import type { CertificateEnd } from '../../../domain/certificates/index.ts'
import { plainValue, repeated } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { table } from '../print/table.ts'
import { formatDay } from '../print/times.ts'
import type { Session } from '../session.ts'
import { servedChains } from './certificate-upkeep.ts'

/** `certificate calendar` and `certificate replace`. */
export function registerCertificateEnds(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'calendar',
    help: 'certificate.calendar',
    examples: ['hikyaku certificate calendar'],
  }).action(() =>
    session.withStation(async (station) => {
      const { certificateEnds, daysUntil } = await import('../../../domain/certificates/index.ts')
      const now = station.clock.now()
      const ends = (
        await certificateEnds(station.ledger, await servedChains(session, station))
      ).map((one) => ({ ...one, days: daysUntil(one.notAfter, now) }))
      for (const end of ends) session.emit(end)
      if (!session.json) session.say(endsTable(ends, session))
    }),
  )
  registerReplace(group, session)
}

interface ReplaceOptions {
  readonly with: string
  readonly fromDate: string
  readonly partner?: readonly string[]
}

function registerReplace(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'replace <name>',
    help: 'certificate.replace',
    arguments: { name: 'argument.certificate' },
    examples: [
      'hikyaku certificate replace edi-2024 --with edi-2026 --from-date 2026-12-14',
      'hikyaku certificate replace edi-2024 --with edi-2026 --from-date 2026-12-16 --partner retailer',
    ],
  })
  addOption(command, session, {
    flags: '--with <name>',
    help: 'option.replace-with',
    parse: plainValue('--with', 100),
    required: true,
  })
  addOption(command, session, {
    flags: '--from-date <day>',
    help: 'option.replace-from',
    parse: plainValue('--from-date', 10),
    required: true,
  })
  addOption(command, session, {
    flags: '--partner <name>',
    help: 'option.replace-partner',
    parse: repeated(plainValue('--partner')),
  })
  command.action((certificate: string, options: ReplaceOptions) =>
    session.withStation(async (station) => {
      const { replaceCertificate } = await import('../../../domain/certificates/index.ts')
      const { with: next, fromDate: from, partner: partners } = options
      const order = { certificate, next, from, ...defined({ partners }) }
      const done = await replaceCertificate(station, session.actor, order)
      session.show({ ...order, partners: done.partners }, () =>
        session.t('certificate.replace-booked', {
          next,
          from,
          partners: done.partners.join(', '),
          count: done.partners.length,
        }),
      )
      for (const { fault, params } of done.warnings) session.report(fault, params)
    }),
  )
}

function endsTable(
  ends: readonly (CertificateEnd & { readonly days: number })[],
  { t }: Session,
): string {
  if (ends.length === 0) return t('list.empty')
  return table(
    [
      t('label.valid-until'),
      t('label.days-left'),
      t('label.kind'),
      t('label.name'),
      t('label.used-by'),
    ],
    ends.map((end) => [
      formatDay(end.notAfter),
      String(end.days),
      t(`end.${end.kind}`),
      end.kind === 'own' ? (end.certificate ?? '') : (end.subject ?? end.partners.join(', ')),
      end.partners.map((one) => placeText(end, one)).join(', ') || '-',
    ]),
    { right: [1] },
  )
}

/** A partner, with what it is shown from a day on. */
function placeText({ booked }: CertificateEnd, partner: string): string {
  const next = booked.find((one) => one.partner === partner)
  return next === undefined ? partner : `${partner} (${next.from}: ${next.name})`
}
