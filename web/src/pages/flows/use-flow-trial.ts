import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { BodyOf, ResponseOf } from '../../../../src/entry/api/contract.ts'
import { call, type ApiFailure } from '../../api/client.ts'
import { useWords } from '../../words/i18n.ts'

export type FlowTrial = ResponseOf<'flows.try'>

const typingMilliseconds = 400

/** Lets the station try what is typed when the typing rests; what was said last stays. */
export function useFlowTrial(flow: BodyOf<'flows.try'> | undefined): FlowTrial | undefined {
  const { language } = useWords()
  const [settled] = useDebouncedValue(flow, typingMilliseconds)
  const { data } = useQuery<FlowTrial, ApiFailure>({
    queryKey: ['flows.try', settled, language],
    queryFn: ({ signal }) =>
      call('flows.try', { body: settled ?? { direction: 'receive' }, signal }),
    enabled: settled !== undefined,
    placeholderData: (before) => before,
  })
  return settled === undefined ? undefined : data
}
