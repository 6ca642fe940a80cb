import type { ExchangeContext, StationLog } from '../../domain/exchange/index.ts'
import { describeCause } from '../../errors/index.ts'
import type { ChangedEvent } from './contract.ts'

type Topic = ChangedEvent['what'][number]

/** How often the database is asked whether anything was committed, while anybody listens. */
const pollMilliseconds = 1000
/** Exchanges that are looked at: those before them have ended. */
const newestExchanges = 20
/** Who calls again comes first. */
const newestCallers = 20
/** Audit entries that are read at one look. */
const newestEntries = 1000

/** Tells which lists have changed, also by other processes. */
export interface ChangeFeed {
  follow(listener: Tell): () => void
  close(): void
}

type Seen = Readonly<Record<Topic, string>>
type Tell = (what: readonly Topic[]) => void
type Watched = Pick<ExchangeContext, 'ledger'>
type Logged = Watched & { readonly log: StationLog }

/** Polls the database's own version: one number, and only while somebody listens. */
export function createChangeFeed(context: Logged): ChangeFeed {
  const listeners = new Set<Tell>()
  let end: (() => void) | undefined
  const stop = (): void => {
    end?.()
    end = undefined
  }
  return {
    follow: (listener) => {
      listeners.add(listener)
      end ??= poll(context, (what) => {
        for (const one of listeners) one(what)
      })
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

/** Looks now and then; a look that is under way when it is ended tells nothing any more. */
function poll({ ledger, log }: Logged, tell: Tell): () => void {
  let timer: NodeJS.Timeout | undefined
  let ended = false
  let seen: Seen | undefined
  let version = -1
  let failed = false
  const deeds = partnerDeeds({ ledger })
  const look = async (): Promise<void> => {
    const now = await ledger.version()
    if (now === version) return
    version = now
    const before = seen
    seen = await signatures({ ledger }, await deeds())
    if (before !== undefined && !ended) tell(changedTopics(before, seen))
  }
  const next = (): void => {
    void look()
      .then(() => {
        failed = false
      })
      .catch((error: unknown) => {
        // The database may be busy for a moment; the next look will tell. Said once for a while.
        if (!failed && !ended) {
          log.note({ event: 'trouble', detail: `the change feed: ${describeCause(error)}` })
        }
        failed = true
      })
      .finally(() => {
        if (!ended) timer = setTimeout(next, pollMilliseconds).unref()
      })
  }
  next()
  return () => {
    ended = true
    clearTimeout(timer)
  }
}

/** Counts what was done to partners: of a secret that was changed, the lists show nothing. */
function partnerDeeds({ ledger: { audit } }: Watched): () => Promise<number> {
  let last: number | undefined
  let count = 0
  return async () => {
    if (last === undefined) {
      last = (await audit.head())?.number ?? 0
      return count
    }
    const entries = await audit.after(last, newestEntries)
    count += entries.filter(({ action }) => action.startsWith('partner.')).length
    last = entries.at(-1)?.number ?? last
    return count
  }
}

/** A commit that shows in no other list was about a document. */
function changedTopics(before: Seen, now: Seen): Topic[] {
  const changed = (Object.keys(now) as Topic[]).filter((topic) => now[topic] !== before[topic])
  const apart = changed.length > 0 && changed.every((one) => withoutDocument.includes(one))
  return apart || changed.includes('documents') ? changed : [...changed, 'documents']
}

const withoutDocument: readonly Topic[] = ['partners', 'certificates', 'callers']

async function signatures({ ledger }: Watched, deeds: number): Promise<Seen> {
  const [[document], exchanges, faults, partners, certificates, requests, callers] =
    await Promise.all([
      ledger.documents.search({ limit: 1 }),
      ledger.exchanges.search({ limit: newestExchanges }),
      ledger.faults.search({ limit: newestExchanges }),
      ledger.partners.list(),
      ledger.certificates.list(),
      ledger.certificateRequests.list(),
      ledger.strangers.list(newestCallers),
    ])
  return {
    documents: document?.id ?? '',
    exchanges: JSON.stringify(exchanges),
    faults: JSON.stringify(faults),
    partners: JSON.stringify([partners, deeds]),
    certificates: JSON.stringify([certificates, requests]),
    callers: JSON.stringify(callers),
  }
}
