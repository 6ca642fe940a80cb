import { envelopeItems } from './envelope.ts'
import { messageKindNames, messageKinds, type MessageKindName } from './message-kinds.ts'
import { localName, parseNotation, type SchemaNode } from './notation.ts'

/** What the reader knows before it has met the list of trades. */
export interface EnvelopeSchema {
  readonly root: SchemaNode
  readonly message: SchemaNode
}

/** A whole message type. */
export interface MessageSchema extends EnvelopeSchema {
  readonly kind: MessageKindName
  readonly list: SchemaNode
  readonly trade: SchemaNode
}

const parsed = new Map<MessageKindName, MessageSchema>()
let envelope: EnvelopeSchema | undefined

/** The items of a message type; parsed once, when first asked for. */
export function schemaOf(kind: MessageKindName): MessageSchema {
  const known = parsed.get(kind)
  if (known !== undefined) return known
  const { addressed, items, list, trade } = messageKinds[kind]
  const inMessage = items.replaceAll(/^(?=.)/gm, '  ')
  const root = parseNotation(envelopeText(addressed) + inMessage)
  const message = child(root, 'common:message')
  const listNode = child(message, list)
  const schema = { kind, root, message, list: listNode, trade: child(listNode, trade) }
  parsed.set(kind, schema)
  return schema
}

/** Header and head, as far as all messages share them. */
export function envelopeSchema(): EnvelopeSchema {
  if (envelope === undefined) {
    const root = parseNotation(envelopeText(false))
    envelope = { root, message: child(root, 'common:message') }
  }
  return envelope
}

/**
 * Which kind a list is: by its element, and where two kinds share one, by `sh:Type`.
 * Types are compared without regard to case and blanks, which differ in the field.
 *
 * @returns undefined for a message that is not in the standard we know
 */
export function kindOf(list: string, type: string | undefined): MessageKindName | undefined {
  const local = localName(list)
  const byList = messageKindNames.filter((kind) => localName(messageKinds[kind].list) === local)
  const plain = plainType(type ?? '')
  return byList.find((kind) => plainType(messageKinds[kind].type) === plain) ?? byList[0]
}

function plainType(type: string): string {
  return type.replaceAll(/[\s_-]/g, '').toLowerCase()
}

function envelopeText(addressed: boolean): string {
  return envelopeItems.trimStart().replaceAll('~', addressed ? '!' : '?')
}

function child(node: SchemaNode, name: string): SchemaNode {
  // The names come from the tables beside this file.
  return node.byLocalName.get(localName(name)) as SchemaNode
}
