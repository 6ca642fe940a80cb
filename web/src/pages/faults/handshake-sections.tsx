import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { HandshakeView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Section } from '../../parts/page.tsx'
import { Remedies } from '../../parts/remedies.tsx'
import { SequenceDiagram } from '../../parts/sequence-diagram.tsx'
import { useWords } from '../../words/i18n.ts'
import { Agreed } from './agreed.tsx'
import { Tell, type TellText } from './tell.tsx'
import { sequenceOf } from './sequence-of.ts'
import type { KeptWhole } from './wire-facts.ts'

/**
 * Why the handshake of an attempt failed, and the handshake itself as it was recorded, or
 * what was agreed on in one that went well. What the explanation has to say to the partner
 * goes before `tell`, which knows less; `missing` is said where there is no record, and a cause
 * that stands in what was `said` above is not said again.
 */
export function HandshakeSections(props: {
  attemptId: string
  tell?: TellText | undefined
  missing?: string
  said?: string
}): ReactNode {
  const { t } = useWords()
  const { data, error, refetch } = useRead('attempts.handshake', {
    params: { id: props.attemptId },
  })
  if (error !== null && error.status !== 404) {
    return (
      <>
        <Tell tell={props.tell} />
        <ErrorNote failure={error} again={() => void refetch()} />
      </>
    )
  }
  if (error !== null) {
    return (
      <>
        <Tell tell={props.tell} />
        <p className="hint">{props.missing ?? t('fault.no-handshake')}</p>
      </>
    )
  }
  if (data === undefined) return <Loading />
  return (
    <>
      {data.short !== undefined && <Agreed short={data.short} />}
      {data.explanation !== undefined && (
        <Explanation explanation={data.explanation} partner={data.partner} said={props.said} />
      )}
      <Tell tell={data.explanation === undefined ? props.tell : data.explanation.tell} />
      {data.record !== undefined && data.diagram !== undefined && (
        <Handshake record={data.record} diagram={data.diagram} />
      )}
    </>
  )
}

/** Its notes are the cause, which stands above. */
function Handshake(kept: KeptWhole): ReactNode {
  const { t, language } = useWords()
  return (
    <Section title={t('fault.handshake')} id="handshake">
      <SequenceDiagram model={sequenceOf(kept, language, t)} />
    </Section>
  )
}

function Explanation(props: {
  explanation: NonNullable<HandshakeView['explanation']>
  partner: string | undefined
  said: string | undefined
}): ReactNode {
  const { t, language } = useWords()
  const { partner, said = '' } = props
  const { summary, evidence, remedies, advisory, side } = props.explanation
  return (
    <Section title={t('fault.explanation')} id="explanation">
      {!said.includes(summary[language]) && <p className="summary">{summary[language]}</p>}
      <p>
        {t('fault.side')}: {t(`side.${side}`)}
      </p>
      {evidence.length > 0 && (
        <>
          <h3>{t('fault.evidence')}</h3>
          <ul>
            {evidence.map((line) => (
              <li key={line.en}>{line[language]}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{t('fault.remedies')}</h3>
      <Remedies remedies={remedies} partner={partner} />
      {advisory !== undefined && <Advisory advisory={advisory} partner={partner} />}
    </Section>
  )
}

function Advisory(props: {
  partner: string | undefined
  advisory: NonNullable<NonNullable<HandshakeView['explanation']>['advisory']>
}): ReactNode {
  const { t, language } = useWords()
  const { id, title, text } = props.advisory
  const query = props.partner === undefined ? '' : `?partner=${encodeURIComponent(props.partner)}`
  return (
    <>
      <h3>{t('fault.advisory')}</h3>
      <p>
        <b>{title[language]}</b> <span className="hint">({id})</span>
      </p>
      {text !== undefined && <p>{text[language]}</p>}
      <p>
        <Link href={`/advisories/${encodeURIComponent(id)}${query}`}>{t('advisory.open')}</Link>
      </p>
    </>
  )
}
