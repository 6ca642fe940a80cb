import type { ReactNode } from 'react'

/** How something stands; each kind has a shape of its own, so that colour is never alone. */
export type MarkKind =
  'fault' | 'warning' | 'done' | 'running' | 'waiting' | 'open' | 'hold' | 'off'

const shapes: Readonly<Record<MarkKind, ReactNode>> = {
  fault: (
    <>
      <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" />
      <path d="M5.5 5.5l5 5m0-5l-5 5" stroke="var(--mark-ink)" strokeWidth="1.8" />
    </>
  ),
  warning: (
    <>
      <path d="M8 1l7.4 13.5H.6z" fill="currentColor" />
      <path d="M8 6v4.2m0 1.4v1.6" stroke="var(--mark-ink)" strokeWidth="1.8" />
    </>
  ),
  done: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.5 8.2l2.6 2.6 4.6-5" fill="none" stroke="var(--mark-ink)" strokeWidth="1.8" />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M8 4.4V8l2.6 1.6" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  hold: (
    <>
      <rect
        x="1.5"
        y="1.5"
        width="13"
        height="13"
        rx="3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
      />
      <path d="M6 5v6m4-6v6" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  open: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  waiting: (
    <>
      <rect
        x="2"
        y="2"
        width="12"
        height="12"
        rx="2"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      />
      <path d="M5 8h6" stroke="currentColor" strokeWidth="1.8" />
    </>
  ),
  off: (
    <circle
      cx="8"
      cy="8"
      r="6"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeDasharray="3 2"
    />
  ),
}

/** The shape alone; the word stands beside it. */
export function Mark({ kind }: { kind: MarkKind }): ReactNode {
  return (
    <svg
      className={`mark mark-${kind}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      {shapes[kind]}
    </svg>
  )
}

/** A state in a word with its shape. */
export function StateWord(props: {
  kind: MarkKind
  children: ReactNode
  big?: boolean
}): ReactNode {
  return (
    <span className={`state state-${props.kind}${props.big === true ? ' state-big' : ''}`}>
      <Mark kind={props.kind} />
      <span>{props.children}</span>
    </span>
  )
}
