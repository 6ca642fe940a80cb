/** One element outside of the payload: small, so it is kept as a tree. */
export interface Element {
  readonly name: string
  readonly namespace: string
  readonly mustUnderstand: boolean
  /** Of SOAP encoding (SOAP 1.1 §5.4.1): the name under which another element points at it. */
  readonly id?: string
  /** Of SOAP encoding: where its value stands. */
  readonly href?: string
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

/**
 * Decodes the texts of an element and all below it, which were read a character a byte.
 *
 * @returns false, and nothing is changed, if their bytes are not of that charset
 */
export function decodeTexts(root: Element, decoder: InstanceType<typeof TextDecoder>): boolean {
  const decoded: (() => void)[] = []
  const decode = (element: Element): void => {
    // What a reference stood for is beyond a byte, and is text already.
    const text = element.text.replaceAll(/[\0-\xff]+/g, (bytes) =>
      decoder.decode(Buffer.from(bytes, 'latin1')),
    )
    decoded.push(() => {
      element.text = text
    })
    element.children.forEach(decode)
  }
  try {
    decode(root)
  } catch {
    return false
  }
  for (const take of decoded) take()
  return true
}

/** A name or namespace from outside, short enough for a message and a log line. */
export function shown(name: string): string {
  return name.length <= 100 ? name : `${name.slice(0, 99)}…`
}
