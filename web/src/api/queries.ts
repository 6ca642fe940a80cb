import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  type UseMutationResult,
} from '@tanstack/react-query'
import type { ResponseOf } from '../../../src/entry/api/contract.ts'
import { queryClient } from '../shell/query-client.ts'
import { call, type ApiFailure, type Request } from './client.ts'
import type { KnownRoute } from './paths.ts'

/** What a reading came to. */
export interface Reading<T> {
  readonly data: T | undefined
  readonly error: ApiFailure | null
  readonly refetch: () => Promise<unknown>
}

/** Reads a route and keeps what it said; `skip` waits with it. */
export function useRead<N extends KnownRoute>(
  name: N,
  request: Request<N>,
  options: { skip?: boolean } = {},
): Reading<ResponseOf<N>> {
  const { data, error, refetch } = useQuery<unknown, ApiFailure>({
    queryKey: [name, request],
    queryFn: ({ signal }) => call(name, { ...request, signal }),
    enabled: options.skip !== true,
  })
  return { data: data as ResponseOf<N> | undefined, error, refetch }
}

interface Page<T> {
  items: readonly T[]
  next?: string | undefined
}
export interface LoadedList<T> {
  items: readonly T[]
  failure: ApiFailure | null
  loading: boolean
  more: boolean
  loadMore: () => void
  again: () => void
}

/** The lists that come page by page. */
export type ListRoute =
  | 'documents.list'
  | 'exchanges.list'
  | 'faults.list'
  | 'audit.list'
  | 'slips.search'
  | 'matching.list'

/** Reads a list page by page, as far as it is looked at. */
export function useList<T>(
  name: ListRoute,
  query: Readonly<Record<string, string | undefined>>,
  params: Readonly<Record<string, string>> = {},
): LoadedList<T> {
  const found = useInfiniteQuery({
    queryKey: [name, query, params],
    queryFn: async ({ pageParam, signal }): Promise<Page<T>> => {
      const cursor = pageParam === '' ? {} : { cursor: pageParam }
      const request = { params, query: { ...query, ...cursor, limit: 200 }, signal }
      return (await call(name as 'documents.list', request as never)) as unknown as Page<T>
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
  return {
    items: found.data?.pages.flatMap((page) => page.items) ?? [],
    failure: found.error as ApiFailure | null,
    loading: found.isLoading || found.isFetchingNextPage,
    more: found.hasNextPage,
    loadMore: () => {
      if (!found.isFetchingNextPage) void found.fetchNextPage()
    },
    again: () => void found.refetch(),
  }
}

/** Changes something; the pages that show it are read again. */
export function useChange<N extends KnownRoute>(
  name: N,
  topics: readonly string[],
): UseMutationResult<ResponseOf<N>, ApiFailure, Request<N>> {
  return useMutation<ResponseOf<N>, ApiFailure, Request<N>>({
    mutationFn: (request) => call(name, request),
    onSuccess: async () => {
      await Promise.all(topics.map(reread))
    },
  })
}

/** Reads again what is shown of a topic: `faults` is `faults.list` and `faults.show`, `callers` is `tls.callers`. */
export async function reread(topic: string): Promise<void> {
  await queryClient.invalidateQueries({
    predicate: ({ queryKey: [name] }) =>
      typeof name === 'string' && (name.startsWith(`${topic}.`) || name.endsWith(`.${topic}`)),
  })
}
