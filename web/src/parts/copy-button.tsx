import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useWords } from '../words/i18n.ts'

/** Copies a text, and says so. */
export function CopyButton(props: { text: string; label: string }): ReactNode {
  const { t } = useWords()
  const clipboard = useClipboard({ timeout: 2500 })
  return (
    <>
      <Button size="sm" variant="default" onClick={() => clipboard.copy(props.text)}>
        {clipboard.copied ? t('action.copied') : props.label}
      </Button>
      <span className="only-read" role="status">
        {clipboard.copied ? t('action.copied') : ''}
      </span>
    </>
  )
}
