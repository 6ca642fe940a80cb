import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useWords } from '../words/i18n.ts'
import { sizeText } from './moment.ts'

/** What the station takes of such a file; what is larger is not even read. */
export const mostBytes = { certificate: 512 * 1024, settings: 1024 * 1024 } as const

/** Takes files that are dropped here or chosen; the button is for the keyboard. */
export function FileDrop(props: {
  label: string
  help: string
  take: (files: readonly File[]) => void
  accept?: string
  multiple?: boolean
  /** Bytes of each; what is larger was chosen by mistake. */
  most?: number
  disabled?: boolean
}): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const { t } = useWords()
  const [over, setOver] = useState(false)
  const [large, setLarge] = useState<File>()
  const { most = Infinity } = props
  const take = (files: readonly File[]): void => {
    const found = files.find(({ size }) => size > most)
    setLarge(found)
    if (files.length > 0 && found === undefined) props.take(files)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const files = [...event.dataTransfer.files]
    if (props.disabled !== true) take(files)
  }
  return (
    <div
      className={over ? 'file-drop file-drop-over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p className="hint">{props.help}</p>
      <Button
        variant="default"
        size="sm"
        disabled={props.disabled ?? false}
        onClick={() => input.current?.click()}
      >
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-hidden="true"
        tabIndex={-1}
        accept={props.accept}
        multiple={props.multiple ?? false}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          event.currentTarget.value = ''
          take(files)
        }}
      />
      {large !== undefined && (
        <p className="field-error" role="alert">
          {t('file.too-large', { file: large.name, limit: sizeText(most) })}
        </p>
      )}
    </div>
  )
}
