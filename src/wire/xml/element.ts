/** One element outside of the payload: small, so it is kept as a tree. */
export interface Element {
  readonly name: string
  readonly namespace: string
  readonly mustUnderstand: boolean
  readonly children: Element[]
  /** Its own character data. */
  text: string
}

/** The first child of that local name. */
export function childOf(parent: Element, name: string): Element | undefined {
  return parent.children.find((child) => child.name === name)
}

/** The text of an element and all below it, markup left out. */
export function wholeText(element: Element): string {
  return [element.text, ...element.children.map(wholeText)]
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join(' ')
}

/** A name or namespace from outside, short enough for a message and a log line. */
export function shown(name: string): string {
  return name.length <= 100 ? name : `${name.slice(0, 99)}…`
}
