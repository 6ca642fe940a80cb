import { useEffect, useRef, type ReactNode } from 'react'
import type { ApiError } from '../../../src/entry/api/contract.ts'
import type { ApiFailure } from '../api/client.ts'
import { useWords } from '../words/i18n.ts'
import { ErrorNote } from './error-note.tsx'
import { StateWord } from './mark.tsx'

/** What the station said of the fields of a form, by their places. */
export function saidAt(
  said: readonly Pick<ApiError, 'field' | 'detail' | 'message'>[],
): (place: string, exactly?: boolean) => string | undefined {
  return (place, exactly = false) => {
    const found = said.find(
      ({ field = '' }) => field === place || (!exactly && field.startsWith(`${place}.`)),
    )
    return found === undefined ? undefined : (found.detail ?? found.message)
  }
}

/**
 * Why a form was refused: at the field, if it has one here, to which the focus goes; else as a
 * whole.
 *
 * @param fields where its fields stand in the settings
 */
export function FormFailure(props: {
  failure: ApiFailure | null
  fields: readonly string[]
}): ReactNode {
  const { t } = useWords()
  const { failure, fields } = props
  const note = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    const form = note.current?.closest('form')
    form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [failure])
  if (failure === null) return null
  const { field = '', id } = failure.said
  const isHere = fields.some((one) => field === one || field.startsWith(`${one}.`))
  if (!isHere) return <ErrorNote failure={failure} />
  return (
    <p role="alert" ref={note}>
      <StateWord kind="fault">{t('error.at-field', { id })}</StateWord>
    </p>
  )
}
