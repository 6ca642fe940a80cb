import { defined } from '../../../base/defined.ts'
import {
  statesThat,
  type DocumentTally,
  type Ledger,
  type StationCertificate,
} from '../../../domain/exchange/index.ts'
import type { Partner } from '../../../domain/partners/index.ts'
import { catalogue } from '../../../errors/index.ts'
import { daysUntil } from '../../../domain/certificates/index.ts'
import { describeCertificate } from '../../../wire/tls/index.ts'
import type { Answer } from '../call.ts'
import type { ApiContext } from '../context.ts'
import { faultView } from '../views.ts'

const hourMilliseconds = 3_600_000
const hours = 24
const days = 14
/** Newest open faults that are told. */
const newestFaults = 10

const leftStates = statesThat(({ left }) => left !== undefined)
const sentStates = statesThat(({ isSent }) => isSent === true)

type Overview = Answer<'overview.show'>

/** Today at a glance. */
export async function overviewOf({ station }: ApiContext): Promise<Overview> {
  const { ledger, clock } = station
  const at = clock.now()
  const today = midnight(at, 0)
  const left = await ledger.documents.tally({ states: leftStates })
  const cameToday = await ledger.documents.tally({ from: today, to: midnight(at, -1) })
  const partners = await ledger.partners.list()
  const certificates = await ledger.certificates.list()
  const rows = []
  for (const partner of partners) {
    rows.push(await partnerRow(ledger, partner, { left, cameToday, certificates, at }))
  }
  return {
    at,
    today,
    partners: rows,
    openFaults: await openFaults(ledger),
    unseen: await ledger.documents.count({ box: 'inbox', notLookedAt: true }),
    certificates: certificateRows(certificates, partners, at),
    perHour: await counts(ledger, hourStarts(at), at),
    perDay: await counts(ledger, dayStarts(at), at),
  }
}

interface Known {
  readonly left: readonly DocumentTally[]
  readonly cameToday: readonly DocumentTally[]
  readonly certificates: readonly StationCertificate[]
  readonly at: Date
}

async function partnerRow(
  ledger: Ledger,
  partner: Partner,
  { left, cameToday, certificates, at }: Known,
): Promise<Overview['partners'][number]> {
  const { name, kind } = partner
  const [lastExchange] = await ledger.exchanges.search({ partner: name, limit: 1 })
  const own = (rows: readonly DocumentTally[], what: Partial<DocumentTally>): number =>
    sum(rows, { ...what, partner: name })
  const used = kind === 'jx-server' ? partner.clientCertificate : undefined
  const certificate = certificates.find((one) => one.name === used)
  return {
    name,
    kind,
    ...defined({ lastExchange }),
    receivedToday: own(cameToday, { box: 'inbox' }),
    sentToday: sentStates.reduce((total, state) => total + own(cameToday, { state }), 0),
    left: leftStates
      .map((state) => ({ state, count: own(left, { state }) }))
      .filter(({ count }) => count > 0),
    ...(certificate === undefined
      ? {}
      : { certificateDaysLeft: daysUntil(endOf(certificate), at) }),
  }
}

async function openFaults(ledger: Ledger): Promise<Overview['openFaults']> {
  const tally = await ledger.faults.tally({ open: true })
  const of = (status: 'fault' | 'warning'): number =>
    tally
      .filter(({ name }) => catalogue[name].status === status)
      .reduce((total, { count }) => total + count, 0)
  const newest = await ledger.faults.search({ open: true, limit: newestFaults })
  return { faults: of('fault'), warnings: of('warning'), newest: newest.map(faultView) }
}

function certificateRows(
  certificates: readonly StationCertificate[],
  partners: readonly Partner[],
  at: Date,
): Overview['certificates'] {
  return certificates
    .map((certificate) => ({
      name: certificate.name,
      notAfter: endOf(certificate),
      daysLeft: daysUntil(endOf(certificate), at),
      usedBy: partners
        .filter((one) => one.kind === 'jx-server' && one.clientCertificate === certificate.name)
        .map(({ name }) => name),
    }))
    .toSorted((a, b) => a.notAfter.getTime() - b.notAfter.getTime())
}

function endOf({ chainPem }: StationCertificate): Date {
  return describeCertificate(chainPem).notAfter
}

/** Documents that came into being from each start to the next. */
async function counts(
  ledger: Ledger,
  starts: readonly Date[],
  end: Date,
): Promise<Overview['perHour']> {
  const rows = []
  for (const [at, from] of starts.entries()) {
    const to = starts[at + 1] ?? new Date(end.getTime() + 1)
    const tally = await ledger.documents.tally({ from, to })
    rows.push({
      from,
      inbox: sum(tally, { box: 'inbox' }),
      outbox: sum(tally, { box: 'outbox' }),
      mailbox: sum(tally, { box: 'mailbox' }),
    })
  }
  return rows
}

function sum(rows: readonly DocumentTally[], what: Partial<DocumentTally>): number {
  const wanted = Object.entries(what) as [keyof DocumentTally, string][]
  return rows
    .filter((row) => wanted.every(([key, value]) => row[key] === value))
    .reduce((total, { count }) => total + count, 0)
}

function hourStarts(at: Date): Date[] {
  const last = new Date(at)
  last.setMinutes(0, 0, 0)
  return Array.from(
    { length: hours },
    (_, back) => new Date(last.getTime() - (hours - 1 - back) * hourMilliseconds),
  )
}

function dayStarts(at: Date): Date[] {
  return Array.from({ length: days }, (_, back) => midnight(at, days - 1 - back))
}

/** By the calendar, as a day is not always 24 hours long. */
function midnight(at: Date, daysBack: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() - daysBack)
}
