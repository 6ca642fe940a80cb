import { catalogue } from '../../errors/index.ts'
import { certificateEnds } from '../certificates/ends.ts'
import { daysUntil } from '../certificates/expiry.ts'
import { statesThat } from '../exchange/document-states.ts'
import type { ExchangeContext, Ledger } from '../exchange/ports.ts'
import { boardStates } from '../flows/board-words.ts'
import { dayBoard } from '../flows/day-board.ts'
import type { MetricFamily, MetricSample } from './metric.ts'

/** What the figures of a station are made of. */
interface WatchContext extends Pick<ExchangeContext, 'ledger' | 'clock'> {
  /** PEM of the certificates that our server shows. */
  serverChains(): Promise<readonly string[]>
  /** Free bytes where the home lies; undefined: it cannot be told. */
  freeBytes(): Promise<number | undefined>
}

/** Of these a watcher is told how many documents there are. */
const watchedStates = statesThat(({ isUnfinished, left }) => isUnfinished || left !== undefined)

const troubled: readonly (typeof boardStates)[number][] = ['late', 'failed']

/** The figures of a station at this moment, for who watches it from outside. */
export async function figuresOf(context: WatchContext): Promise<readonly MetricFamily[]> {
  const { ledger } = context
  return [
    family('hikyaku_up', 'The station is at work.', [], [{ of: {}, value: 1 }]),
    await certificates(context),
    ...(await flows(context)),
    await documents(ledger),
    await openFaults(ledger),
    ...(await exchanges(ledger)),
    await disk(context),
  ]
}

function family(
  name: string,
  help: string,
  labels: readonly string[],
  samples: readonly MetricSample[],
): MetricFamily {
  return { name, help, labels, samples }
}

async function certificates(context: WatchContext): Promise<MetricFamily> {
  const ends = await certificateEnds(context.ledger, await context.serverChains())
  const now = context.clock.now()
  const samples = ends.map(({ kind, certificate, subject, notAfter, partners }) => ({
    of: { kind, name: certificate ?? subject ?? '', partners: partners.toSorted().join(',') },
    value: daysUntil(notAfter, now),
  }))
  const help = 'Days until a certificate, a CA or a waiver of weak TLS ends.'
  return family('hikyaku_certificate_days_left', help, ['kind', 'name', 'partners'], samples)
}

async function flows({ ledger, clock }: WatchContext): Promise<readonly MetricFamily[]> {
  const { rows } = await dayBoard({ ledger, clock })
  const counts = boardStates.map((state) => ({
    of: { state },
    value: rows.filter((row) => row.state === state).length,
  }))
  const late = rows.map(({ flow, state }) => ({
    of: { flow: flow.name, partner: flow.partner },
    value: troubled.includes(state) ? 1 : 0,
  }))
  return [
    family('hikyaku_flows', 'Flows by their state on the board of today.', ['state'], counts),
    family('hikyaku_flow_late', 'Whether a flow is late or failed.', ['flow', 'partner'], late),
  ]
}

async function documents(ledger: Ledger): Promise<MetricFamily> {
  const tally = await ledger.documents.tally({ states: watchedStates })
  const samples = tally.map(({ partner, box, state, count }) => ({
    of: { partner, box, state },
    value: count,
  }))
  const help = 'Documents on their way, or to be looked at.'
  return family('hikyaku_documents', help, ['partner', 'box', 'state'], samples)
}

async function openFaults(ledger: Ledger): Promise<MetricFamily> {
  const tally = await ledger.faults.tally({ open: true })
  const samples = (['fault', 'warning'] as const).map((severity) => ({
    of: { severity },
    value: tally
      .filter(({ name }) => catalogue[name].status === severity)
      .reduce((sum, { count }) => sum + count, 0),
  }))
  return family('hikyaku_open_faults', 'Faults that nobody acknowledged.', ['severity'], samples)
}

async function exchanges(ledger: Ledger): Promise<readonly MetricFamily[]> {
  const times: MetricSample[] = []
  const outcomes: MetricSample[] = []
  for (const { name: partner } of await ledger.partners.list()) {
    const [last] = await ledger.exchanges.search({ partner, limit: 1 })
    if (last === undefined) continue
    const { startedAt, endedAt = startedAt, outcome } = last
    times.push({ of: { partner }, value: endedAt.getTime() / 1000 })
    outcomes.push({ of: { partner }, value: outcome === 'failed' ? 0 : 1 })
  }
  return [
    family(
      'hikyaku_last_exchange_timestamp_seconds',
      'When the last exchange with a partner ended.',
      ['partner'],
      times,
    ),
    family(
      'hikyaku_last_exchange_ok',
      'Whether it went well, or still runs.',
      ['partner'],
      outcomes,
    ),
  ]
}

async function disk(context: WatchContext): Promise<MetricFamily> {
  const free = await context.freeBytes()
  const samples = free === undefined ? [] : [{ of: {}, value: free }]
  return family('hikyaku_disk_free_bytes', 'Free where the home lies.', [], samples)
}
