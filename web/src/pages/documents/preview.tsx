import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, usePrefetchInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState, type ReactNode } from 'react'
import type { PreviewView } from '../../../../src/entry/api/contract.ts'
import { call, type ApiFailure } from '../../api/client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Loading } from '../../parts/loading.tsx'
import { sizeText } from '../../parts/moment.ts'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'
import { HexView, TextView } from './line-views.tsx'
import { linesOfXml, type XmlLine } from './xml-lines.ts'
import { XmlView } from './xml-view.tsx'

type Charset = NonNullable<PreviewView['charset']>
type View = 'xml' | 'text' | 'hex'

const charsets: readonly Charset[] = [
  'utf-8',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'cp037',
  'cp290',
]
const names: Partial<Record<string, string>> = {
  'utf-8': 'UTF-8',
  shift_jis: 'Shift_JIS',
  'euc-jp': 'EUC-JP',
  'iso-2022-jp': 'ISO-2022-JP (JIS)',
  'windows-1252': 'Windows-1252 (ISO-8859-1)',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
  cp037: 'EBCDIC (037)',
  cp290: 'EBCDIC カナ (290)',
}

interface PreviewQuery {
  queryKey: unknown[]
  queryFn: (page: { pageParam: number; signal: AbortSignal }) => Promise<PreviewView>
  initialPageParam: number
  staleTime: number
}

function previewQuery(id: string, charset?: Charset): PreviewQuery {
  return {
    queryKey: ['preview', id, charset],
    queryFn: ({ pageParam, signal }) =>
      call('documents.preview', {
        params: { id },
        query: { offset: pageParam, length: 262_144, ...(charset !== undefined && { charset }) },
        signal,
      }),
    initialPageParam: 0,
    staleTime: Infinity,
  }
}

/** Asks for the preview beside what else a page reads, and not after it. */
export function usePreviewAhead(id: string): void {
  usePrefetchInfiniteQuery(previewQuery(id))
}

/** What is in a document: XML to fold, text in its character set, or bytes. */
export function Preview({ id }: { id: string }): ReactNode {
  const { t } = useWords()
  const [charset, setCharset] = useState<Charset>()
  const found = useInfiniteQuery<PreviewView, ApiFailure, PreviewView[], unknown[], number>({
    ...previewQuery(id, charset),
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages,
  })
  const parts = found.data
  return (
    <Section title={t('document.preview')}>
      <NativeSelect
        label={t('preview.charset')}
        size="sm"
        className="charset"
        value={charset ?? ''}
        data={[
          { value: '', label: t('preview.auto') },
          ...charsets.map((value) => ({ value, label: names[value] ?? value })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget
          setCharset(value === '' ? undefined : (value as Charset))
        }}
      />
      {found.error !== null && <ErrorNote failure={found.error} />}
      {parts === undefined && found.error === null && <Loading />}
      {parts !== undefined && <Views parts={parts} />}
      {found.hasNextPage && (
        <Button
          variant="default"
          size="sm"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('preview.more')}
        </Button>
      )}
    </Section>
  )
}

function Views({ parts }: { parts: readonly PreviewView[] }): ReactNode {
  const { t } = useWords()
  const [chosen, setChosen] = useState<View>()
  const { text, lines, broken, possible } = useMemo(() => viewsOf(parts), [parts])
  const view = chosen !== undefined && possible.includes(chosen) ? chosen : possible[0]
  return (
    <>
      <div className="tab-links" role="group" aria-label={t('document.preview')}>
        {possible.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === view}
            onClick={() => setChosen(one)}
          >
            {t(`preview.${one}`)}
          </button>
        ))}
      </div>
      <ReadAs parts={parts} />
      {broken && <p className="hint">{t('preview.broken-xml')}</p>}
      {view === 'xml' && <XmlView lines={lines} />}
      {view === 'text' && <TextView text={text} />}
      {view === 'hex' && <HexView parts={parts} />}
    </>
  )
}

/** The ways in which a document can be looked at, the best first. */
function viewsOf(parts: readonly PreviewView[]): {
  text: string
  lines: readonly XmlLine[]
  /** It begins as XML does, and is none. */
  broken: boolean
  possible: readonly View[]
} {
  const text = parts.map((part) => part.text ?? '').join('')
  const isText = parts[0]?.text !== undefined
  const whole = parts.at(-1)?.next === undefined
  const isXml = parts[0]?.kind === 'xml' && whole
  const lines = (isXml ? linesOfXml(text) : undefined) ?? []
  const possible: View[] = ['hex']
  if (isText) possible.unshift('text')
  if (lines.length > 0) possible.unshift('xml')
  return { text, lines, broken: isXml && lines.length === 0, possible }
}

function ReadAs({ parts }: { parts: readonly PreviewView[] }): ReactNode {
  const { t } = useWords()
  const [first] = parts
  if (first === undefined) return null
  const { charset, guessed, bytes, text } = first
  const shown = parts.reduce((sum, part) => sum + part.length, 0)
  return (
    <p className="hint">
      {guessed &&
        charset !== undefined &&
        `${t('preview.read-as', { charset: names[charset] ?? charset })} · `}
      {text === undefined && `${t('preview.not-text')} · `}
      {t('preview.part', { bytes: sizeText(bytes), shown: sizeText(shown) })}
    </p>
  )
}
