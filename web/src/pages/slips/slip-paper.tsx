import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { SlipPageView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { StateWord } from '../../parts/mark.tsx'
import { useWords } from '../../words/i18n.ts'
import { FindingWord } from './finding-list.tsx'
import { FieldValue, useItemName } from './item-name.tsx'
import { partsOfSlip, type Field, type SlipParts } from './slip-boxes.ts'
import { SlipLines } from './slip-lines.tsx'
import type { ListedSlip } from './listed-slips.ts'

/** A slip as Japanese paper shows it. */
export function SlipPaper({ id, slip }: { id: string; slip: ListedSlip }): ReactNode {
  const params = { id, place: String(slip.place) }
  const { data, error, refetch } = useRead('documents.slip', { params })
  return (
    <article className="slip-paper">
      {error !== null && <ErrorNote failure={error} again={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && (
        <>
          <SlipFindings id={id} number={data.number} />
          <PaperHead page={data} slip={slip} />
          <PaperBody page={data} />
        </>
      )}
    </article>
  )
}

function PaperHead({ page, slip }: { page: SlipPageView; slip: ListedSlip }): ReactNode {
  const { t, language } = useWords()
  return (
    <header className="paper-head">
      <div>
        <div className="paper-small">{t('slip.number')}</div>
        <div className="paper-number">{page.number ?? slip.number}</div>
      </div>
      <h2 className="paper-title">
        {page.number === undefined
          ? page.title[language]
          : t('slip.title', { kind: page.title[language] })}
      </h2>
      <div className="paper-state">
        <Answer slip={slip} />
        <div className="paper-small">{t('slip.standard')}</div>
      </div>
    </header>
  )
}

function Answer({ slip: { answeredBy } }: { slip: ListedSlip }): ReactNode {
  const { t } = useWords()
  const last = answeredBy?.at(-1)
  if (answeredBy === undefined) return null
  if (last === undefined) return <StateWord kind="open">{t('answer.none-yet')}</StateWord>
  return (
    <Link className="plain-link" href={`/documents/${encodeURIComponent(last)}`}>
      <StateWord kind="done">{t('answer.done')}</StateWord>
    </Link>
  )
}

/** The body alone, as it is printed too. */
function PaperBody({ page }: { page: SlipPageView }): ReactNode {
  const parts = partsOfSlip(page)
  return (
    <>
      <Boxes parts={parts} />
      <SlipLines page={page} />
      <Unknown fields={parts.unknown} />
      <Others page={page} fields={parts.others} />
    </>
  )
}

function Boxes({ parts }: { parts: SlipParts }): ReactNode {
  const name = useItemName()
  return (
    <div className="paper-boxes">
      <dl className="paper-row">
        {parts.parties.map(({ field, gln }) => (
          <div key={field.key} className="paper-box">
            <dt>{name(field)}</dt>
            <dd>
              <b>
                <FieldValue field={field} />
              </b>
              <span className="mono">
                {field.value}
                {gln !== undefined && ` · ${gln}`}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <dl className="paper-row">
        {parts.facts.map((field) => (
          <div key={field.key} className="paper-box">
            <dt>{name(field)}</dt>
            <dd>
              <FieldValue field={field} code />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function SlipFindings({ id, number }: { id: string; number: string | undefined }): ReactNode {
  const { t, language } = useWords()
  const { data } = useRead('documents.findings', { params: { id } })
  const here = (data?.items ?? []).filter(({ trade }) => number !== undefined && trade === number)
  if (here.length === 0) return null
  return (
    <details className="paper-findings no-print" open={here.length <= 3}>
      <summary>
        {t('slip.findings')} <b>{here.length}</b>
      </summary>
      <ul className="plain-ways">
        {here.map((one, at) => (
          <li key={at}>
            <FindingWord found={one} /> {one.text[language].message}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What the standard does not know: kept, and shown as it stands. */
function Unknown({ fields }: { fields: readonly Field[] }): ReactNode {
  const { t } = useWords()
  if (fields.length === 0) return null
  return (
    <section className="paper-unknown">
      <h3>{t('slip.unknown-items')}</h3>
      <FieldGrid fields={fields} />
      <p className="hint">{t('slip.unknown-text')}</p>
    </section>
  )
}

function Others({ page, fields }: { page: SlipPageView; fields: readonly Field[] }): ReactNode {
  const { t } = useWords()
  const lines = page.lines.flatMap(({ more, parts }, at) => {
    const all = [...more, ...parts.flatMap((part) => partFields(part))]
    return all.length === 0 ? [] : [{ at: at + 1, all }]
  })
  const parts = page.parts.flatMap((part) => partFields(part))
  const count = fields.length + parts.length + lines.reduce((sum, { all }) => sum + all.length, 0)
  if (count === 0) return null
  return (
    <details className="paper-others no-print">
      <summary>{t('slip.all-items', { count })}</summary>
      <FieldGrid fields={[...fields, ...parts]} />
      {lines.map(({ at, all }) => (
        <section key={at}>
          <h3>{t('slip.line-items', { line: at })}</h3>
          <FieldGrid fields={all} />
        </section>
      ))}
    </details>
  )
}

interface Part {
  readonly fields: readonly Field[]
  readonly parts?: readonly Part[]
}

function partFields({ fields, parts = [] }: Part): Field[] {
  return [...fields, ...parts.flatMap((part) => partFields(part))]
}

function FieldGrid({ fields }: { fields: readonly Field[] }): ReactNode {
  const name = useItemName()
  return (
    <dl className="field-list">
      {fields.map((field, at) => (
        <div key={`${field.key} ${at}`}>
          <dt>{name(field)}</dt>
          <dd>
            <FieldValue field={field} code />
          </dd>
        </div>
      ))}
    </dl>
  )
}
