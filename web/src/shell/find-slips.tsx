import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useLocation } from 'wouter'
import { TextInput } from '@mantine/core'
import { useKeys } from '../parts/use-keys.ts'
import { useWords } from '../words/i18n.ts'
import { slipAddress } from '../pages/slips/slip-query.ts'

/** One field, from every page: what is typed shows what it is looked for by. */
export function FindSlips(): ReactNode {
  const { t } = useWords()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  useKeys({ 'Ctrl+k': () => document.querySelector<HTMLElement>('.frame-find input')?.focus() })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (text.trim() === '') return
    navigate(slipAddress(text))
    setText('')
  }
  return (
    <form className="frame-find" role="search" aria-label={t('nav.slips')} onSubmit={submit}>
      <TextInput
        type="search"
        size="xs"
        aria-label={t('nav.find')}
        placeholder={t('nav.find')}
        value={text}
        rightSection={<kbd>Ctrl K</kbd>}
        rightSectionWidth={60}
        rightSectionPointerEvents="none"
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  )
}
