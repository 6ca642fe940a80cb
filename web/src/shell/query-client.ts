import { QueryCache, QueryClient, MutationCache } from '@tanstack/react-query'
import { ApiFailure } from '../api/client.ts'

export const sessionKey = ['session.show'] as const
/** Set when the station no longer knows the session; the page stays and asks again. */
export const expiredKey = ['session-expired'] as const

function noticeExpiry(failure: unknown): void {
  if (failure instanceof ApiFailure && failure.status === 401) {
    queryClient.setQueryData(expiredKey, true)
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeExpiry }),
  mutationCache: new MutationCache({
    onError: (failure, _variables, _context, mutation) => {
      if (mutation.meta?.['signsIn'] !== true) noticeExpiry(failure)
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (count, failure) => failure instanceof ApiFailure && failure.status === 0 && count < 2,
    },
  },
})
