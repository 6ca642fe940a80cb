import { SaxesParser } from 'saxes'

/** One line of formatted XML; an element with children has an end to which it folds. */
export interface XmlLine {
  readonly depth: number
  readonly text: string
  readonly name: string
  /** Index of the closing line. */
  readonly end?: number
}

interface OpenElement {
  readonly name: string
  readonly start: string
  /** Index of its first line. */
  readonly at: number
  text: string
  hasChildren: boolean
}

const mostLines = 200_000

/**
 * Formats XML; undefined if it is none, or of too many lines. The browser's own parser
 * would do, but it applies what a document says of styles, and the page's policy complains.
 */
export function linesOfXml(text: string): readonly XmlLine[] | undefined {
  const lines: XmlLine[] = []
  const open: OpenElement[] = []
  const state = { broken: false }
  const parser = new SaxesParser()
  const add = (line: string): void => {
    const parent = open.at(-1)
    if (parent !== undefined) parent.hasChildren = true
    flushText(lines, open)
    lines.push({ depth: open.length, text: line, name: '' })
  }
  parser.on('error', () => {
    state.broken = true
  })
  parser.on('comment', (comment) => add(`<!--${comment}-->`))
  parser.on('processinginstruction', ({ target, body }) => add(`<?${target} ${body}?>`))
  parser.on('doctype', (doctype) => add(`<!DOCTYPE ${doctype.trim()}>`))
  const gather = (piece: string): void => {
    const parent = open.at(-1)
    if (parent !== undefined) parent.text += piece
  }
  parser.on('text', gather)
  parser.on('cdata', gather)
  parser.on('opentag', ({ name, attributes }) => {
    const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`)
    const start = `<${name}${said.join('')}`
    add(`${start}>`)
    open.push({ name, start, at: lines.length - 1, text: '', hasChildren: false })
  })
  parser.on('closetag', () => close(lines, open))
  for (
    let at = 0;
    at < text.length && !state.broken && lines.length <= mostLines;
    at += pieceLength
  ) {
    parser.write(text.slice(at, at + pieceLength))
  }
  if (!state.broken) parser.close()
  return state.broken || lines.length > mostLines ? undefined : lines
}

const pieceLength = 65_536

/** Text between elements has a line of its own. */
function flushText(lines: XmlLine[], open: readonly OpenElement[]): void {
  const parent = open.at(-1)
  const text = parent?.text.trim() ?? ''
  if (parent === undefined || text === '') return
  parent.text = ''
  lines.push({ depth: open.length, text: escaped(text), name: '' })
}

function close(lines: XmlLine[], open: OpenElement[]): void {
  const [element] = open.slice(-1)
  if (element === undefined) return
  const { name, start, at, text, hasChildren } = element
  const depth = open.length - 1
  if (hasChildren) {
    flushText(lines, open)
    lines[at] = { depth, text: `${start}>`, name, end: lines.length }
    lines.push({ depth, text: `</${name}>`, name })
  } else {
    const inner = escaped(text.trim())
    lines[at] = { depth, text: inner === '' ? `${start}/>` : `${start}>${inner}</${name}>`, name }
  }
  open.pop()
}

/** As it must stand in XML, so that a text is never taken for an element. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function attribute(text: string): string {
  return escaped(text).replaceAll('"', '&quot;')
}
