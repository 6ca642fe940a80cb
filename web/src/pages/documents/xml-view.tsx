import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../words/i18n.ts'
import { Lines } from './line-views.tsx'
import type { XmlLine } from './xml-lines.ts'

const indent = '  '

/** Formatted XML whose elements fold. */
export function XmlView({ lines }: { lines: readonly XmlLine[] }): ReactNode {
  const { t } = useWords()
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set())
  const shown = visible(lines, folded)
  const toggle = (at: number): void => {
    const next = new Set(folded)
    if (!next.delete(at)) next.add(at)
    setFolded(next)
  }
  const all = lines.flatMap(({ end, depth }, at) => (end !== undefined && depth > 0 ? [at] : []))
  return (
    <>
      <div className="actions">
        <Button size="compact-sm" variant="subtle" onClick={() => setFolded(new Set())}>
          {t('action.expand-all')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => setFolded(new Set(all))}>
          {t('action.collapse-all')}
        </Button>
      </div>
      <Lines
        count={shown.length}
        line={(index) => {
          const at = shown[index] ?? 0
          const line = lines[at]
          if (line === undefined) return null
          const closed = folded.has(at)
          return (
            <>
              {indent.repeat(line.depth)}
              {line.end === undefined ? (
                indent
              ) : (
                <button
                  type="button"
                  className="fold"
                  aria-expanded={!closed}
                  aria-label={t(closed ? 'preview.open' : 'preview.fold', { name: line.name })}
                  onClick={() => toggle(at)}
                >
                  {closed ? '▸' : '▾'}
                </button>
              )}
              {line.text}
              {closed && `…</${line.name}>`}
            </>
          )
        }}
      />
    </>
  )
}

function visible(lines: readonly XmlLine[], folded: ReadonlySet<number>): number[] {
  const shown: number[] = []
  for (let at = 0; at < lines.length; at++) {
    shown.push(at)
    const end = lines[at]?.end
    if (end !== undefined && folded.has(at)) at = end
  }
  return shown
}
