import type { ReactNode } from 'react'

/** The kind of a document: a solid frame for what came, a dashed one for what goes out. */
export function KindChip({ out, children }: { out: boolean; children: ReactNode }): ReactNode {
  return <span className={out ? 'kind-chip kind-chip-out' : 'kind-chip'}>{children}</span>
}
