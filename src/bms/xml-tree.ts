/** An element: its name, its attributes, and text or children in the order of the layout. */
export type Node = readonly [
  name: string,
  content: string | readonly Node[],
  attributes?: Attributes,
]

export type Attributes = Readonly<Record<string, string>>

/** Writes a tree as indented XML. */
export function xmlOf(node: Node, depth = 0): string {
  const [name, content, attributes = {}] = node
  const indent = '  '.repeat(depth)
  const start = `${indent}<${name}${Object.entries(attributes).map(attribute).join('')}>`
  if (typeof content === 'string') return `${start}${escaped(content)}</${name}>\n`
  return `${start}\n${content.map((child) => xmlOf(child, depth + 1)).join('')}${indent}</${name}>\n`
}

function attribute([name, value]: [string, string]): string {
  return ` ${name}="${escaped(value)}"`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
