import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, type ReactNode } from 'react'
import type { PreviewView } from '../../../../src/entry/api/contract.ts'
import { useWords } from '../../words/i18n.ts'

const lineHeight = 20
const bytesInLine = 16

/** Lines of a fixed height, however many: only those on the screen are in the page. */
export function Lines(props: { count: number; line: (at: number) => ReactNode }): ReactNode {
  const { t } = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: props.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: 20,
  })
  return (
    <div
      ref={scroller}
      className="lines mono"
      role="region"
      aria-label={t('document.preview')}
      tabIndex={0}
    >
      <div className="table-body" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => (
          <div key={index} className="line" style={{ transform: `translateY(${start}px)` }}>
            {props.line(index)}
          </div>
        ))}
      </div>
    </div>
  )
}

export function TextView({ text }: { text: string }): ReactNode {
  const lines = text.split(/\r\n|\r|\n/u)
  return <Lines count={lines.length} line={(at) => lines[at]} />
}

export function HexView({ parts }: { parts: readonly PreviewView[] }): ReactNode {
  const bytes = parts.flatMap(({ base64 }) => {
    const text = atob(base64)
    return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  })
  return (
    <Lines
      count={Math.ceil(bytes.length / bytesInLine)}
      line={(at) => hexLine(bytes.slice(at * bytesInLine, (at + 1) * bytesInLine), at)}
    />
  )
}

function hexLine(bytes: readonly number[], at: number): string {
  const place = (at * bytesInLine).toString(16).padStart(8, '0')
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const text = bytes.map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.'))
  return `${place}  ${hex.padEnd(bytesInLine * 3)} ${text.join('')}`
}
