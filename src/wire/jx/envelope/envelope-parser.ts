import { SaxesParser, type SaxesTagNS } from 'saxes'
import { defined } from '../../../base/defined.ts'
import { describeCause, HikyakuError } from '../../../errors/index.ts'
import { soapNamespace } from '../message.ts'
import { shown, type Element } from '../../xml/element.ts'
import { notFound } from './multi-ref.ts'

/** Elements whose `data` child is the payload. */
const payloadParents = new Set(['PutDocument', 'GetDocumentResponse'])
/** JX nests five deep, and a fault's detail a little deeper. */
const mostDeep = 32

/**
 * Parses the envelope around the payload into a small tree, strictly.
 *
 * It is fed up to each `>`; when `inPayload` turns true, the bytes that follow are
 * the payload's, and the next thing it is fed is the markup that ends it.
 */
export class EnvelopeParser {
  root: Element | undefined
  /** The end tag of the root was seen. */
  whole = false
  inPayload = false
  readonly #open: Element[] = []
  #hadPayload = false
  /** Where the payload stands, if its element only points there (SOAP encoding). */
  #payloadHref: string | undefined
  // XML 1.1 allows control characters in ids, which could then not be sent back.
  readonly #saxes = new SaxesParser({
    xmlns: true,
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  })

  constructor() {
    this.#saxes.on('error', (error) => {
      throw this.#explain(error)
    })
    this.#saxes.on('doctype', (doctype) => {
      if (/^\s*html/i.test(doctype)) throw notAnEnvelope('html')
      throw new HikyakuError('doctype-refused', { detail: 'DOCTYPE' })
    })
    this.#saxes.on('opentag', (tag) => {
      this.#openElement(tag)
    })
    this.#saxes.on('closetag', () => {
      this.#closeElement()
    })
    this.#saxes.on('text', (text) => {
      this.#addText(text)
    })
    this.#saxes.on('cdata', (text) => {
      this.#addText(text)
    })
  }

  write(text: string): void {
    this.#saxes.write(text)
  }

  /** @throws HikyakuError envelope-cut if the root element did not end, multi-ref-refused */
  end(): Element {
    if (!this.whole || this.root === undefined) throw this.#unfinished()
    this.#saxes.close()
    if (this.#payloadHref !== undefined) throw notFound(this.#payloadHref)
    return this.root
  }

  /**
   * Cut, or a bare `&`: the library takes all that follows for the name of an entity,
   * and sending that again would not help.
   */
  #unfinished(): unknown {
    try {
      this.#saxes.write(';')
    } catch (error) {
      if (/entity name/.test(describeCause(error))) return error
    }
    return cut('</Envelope>')
  }

  #openElement(tag: SaxesTagNS): void {
    if (this.whole) throw new HikyakuError('bytes-after-envelope')
    const parent = this.#open.at(-1)
    if (parent === undefined) checkRoot(tag)
    if (this.#open.length >= mostDeep)
      throw malformed(`nested more than ${mostDeep} deep`, `要素の入れ子が ${mostDeep} 段を超過`)
    const element: Element = {
      name: tag.local,
      namespace: tag.uri,
      mustUnderstand: mustBeUnderstood(tag),
      ...defined({ id: plain(tag, 'id'), href: plain(tag, 'href') }),
      children: [],
      text: '',
    }
    if (parent === undefined) this.root = element
    else parent.children.push(element)
    this.#open.push(element)
    if (this.#isPayload(element)) this.#openPayload(element, tag.isSelfClosing)
    else if (this.#isPointedAt(element)) this.inPayload = !tag.isSelfClosing
  }

  /** Bytes of two payloads must never run into one document. */
  #openPayload({ href }: Element, empty: boolean): void {
    if (this.#hadPayload) throw new HikyakuError('element-doubled', { element: 'data' })
    this.#hadPayload = true
    this.#payloadHref = href
    this.inPayload = href === undefined && !empty
  }

  /** The value of `data` where it stands apart; the first one, two are refused by their ids. */
  #isPointedAt({ id }: Element): boolean {
    const [envelope, body] = this.#open
    const apart = this.#open.length === 3 && envelope?.name === 'Envelope' && body?.name === 'Body'
    if (!apart || id === undefined || this.#payloadHref !== `#${id}`) return false
    this.#payloadHref = undefined
    return true
  }

  #isPayload(element: Element): boolean {
    const [envelope, body, operation, ...rest] = this.#open
    return (
      element.name === 'data' &&
      rest.length === 1 &&
      envelope?.name === 'Envelope' &&
      body?.name === 'Body' &&
      payloadParents.has(operation?.name ?? '')
    )
  }

  #closeElement(): void {
    this.#open.pop()
    this.inPayload = false
    if (this.#open.length === 0) this.whole = true
  }

  #addText(text: string): void {
    const element = this.#open.at(-1)
    if (element !== undefined) element.text += text
    else if (text.trim() !== '') throw this.#outside()
  }

  #outside(): HikyakuError {
    return this.whole ? new HikyakuError('bytes-after-envelope') : notAnEnvelope('(text)')
  }

  #explain(error: Error): HikyakuError {
    if (/undefined entity/.test(error.message)) {
      const detail = shown(error.message)
      return new HikyakuError('doctype-refused', { detail, detailJa: `実体参照（${detail}）` })
    }
    if (this.root === undefined && /outside of root/.test(error.message)) return this.#outside()
    if (this.whole) return this.#outside()
    return malformed(error.message, `XML として読めません（${shown(error.message)}）`)
  }
}

function malformed(detail: string, detailJa: string): HikyakuError {
  return new HikyakuError('envelope-malformed', { detail: shown(detail), detailJa })
}

function checkRoot(tag: SaxesTagNS): void {
  if (tag.local !== 'Envelope') throw notAnEnvelope(tag.local)
  if (tag.uri !== soapNamespace)
    throw new HikyakuError('soap-version', { namespace: shown(tag.uri) })
}

/** SOAP 1.1 §4.2.2: the actor that stands for whoever comes next, which is us. */
const nextActor = 'http://schemas.xmlsoap.org/soap/actor/next'

/** An attribute without a namespace. */
function plain(tag: SaxesTagNS, name: string): string | undefined {
  return Object.values(tag.attributes).find(({ local, uri }) => local === name && uri === '')?.value
}

/** What is meant for another actor is theirs to understand. */
function mustBeUnderstood(tag: SaxesTagNS): boolean {
  const ofSoap = (name: string): string | undefined =>
    Object.values(tag.attributes)
      .find(({ local, uri }) => local === name && uri === soapNamespace)
      ?.value.trim()
  const actor = ofSoap('actor') ?? ''
  if (actor !== '' && actor !== nextActor) return false
  return /^(1|true)$/.test(ofSoap('mustUnderstand') ?? '')
}

function notAnEnvelope(element: string): HikyakuError {
  return new HikyakuError('not-an-envelope', { element: shown(element) })
}

/** The failure of a message that ends before it is whole. */
export function cut(detail: string, detailJa = detail): HikyakuError {
  return new HikyakuError('envelope-cut', { detail, detailJa })
}
