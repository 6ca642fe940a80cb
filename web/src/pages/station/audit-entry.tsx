import { Modal } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { AuditView } from '../../../../src/entry/api/contract.ts'
import { momentText } from '../../parts/moment.ts'
import { Facts } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import { actionText, detailsOf } from './audit-texts.ts'

/** The action of a row; it opens the whole entry, which a row has no room for. */
export function AuditEntry({ entry }: { entry: AuditView }): ReactNode {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const action = actionText(entry.action, t)
  return (
    <>
      <button type="button" className="row-link row-button" onClick={() => setOpen(true)}>
        {action}
      </button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('audit.entry', { number: entry.number })}
        size="lg"
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <EntryFacts entry={entry} action={action} />
      </Modal>
    </>
  )
}

function EntryFacts({ entry, action }: { entry: AuditView; action: string }): ReactNode {
  const { t, language } = useWords()
  return (
    <Facts
      rows={[
        [t('audit.at'), momentText(entry.at, language)],
        [
          t('audit.actor'),
          t('word.with-note', { text: entry.actor, note: t(`audit.via.${entry.via}`) }),
        ],
        [t('audit.action'), t('word.with-note', { text: action, note: entry.action })],
        [t('audit.subject'), entry.subject],
        ...detailsOf(entry, t),
        [
          t('audit.hash'),
          <span key="hash" className="mono">
            {entry.hash}
          </span>,
        ],
      ]}
    />
  )
}
