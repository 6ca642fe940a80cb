import { hostPractice, practicePartnerName } from '../../src/practice/index.ts'
import { receiveDocuments, type ServerPartner } from '../../src/exchange/index.ts'
import type { Station } from '../../src/station.ts'

/** A page of the console: its name in file names, and its path. */
export interface ConsolePage {
  readonly name: string
  readonly path: string
}

/** A station with something on every page. */
export interface LivedIn {
  readonly pages: readonly ConsolePage[]
  close(): Promise<void>
}

/**
 * Lets a station practise: three orders received, two waiting, and a fault of a partner
 * that nobody answers for.
 */
export async function liveIn(station: Station): Promise<LivedIn> {
  const practice = hostPractice(station)
  await practice.start(3)
  const partner = (await station.ledger.partners.find(practicePartnerName)) as ServerPartner
  const received = await receiveDocuments(station, partner)
  await practice.stop()
  const failed = await receiveDocuments(station, partner)
  await practice.start(2)
  const [document] = await station.ledger.documents.search({ box: 'inbox', limit: 1 })
  const at = (path: string, id: string | undefined): string =>
    `/${path}/${encodeURIComponent(id ?? 'missing')}`
  return {
    pages: [
      { name: 'home', path: '/' },
      { name: 'inbox', path: '/inbox' },
      { name: 'outbox', path: '/outbox' },
      { name: 'mailbox', path: '/mailbox' },
      { name: 'document', path: at('documents', document?.id) },
      { name: 'exchanges', path: '/exchanges' },
      { name: 'exchange', path: at('exchanges', received.exchangeId) },
      { name: 'faults', path: '/faults' },
      { name: 'fault', path: at('faults', failed.faults[0]?.id) },
      { name: 'partners', path: '/partners' },
      { name: 'partner-basic', path: `/partners/${practicePartnerName}/basic` },
      { name: 'partner-options', path: `/partners/${practicePartnerName}/options` },
      { name: 'partner-new', path: '/partners/new' },
      { name: 'certificates', path: '/certificates' },
      { name: 'certificate', path: '/certificates/practice' },
      { name: 'tls-check', path: '/tls-check' },
      { name: 'users', path: '/users' },
      { name: 'settings', path: '/settings' },
    ],
    close: () => practice.stop(),
  }
}
