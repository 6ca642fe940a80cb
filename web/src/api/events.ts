import { useEffect, useState } from 'react'
import type { ChangedEvent, RunView } from '../../../src/api/contract.ts'
import { queryClient } from '../shell/query-client.ts'
import { addressOf } from './client.ts'
import { reread } from './queries.ts'

/** Key under which the newest state of a run is kept. */
export const runKey = (id: string): readonly ['runs.show', string] => ['runs.show', id]

const gatherMilliseconds = 400

/** Follows what changes in the station and reads again what is shown of it. */
export function useLiveUpdates(): boolean {
  const [live, setLive] = useState(true)
  useEffect(() => {
    const source = new EventSource(addressOf('events.follow', {}))
    const changed = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = (): void => {
      timer = undefined
      const topics = [...changed, 'overview']
      changed.clear()
      for (const topic of topics) void reread(topic)
    }
    source.addEventListener('changed', (event: MessageEvent<string>) => {
      for (const topic of (JSON.parse(event.data) as ChangedEvent).what) changed.add(topic)
      timer ??= setTimeout(flush, gatherMilliseconds)
    })
    source.addEventListener('run', (event: MessageEvent<string>) => {
      const run = JSON.parse(event.data) as RunView
      queryClient.setQueryData(runKey(run.id), run)
    })
    source.addEventListener('open', () => setLive(true))
    source.addEventListener('error', () => setLive(false))
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [])
  return live
}
