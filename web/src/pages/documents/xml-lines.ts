/** One line of formatted XML; an element with children has an end to which it folds. */
export interface XmlLine {
  readonly depth: number
  readonly text: string
  readonly name: string
  /** Index of the closing line. */
  readonly end?: number
}

const mostLines = 200_000

/** Formats XML; undefined if it is none. The browser's parser fetches nothing from outside. */
export function linesOfXml(text: string): readonly XmlLine[] | undefined {
  const parsed = new DOMParser().parseFromString(text.replace(/^\uFEFF/u, ''), 'application/xml')
  if (parsed.getElementsByTagName('parsererror').length > 0) return undefined
  const lines: XmlLine[] = []
  for (const node of parsed.childNodes) addNode(node, 0, lines)
  return lines.length > mostLines ? undefined : lines
}

function addNode(node: Node, depth: number, lines: XmlLine[]): void {
  if (node instanceof Element) {
    addElement(node, depth, lines)
    return
  }
  const text = (node.nodeValue ?? '').trim()
  if (text === '') return
  const shown = node.nodeType === Node.COMMENT_NODE ? `<!-- ${text} -->` : text
  lines.push({ depth, text: shown, name: '' })
}

function addElement(element: Element, depth: number, lines: XmlLine[]): void {
  const name = element.tagName
  const attributes = [...element.attributes].map((one) => ` ${one.name}="${one.value}"`).join('')
  const text = element.textContent.trim()
  if (element.children.length === 0) {
    const whole =
      text === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${text}</${name}>`
    lines.push({ depth, text: whole, name })
    return
  }
  const at = lines.length
  lines.push({ depth, text: '', name })
  for (const child of element.childNodes) addNode(child, depth + 1, lines)
  lines[at] = { depth, text: `<${name}${attributes}>`, name, end: lines.length }
  lines.push({ depth, text: `</${name}>`, name })
}
