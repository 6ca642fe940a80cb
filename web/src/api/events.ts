import { useEffect, useState } from 'react'
import type { ChangedEvent, RunView } from '../../../src/entry/api/contract.ts'
import { queryClient } from '../shell/query-client.ts'
import { addressOf } from './client.ts'
import { reread } from './queries.ts'

/** Key under which the newest state of a run is kept. */
export const runKey = (id: string): readonly ['runs.show', string] => ['runs.show', id]

const gatherMilliseconds = 400
const againMilliseconds = 3000

/** Follows what changes in the station and reads again what is shown of it. */
export function useLiveUpdates(): boolean {
  const [live, setLive] = useState(true)
  useEffect(() => followStation(setLive), [])
  return live
}

/** @returns ends it */
function followStation(tell: (live: boolean) => void): () => void {
  const changed = new Set<string>()
  let gathering: ReturnType<typeof setTimeout> | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let source: EventSource | undefined
  let missed = false
  const flush = (): void => {
    gathering = undefined
    const topics = [...changed, 'overview', 'today', 'matching']
    changed.clear()
    for (const topic of topics) void reread(topic)
  }
  const open = (): void => {
    source = new EventSource(addressOf('events.follow', {}))
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      for (const topic of (JSON.parse(event.data) as ChangedEvent).what) changed.add(topic)
      gathering ??= setTimeout(flush, gatherMilliseconds)
    })
    source.addEventListener('run', (event: MessageEvent<string>) => {
      const run = JSON.parse(event.data) as RunView
      queryClient.setQueryData(runKey(run.id), run)
    })
    source.addEventListener('open', () => {
      tell(true)
      // What changed in the meantime was told to nobody.
      if (missed) void queryClient.invalidateQueries()
      missed = false
    })
    source.addEventListener('error', lost)
  }
  function lost(): void {
    missed = true
    tell(false)
    // A browser gives up for good where it was refused, as when the session has ended:
    // a reading finds out, and lets the operator sign in again.
    if (source?.readyState !== EventSource.CLOSED) return
    void reread('overview')
    again = setTimeout(open, againMilliseconds)
  }
  open()
  return () => {
    clearTimeout(gathering)
    clearTimeout(again)
    source?.close()
  }
}
