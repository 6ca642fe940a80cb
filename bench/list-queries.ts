import { catalogue, type FaultName } from '../src/errors/index.ts'
import { statesThat, type Tables } from '../src/domain/exchange/index.ts'
import { rarePartner } from './long-history.ts'

/** What is asked of a ledger, by the name it has in the table of figures. */
export type ListQueries = Readonly<Record<string, (tables: Tables) => Promise<unknown>>>

/** Rows of a page of the API, and one more that tells whether there is another. */
const limit = 101
const partner = 'partner-0'
const daysBefore = (end: Date, days: number): Date => new Date(end.getTime() - days * 86_400_000)

/** As the API asks for the faults of a status. */
const namesOf = (status: 'fault' | 'warning'): FaultName[] =>
  (Object.keys(catalogue) as FaultName[]).filter((name) => catalogue[name].status === status)
const seriousNames = namesOf('fault')
const warningNames = namesOf('warning')

/** Every list of the API and the command line, on the usual and on the worst of filters. */
export function listQueries(end: Date, farDocument: string, farFault: string): ListQueries {
  const month = { from: daysBefore(end, 400), to: daysBefore(end, 370) }
  return {
    'inbox, first page': ({ documents }) => documents.search({ box: 'inbox', limit }),
    'inbox, a page in the middle': ({ documents }) =>
      documents.search({ box: 'inbox', before: farDocument, limit }),
    'inbox of a partner': ({ documents }) => documents.search({ box: 'inbox', partner, limit }),
    'inbox of a partner that ceased': ({ documents }) =>
      documents.search({ box: 'inbox', partner: rarePartner, limit }),
    'inbox, a kind and a month': ({ documents }) =>
      documents.search({ box: 'inbox', documentType: 'Invoice', ...month, limit }),
    'inbox, a kind there is not': ({ documents }) =>
      documents.search({ box: 'inbox', documentType: 'Remittance', limit }),
    'inbox, quarantined': ({ documents }) =>
      documents.search({ box: 'inbox', state: 'quarantined', limit }),
    'inbox, not handed over': ({ documents }) =>
      documents.search({ box: 'inbox', notHandedOver: true, limit }),
    'outbox, waiting': ({ documents }) =>
      documents.search({ box: 'outbox', state: 'waiting', limit }),
    'outbox of a partner, a state and a month': ({ documents }) =>
      documents.search({ box: 'outbox', partner, state: 'waiting', ...month, limit }),
    'mailbox of a partner, not taken': ({ documents }) =>
      documents.search({ box: 'mailbox', partner, state: 'not-taken', limit }),
    'a messageId': ({ documents }) => documents.search({ messageId: 'm4711@edi.example', limit }),
    'all of a partner, kind, state and month': ({ documents }) =>
      documents.search({ partner, documentType: 'Order', state: 'received', ...month, limit }),
    'the next of a mailbox': ({ documents }) =>
      documents.oldest({ box: 'mailbox', partner, state: 'not-taken' }),
    'exchanges, first page': ({ exchanges }) => exchanges.search({ limit }),
    'exchanges of a partner that failed': ({ exchanges }) =>
      exchanges.search({ partner, outcome: 'failed', limit }),
    'exchanges of a kind': ({ exchanges }) => exchanges.search({ kind: 'receive', limit }),
    'exchanges of a partner and a kind': ({ exchanges }) =>
      exchanges.search({ partner, kind: 'receive', limit }),
    'exchanges of a kind that failed': ({ exchanges }) =>
      exchanges.search({ kind: 'send', outcome: 'failed', limit }),
    'exchanges that run': ({ exchanges }) => exchanges.search({ outcome: 'running', limit }),
    'home: the last exchange of a partner': ({ exchanges }) =>
      exchanges.search({ partner: rarePartner, limit: 1 }),
    'faults, first page': ({ faults }) => faults.search({ limit }),
    'faults, a page in the middle': ({ faults }) => faults.search({ before: farFault, limit }),
    'faults not acknowledged': ({ faults }) => faults.search({ open: true, limit }),
    'faults of a partner and a name': ({ faults }) =>
      faults.search({ partner, name: 'connection-refused', limit }),
    'faults that are no warnings': ({ faults }) => faults.search({ names: seriousNames, limit }),
    'faults that are warnings': ({ faults }) => faults.search({ names: warningNames, limit }),
    'warnings, a page in the middle': ({ faults }) =>
      faults.search({ names: warningNames, before: farFault, limit }),
    'warnings of a partner, not acknowledged, and a month': ({ faults }) =>
      faults.search({ names: warningNames, partner, open: true, ...month, limit }),
    'faults of an exchange': ({ faults }) => faults.search({ exchangeId: 'X-000000000003', limit }),
    'faults of a document': ({ faults }) => faults.search({ documentId: farDocument, limit }),
    'home: what is left behind': ({ documents }) =>
      documents.tally({ states: statesThat(({ left }) => left !== undefined) }),
    'home: the day': ({ documents }) => documents.tally({ from: daysBefore(end, 1) }),
    'home: fourteen days': ({ documents }) => documents.tally({ from: daysBefore(end, 14) }),
    'home: open faults': ({ faults }) => faults.tally({ open: true }),
  }
}
