import { ActionIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import type { SuiteView } from '../../../../src/entry/api/contract.ts'
import { labelOfName } from '../../../../src/wire/tls/versions.ts'
import { StateWord, type MarkKind } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'

const marks: Readonly<Record<SuiteView['strength'], MarkKind>> = {
  strong: 'done',
  weak: 'warning',
  broken: 'fault',
  'not-encrypted': 'fault',
}

/** How strong a suite is, in a word with its shape. */
export function Strength({ strength }: { strength: SuiteView['strength'] }): ReactNode {
  const { t } = useWords()
  return <StateWord kind={marks[strength]}>{t(`strength.${strength}`)}</StateWord>
}

/** The suites of a list in their order; `change` gets the list anew when a row is moved. */
export function SuiteTable(props: {
  suites: readonly SuiteView[]
  change: ((list: string) => void) | undefined
}): ReactNode {
  const { t, language } = useWords()
  const { suites, change } = props
  if (suites.length === 0) return null
  return (
    <div className="scroll-box" role="region" aria-label={t('options.suites')} tabIndex={0}>
      <table className="plain-table suite-table">
        <thead>
          <tr>
            <th scope="col">{t('options.position')}</th>
            <th scope="col">{t('options.suite')}</th>
            <th scope="col">{t('options.strength')}</th>
            <th scope="col">{t('options.suite-versions')}</th>
            <th scope="col">{t('options.reasons')}</th>
            {change !== undefined && <td />}
          </tr>
        </thead>
        <tbody>
          {suites.map((suite, at) => (
            <tr key={suite.name}>
              <td className="number">{at + 1}</td>
              <td className="mono nowrap">{suite.name}</td>
              <td className="nowrap">
                <Strength strength={suite.strength} />
              </td>
              <td className="nowrap">{suite.versions.map(labelOfName).join(', ')}</td>
              <td>{suite.reasons[0]?.[language]}</td>
              {change !== undefined && <MoveButtons suites={suites} at={at} change={change} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function MoveButtons(props: {
  suites: readonly SuiteView[]
  at: number
  change: (list: string) => void
}): ReactNode {
  const { t } = useWords()
  const { suites, at, change } = props
  const names = suites.map(({ name }) => name)
  const name = names[at] ?? ''
  const swap = (other: number): void => {
    const next = [...names]
    next[at] = names[other] ?? name
    next[other] = name
    change(next.join(','))
  }
  return (
    <td className="move">
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={t('options.move-up', { name })}
        disabled={at === 0}
        onClick={() => swap(at - 1)}
      >
        ▲
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={t('options.move-down', { name })}
        disabled={at === names.length - 1}
        onClick={() => swap(at + 1)}
      >
        ▼
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={t('options.take-out', { name })}
        disabled={names.length === 1}
        onClick={() => change(names.filter((one) => one !== name).join(','))}
      >
        ✕
      </ActionIcon>
    </td>
  )
}
