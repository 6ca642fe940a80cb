import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import type { BodyOf, TriedAnswerView } from '../../../../src/entry/api/contract.ts'
import { call, type ApiFailure } from '../../api/client.ts'

const restMilliseconds = 250

/** The station reckons and checks what was typed, as soon as the typing rests. */
export function useTried(
  id: string,
  told: BodyOf<'documents.try-answer'>,
  skip: boolean,
): { tried: TriedAnswerView | undefined; failure: ApiFailure | null; isFresh: boolean } {
  const text = JSON.stringify(told)
  const [rested] = useDebouncedValue(text, restMilliseconds)
  const { data, error, isFetching } = useQuery<TriedAnswerView, ApiFailure>({
    queryKey: ['answer.try', id, rested],
    queryFn: ({ signal }) =>
      call('documents.try-answer', {
        params: { id },
        body: JSON.parse(rested) as BodyOf<'documents.try-answer'>,
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: !skip,
  })
  return { tried: data, failure: error, isFresh: rested === text && !isFetching }
}
