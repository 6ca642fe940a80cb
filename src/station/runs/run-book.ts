import { setTimeout as wait } from 'node:timers/promises'
import { defined } from '../../base/defined.ts'
import type { Clock } from '../../base/clock.ts'
import { stationId, type RandomText } from '../../base/ids.ts'
import { causeParams, HikyakuError, isHikyakuError } from '../../errors/index.ts'
import type { Run, RunEnd, RunStage } from './run.ts'

/** Ended runs are known for an hour, and no more of them than this. */
const keptMilliseconds = 3_600_000
const mostKept = 500
/** Changes are told so often at most. */
const tellMilliseconds = 250
/** How long the end of the station waits for runs that are asked to stop. */
const closeMilliseconds = 20_000

/** What a run is about. */
export type RunOrder = Pick<Run, 'kind' | 'startedBy'> & Partial<Pick<Run, 'partner' | 'target'>>

/** A run, for the one who does it. */
export interface RunHandle {
  readonly signal: AbortSignal
  progress(what: string, done: number, total: number | undefined): void
  /** Says how a stage is; one of the same name is the same stage. */
  stage(stage: RunStage): void
}

/** The runs of this process. */
export interface RunBook {
  /** @throws HikyakuError partner-busy, if one like it is under way */
  start(order: RunOrder, work: (run: RunHandle) => Promise<RunEnd>): Run
  /** @throws HikyakuError run-unknown */
  find(id: string): Run
  list(): readonly Run[]
  /** Asks a run to end after the document under way. @throws HikyakuError run-unknown */
  stop(id: string): Run
  /** Calls back at each change of any run; gives back its end. */
  follow(listener: (run: Run) => void): () => void
  /** Asks all to stop, and waits for them for a while. */
  close(): Promise<void>
}

interface Entry {
  view: Run
  readonly abort: AbortController
  readonly ended: Promise<undefined>
  telling: boolean
}

interface Book {
  readonly clock: Clock
  readonly entries: Map<string, Entry>
  readonly listeners: Set<(run: Run) => void>
}

export function createRunBook(clock: Clock, random: RandomText): RunBook {
  const book: Book = { clock, entries: new Map(), listeners: new Set() }
  const find = (id: string): Entry => {
    const entry = book.entries.get(id)
    if (entry === undefined) throw new HikyakuError('run-unknown', { run: id })
    return entry
  }
  return {
    start: (order, work) => {
      refuseTwin(book, order)
      forgetOld(book)
      return begin(book, { id: stationId('R', clock.now(), random), ...order }, work)
    },
    find: (id) => find(id).view,
    list: () => {
      forgetOld(book)
      return [...book.entries.values()].map(({ view }) => view).toReversed()
    },
    stop: (id) => {
      const entry = find(id)
      entry.abort.abort()
      return entry.view
    },
    follow: (listener) => {
      book.listeners.add(listener)
      return () => book.listeners.delete(listener)
    },
    close: async () => {
      for (const { abort } of book.entries.values()) abort.abort()
      const all = Promise.all([...book.entries.values()].map(({ ended }) => ended))
      await Promise.race([all, wait(closeMilliseconds, undefined, { ref: false })])
    },
  }
}

function begin(
  book: Book,
  order: RunOrder & { readonly id: string },
  work: (run: RunHandle) => Promise<RunEnd>,
): Run {
  const abort = new AbortController()
  const startedAt = book.clock.now()
  const view: Run = {
    ...order,
    startedAt,
    state: 'running',
    stages: [],
    documents: [],
    faults: [],
  }
  const { promise: ended, resolve } = Promise.withResolvers<undefined>()
  const entry: Entry = { view, abort, ended, telling: false }
  book.entries.set(order.id, entry)
  tell(book, entry)
  void carryOut(book, entry, work).finally(() => {
    resolve(undefined)
  })
  return view
}

async function carryOut(
  book: Book,
  entry: Entry,
  work: (run: RunHandle) => Promise<RunEnd>,
): Promise<void> {
  const change = (more: Partial<Run>): void => {
    entry.view = { ...entry.view, ...more }
    tell(book, entry)
  }
  const end = await work({
    signal: entry.abort.signal,
    progress: (what, done, total) => {
      change({ progress: { what, done, ...defined({ total }) } })
    },
    stage: (stage) => {
      const { stages } = entry.view
      const at = stages.findIndex(({ name }) => name === stage.name)
      change({ stages: at === -1 ? [...stages, stage] : stages.with(at, stage) })
    },
  }).catch(failed)
  change({ ...end, endedAt: book.clock.now() })
}

function failed(cause: unknown): RunEnd {
  const error = isHikyakuError(cause)
    ? cause
    : new HikyakuError('defect', causeParams(cause), { cause })
  return { state: 'failed', failure: error }
}

/** Tells the listeners soon, and each burst of changes once; the end at once. */
function tell(book: Book, entry: Entry): void {
  const now = (): void => {
    for (const listener of book.listeners) listener(entry.view)
  }
  if (entry.view.endedAt !== undefined) {
    now()
    return
  }
  if (entry.telling) return
  entry.telling = true
  setTimeout(() => {
    entry.telling = false
    if (entry.view.endedAt === undefined) now()
  }, tellMilliseconds).unref()
}

function refuseTwin({ entries }: Book, { kind, partner, target }: RunOrder): void {
  const twin = [...entries.values()].find(
    ({ view }) =>
      view.endedAt === undefined &&
      view.kind === kind &&
      view.partner === partner &&
      view.target === target,
  )
  if (twin === undefined) return
  throw new HikyakuError('partner-busy', {
    partner: partner ?? target ?? '',
    holder: twin.view.id,
  })
}

function forgetOld({ clock, entries }: Book): void {
  const oldest = clock.now().getTime() - keptMilliseconds
  const ended = [...entries].filter(([, { view }]) => view.endedAt !== undefined)
  for (const [at, [id, { view }]] of ended.entries()) {
    const old = (view.endedAt?.getTime() ?? 0) < oldest
    if (old || at < ended.length - mostKept) entries.delete(id)
  }
}
