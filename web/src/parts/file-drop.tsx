import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { Button } from '@mantine/core'

/** Takes files that are dropped here or chosen; the button is for the keyboard. */
export function FileDrop(props: {
  label: string
  help: string
  take: (files: readonly File[]) => void
  accept?: string
  multiple?: boolean
  disabled?: boolean
}): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const files = [...event.dataTransfer.files]
    if (files.length > 0 && props.disabled !== true) props.take(files)
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
          if (files.length > 0) props.take(files)
        }}
      />
    </div>
  )
}
