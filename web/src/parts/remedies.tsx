import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { FaultAction, RemedyView } from '../../../src/entry/api/contract.ts'
import { useWords } from '../words/i18n.ts'
import { placeOf, type Place } from './places.ts'

/** What can be done, in order: each with its place in the console, and its command below it. */
export function Remedies(props: {
  remedies: readonly RemedyView[]
  partner: string | undefined
}): ReactNode {
  const { language } = useWords()
  return (
    <ol className="remedies">
      {props.remedies.map((remedy) => (
        <li key={remedy.en}>
          {remedy[language]}
          {remedy.actions !== undefined && <Actions all={remedy.actions} partner={props.partner} />}
        </li>
      ))}
    </ol>
  )
}

/** Where something is done in the console, and its command below it. */
export function Actions(props: {
  all: readonly FaultAction[]
  partner?: string | undefined
}): ReactNode {
  if (props.all.length === 0) return null
  return (
    <ul className="remedy-actions">
      {props.all.map(({ place, command, partner }) => (
        <li key={command}>
          {place !== undefined && <PlaceLink place={place} partner={partner ?? props.partner} />}
          <Command text={command} />
        </li>
      ))}
    </ul>
  )
}

/** The way to a place, called by its titles from the menu on. */
export function PlaceLink(props: { place: Place; partner: string | undefined }): ReactNode {
  const { t } = useWords()
  const { word, href } = placeOf(props.place, props.partner)
  return <Link href={href}>{t(word)}</Link>
}

/** The same at the command line. */
export function Command({ text }: { text: string }): ReactNode {
  const { t } = useWords()
  return (
    <div className="hint">
      {t('remedy.command')}: <code className="mono">{text}</code>
    </div>
  )
}
