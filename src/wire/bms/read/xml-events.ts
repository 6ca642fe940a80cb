import { SaxesParser } from 'saxes'

/** What a reader of XML is told. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(): void
  /** The text is no XML, or more than we read; nothing follows. */
  broken(rule: 'xml-broken' | 'doctype-found', detail: string): void
}

/** The XML parser, without namespaces: prefixes that nobody declared are common in the field. */
export class XmlEvents {
  readonly #saxes = new SaxesParser({ xmlns: false, defaultXMLVersion: '1.0' })
  #stopped = false

  constructor(handler: XmlHandler) {
    const saxes = this.#saxes
    const stop = (rule: 'xml-broken' | 'doctype-found', detail: string): void => {
      if (this.#stopped) return
      this.#stopped = true
      handler.broken(rule, detail)
    }
    saxes.on('error', (error) => {
      stop('xml-broken', error.message.replace(/^(undefined:)?\d+:\d+: /, ''))
    })
    saxes.on('doctype', () => {
      stop('doctype-found', 'DOCTYPE')
    })
    saxes.on('opentag', ({ name, attributes }) => {
      if (!this.#stopped) handler.open(name, attributes)
    })
    saxes.on('text', (text) => {
      if (!this.#stopped) handler.text(text)
    })
    saxes.on('cdata', (text) => {
      if (!this.#stopped) handler.text(text)
    })
    saxes.on('closetag', () => {
      if (!this.#stopped) handler.close()
    })
  }

  get line(): number {
    return this.#saxes.line
  }

  get column(): number {
    return this.#saxes.column
  }

  /** Nothing more is read. */
  stop(): void {
    this.#stopped = true
  }

  write(text: string): void {
    if (!this.#stopped) this.#saxes.write(text)
  }

  end(): void {
    if (!this.#stopped) this.#saxes.close()
  }
}
