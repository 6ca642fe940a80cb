import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { RunView } from '../../../src/entry/api/contract.ts'
import { queryClient } from '../shell/query-client.ts'
import { addressOf, call, type ApiFailure } from './client.ts'
import { runKey } from './events.ts'

/** Follows a run until it ends. */
export function useRun(id: string): { run: RunView | undefined; failure: ApiFailure | null } {
  const { data, error } = useQuery<RunView, ApiFailure>({
    queryKey: runKey(id),
    queryFn: () => call('runs.show', { params: { id } }),
  })
  const ended = data?.endedAt !== undefined
  useEffect(() => {
    if (ended) return undefined
    const source = new EventSource(addressOf('runs.events', { params: { id } }))
    source.addEventListener('run', (event: MessageEvent<string>) => {
      const run = JSON.parse(event.data) as RunView
      queryClient.setQueryData(runKey(id), run)
      if (run.endedAt !== undefined) source.close()
    })
    return () => source.close()
  }, [id, ended])
  return { run: data, failure: error }
}
