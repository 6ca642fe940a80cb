import type { ExchangeContext } from '../exchange/index.ts'
import type { ChangedEvent } from './contract.ts'

type Topic = ChangedEvent['what'][number]

/** How often the database is asked whether anything was committed, while anybody listens. */
const pollMilliseconds = 1000
/** Exchanges that are looked at: those before them have ended. */
const newestExchanges = 20

/** Tells which lists have changed, also by other processes. */
export interface ChangeFeed {
  follow(listener: (what: readonly Topic[]) => void): () => void
  close(): void
}

type Seen = Readonly<Record<Topic, string>>

/** Polls the database's own version: one number, and only while somebody listens. */
export function createChangeFeed({ ledger }: Pick<ExchangeContext, 'ledger'>): ChangeFeed {
  const listeners = new Set<(what: readonly Topic[]) => void>()
  let timer: NodeJS.Timeout | undefined
  let seen: Seen | undefined
  let version = -1
  const look = async (): Promise<void> => {
    const now = ledger.version()
    if (now === version) return
    version = now
    const before = seen
    seen = await signatures({ ledger })
    if (before === undefined) return
    const what = changedTopics(before, seen)
    for (const listener of listeners) listener(what)
  }
  const stop = (): void => {
    clearTimeout(timer)
    timer = undefined
    seen = undefined
    version = -1
  }
  const poll = (): void => {
    // The database may be busy or closed for a moment; the next look will tell.
    void look()
      .catch(() => undefined)
      .finally(() => {
        if (listeners.size > 0) timer = setTimeout(poll, pollMilliseconds).unref()
      })
  }
  return {
    follow: (listener) => {
      listeners.add(listener)
      if (listeners.size === 1) poll()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop()
      }
    },
    close: () => {
      listeners.clear()
      stop()
    },
  }
}

/** A commit that shows in no other list was about a document. */
function changedTopics(before: Seen, now: Seen): Topic[] {
  const changed = (Object.keys(now) as Topic[]).filter((topic) => now[topic] !== before[topic])
  const settings = changed.length > 0 && changed.every((one) => settingTopics.includes(one))
  return settings || changed.includes('documents') ? changed : [...changed, 'documents']
}

const settingTopics: readonly Topic[] = ['partners', 'certificates']

async function signatures({ ledger }: Pick<ExchangeContext, 'ledger'>): Promise<Seen> {
  const [[document], exchanges, faults, partners, certificates, requests] = await Promise.all([
    ledger.documents.search({ limit: 1 }),
    ledger.exchanges.search({ limit: newestExchanges }),
    ledger.faults.search({ limit: newestExchanges }),
    ledger.partners.list(),
    ledger.certificates.list(),
    ledger.certificateRequests.list(),
  ])
  return {
    documents: document?.id ?? '',
    exchanges: JSON.stringify(exchanges),
    faults: JSON.stringify(faults),
    partners: JSON.stringify(partners),
    certificates: JSON.stringify([certificates, requests]),
  }
}
