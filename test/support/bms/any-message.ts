import fc from 'fast-check'

import {
  localName,
  messageKinds,
  newRecord,
  recordsBelow,
  schemaOf,
  withCheckDigit,
  type BmsDocument,
  type BmsRecord,
  type MessageKindName,
  type SchemaNode,
  type ValueType,
} from '../../../src/wire/bms/index.ts'

/** Characters as they stand in names of goods, and those that XML and CSV have to escape. */
const letters = Array.from('あいアイ食品練習ｱｲ１２AZaz09 ・＆&<>",\'-（）株㈱①～−髙﨑')

const digit = fc.constantFrom(...Array.from('0123456789'))

function joined(unit: fc.Arbitrary<string>, min: number, max: number): fc.Arbitrary<string> {
  return fc.array(unit, { minLength: min, maxLength: max }).map((all) => all.join(''))
}

const day = fc
  .date({ min: new Date('2009-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** A text that an item of this type may hold. */
function valueOf(item: SchemaNode, type: ValueType): fc.Arbitrary<string> {
  const name = localName(item.name)
  switch (type.kind) {
    case 'date':
      return name === 'CreationDateAndTime' ? day.map((one) => `${one}T12:34:56`) : day
    case 'digits': {
      const most = type.length ?? 5
      if (name === 'gtin') return joined(digit, 12, 12).map((d) => withCheckDigit(`0${d}`))
      if (name === 'gln') return joined(digit, 12, 12).map(withCheckDigit)
      return joined(digit, 1, Math.min(most, 14))
    }
    case 'decimal': {
      const whole = type.length - type.decimals - 1
      const fraction = type.decimals === 0 ? fc.constant('') : joined(digit, 1, type.decimals)
      return fc
        .tuple(fc.integer({ min: 0, max: 10 ** Math.min(whole, 8) - 1 }), fraction)
        .map(([units, rest]) => (rest === '' ? String(units) : `${units}.${rest}`))
    }
    case 'text':
      if (name === '@plusMinus') return fc.constantFrom('+', '-')
      if (/Time$/.test(name)) return fc.constant('09:30:00')
      return joined(fc.constantFrom(...letters), 1, Math.min(type.length ?? 12, 12)).map(
        // Blanks around a value are not part of it.
        (text) => text.replaceAll(/^ +| +$/g, '_'),
      )
  }
}

type Values = readonly (readonly [string, string])[]

/** Values of a group and the groups in it: what is required, and some of the rest. */
function valuesOf(group: SchemaNode): fc.Arbitrary<Values> {
  const parts = [...group.attributes, ...group.children]
    .filter((node) => !node.repeats)
    .map((node) => partOf(node))
  return fc.tuple(...parts).map((all) => all.flat())
}

function partOf(node: SchemaNode): fc.Arbitrary<Values> {
  const own = node.value === undefined ? valuesOf(node) : itemValues(node, node.value)
  return node.required ? own : fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, own)
}

function itemValues(item: SchemaNode, type: ValueType): fc.Arbitrary<Values> {
  return fc
    .tuple(valueOf(item, type), ...item.attributes.map((attribute) => partOf(attribute)))
    .map(([value, ...attributes]) => [[item.key, value] as const, ...attributes.flat()])
}

/** A record with the records in it. */
function anyRecord(schema: SchemaNode): fc.Arbitrary<BmsRecord> {
  const below = recordsBelow(schema).map((node) =>
    fc.array(anyRecord(node), { minLength: node.required ? 1 : 0, maxLength: 2 }),
  )
  return fc.tuple(valuesOf(schema), fc.tuple(...below)).map(([values, children]) => {
    const there = (group: string): boolean =>
      group === '' || values.some(([key]) => key.startsWith(`${group}/`))
    const fitting = children.flat().filter((child) => there(child.schema.under))
    return newRecord(schema, values, fitting)
  })
}

/** A message of a kind that the standard allows, with items and lengths of every sort. */
export function anyMessage(kind: MessageKindName): fc.Arbitrary<BmsDocument> {
  const schema = schemaOf(kind)
  return fc
    .record({
      header: valuesOf(below(schema.root, 'StandardBusinessDocumentHeader')),
      identification: valuesOf(
        below(schema.root, 'StandardBusinessDocumentHeader', 'DocumentIdentification'),
      ),
      message: valuesOf(schema.message),
      list: valuesOf(schema.list),
      trades: fc.array(anyRecord(schema.trade), { minLength: 1, maxLength: 3 }),
    })
    .map(({ header, identification, message, list, trades }) => ({
      head: {
        schema,
        // Two kinds share a list, so that only their type tells them apart.
        root: newRecord(schema.root, [
          ...header,
          ...identification,
          [typeKey, messageKinds[kind].type],
        ]),
        message: newRecord(schema.message, message),
        list: newRecord(schema.list, list),
        namespaces: {},
      },
      trades,
    }))
}

const typeKey = 'sh:StandardBusinessDocumentHeader/sh:DocumentIdentification/sh:Type'

function below(node: SchemaNode, ...names: readonly string[]): SchemaNode {
  return names.reduce((at, name) => at.byLocalName.get(name)!, node)
}

/** What two messages are compared by: not where they were read from. */
export function contentOf({ head, trades }: BmsDocument): unknown {
  const { root, message, list } = head
  return [root, message, list, ...trades].map(plain)
}

function plain({ schema, values, children, extras }: BmsRecord): unknown {
  return { name: schema.name, values: new Map(values), children: children.map(plain), extras }
}
