import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { ResponseOf, SuiteView } from '../../../../src/entry/api/contract.ts'
import type { TlsVersion } from '../../../../src/wire/tls/versions.ts'
import { call, type ApiFailure } from '../../api/client.ts'
import { useWords } from '../../words/i18n.ts'

const typingMilliseconds = 250
const none: readonly SuiteView[] = []

export interface CheckedList {
  readonly suites: readonly SuiteView[]
  /** With the fault's ID and the position in the list. */
  readonly problem: string | undefined
  readonly checking: boolean
}

/** Lets the station check a list when the typing rests; what was read last stays on the screen. */
export function useCheckedList(
  partner: string,
  list: string,
  range: { tlsMin: TlsVersion; tlsMax: TlsVersion },
): CheckedList {
  const { language } = useWords()
  const [settled] = useDebouncedValue(list, typingMilliseconds)
  const { data, error, isFetching } = useQuery<ResponseOf<'tls.check-list'>, ApiFailure>({
    queryKey: ['tls.check-list', partner, settled, range],
    queryFn: ({ signal }) =>
      call('tls.check-list', { body: { list: settled, partner, ...range }, signal }),
    placeholderData: (before) => before,
    staleTime: Infinity,
  })
  const said = data?.problem
  const failed = error === null ? undefined : `${error.said.id} ${error.said.message}`.trim()
  return {
    suites: data?.suites ?? none,
    problem: said === undefined ? failed : `${said.number} ${said.text[language].message}`,
    checking: isFetching || settled !== list,
  }
}
