import { useState, type ReactNode } from 'react'

/** Fields that few need: closed until somebody opens them, or something is wrong there. */
export function MoreFields(props: {
  title: string
  children: ReactNode
  /** Something is wrong in them, or they say something unusual. */
  open: boolean
}): ReactNode {
  const [opened, setOpened] = useState(props.open)
  return (
    <details
      className="more-fields"
      open={opened || props.open}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>{props.title}</summary>
      {props.children}
    </details>
  )
}
