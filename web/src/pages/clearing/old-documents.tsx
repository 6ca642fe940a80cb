import { useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import type { ResponseOf } from '../../../../src/entry/api/contract.ts'
import { figureText } from '../../parts/figures.ts'
import { dayText, sizeText } from '../../parts/moment.ts'
import { useWords } from '../../words/i18n.ts'
import { DocumentKind } from '../documents/slip-summary.tsx'

type Preview = ResponseOf<'clearing.preview'>

/** The rest is counted, as the command line does it. */
const shown = 20
const dayMilliseconds = 86_400_000

/** The documents that would go first, each with its age. */
export function OldDocuments({ preview }: { preview: Preview }): ReactNode {
  const { t } = useWords()
  const { documents, payloads, records } = preview
  const first = documents.slice(0, shown)
  const left = payloads + records - first.length
  if (first.length === 0) return null
  return (
    <div className="scroll-wide">
      <table className="plain-table old-table">
        <thead>
          <tr>
            <th scope="col">{t('clearing.part')}</th>
            <th scope="col">{t('documents.type')}</th>
            <th scope="col">{t('list.partner')}</th>
            <th scope="col">{t('documents.size')}</th>
            <th scope="col">{t('clearing.settled')}</th>
          </tr>
        </thead>
        <tbody>
          {first.map((one) => (
            <OldDocument key={`${one.part} ${one.document.id}`} {...one} />
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="hint">{t('clearing.more', { count: figureText(left) })}</p>}
    </div>
  )
}

function OldDocument({ part, document, settledAt }: Preview['documents'][number]): ReactNode {
  const { t, language } = useWords()
  const [now] = useState(() => Date.now())
  const age = Math.floor((now - Date.parse(settledAt)) / dayMilliseconds)
  const { id, partner, content, wire } = document
  return (
    <tr>
      <td>{t(`clearing.part.${part}`)}</td>
      <td>
        <Link href={`/documents/${encodeURIComponent(id)}`}>
          <DocumentKind document={document} />
        </Link>
      </td>
      <td>{partner}</td>
      <td>{sizeText((content ?? wire).bytes)}</td>
      <td>{t('clearing.age', { day: dayText(settledAt, language), count: figureText(age) })}</td>
    </tr>
  )
}
