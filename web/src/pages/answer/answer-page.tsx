import type { ReactNode } from 'react'
import type { DocumentView, OrderSheetView } from '../../../../src/entry/api/contract.ts'
import { useRead } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { usePathParams } from '../../shell/path-params.ts'
import { useWords } from '../../words/i18n.ts'
import { AnswerForm } from './answer-form.tsx'

/** 出荷入力: what is shipped of an order, line by line, and its sending. */
export function AnswerPage(): ReactNode {
  const { t } = useWords()
  const { id = '' } = usePathParams()
  const document = useRead('documents.show', { params: { id } })
  const sheet = useRead('documents.order', { params: { id } })
  const error = document.error ?? sheet.error
  if (document.data !== undefined && sheet.data !== undefined) {
    return <Loaded document={document.data.document} sheet={sheet.data} />
  }
  return (
    <Page title={t('slip.answer')} back={{ to: '/inbox', title: t('nav.inbox') }}>
      {error === null ? (
        <Loading />
      ) : (
        <ErrorNote
          failure={error}
          again={() => {
            void document.refetch()
            void sheet.refetch()
          }}
        />
      )}
    </Page>
  )
}

function Loaded(props: { document: DocumentView; sheet: OrderSheetView }): ReactNode {
  return <AnswerForm key={props.document.id} {...props} />
}
