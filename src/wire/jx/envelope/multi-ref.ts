import { HikyakuError } from '../../../errors/index.ts'
import { shown, type Element } from '../../xml/element.ts'

/**
 * Puts the values that SOAP encoding keeps apart into their places (SOAP 1.1 §5.4.1): Axis and
 * other software of old writes `<senderId href="#id0"/>` in an operation, and behind it
 * `<multiRef id="id0">4500000000011</multiRef>`. It is read where it can mean one thing only:
 * each reference has one plain value, and each value has a reference.
 *
 * @throws HikyakuError multi-ref-refused
 */
export function joinReferences(operation: Element, apart: readonly Element[]): void {
  if (operation.href !== undefined) {
    throw refused(`${operation.name} itself is apart`, `${operation.name} 自体が別の要素`)
  }
  const values = new Map<string, Element>()
  for (const value of apart) {
    const id = value.id ?? ''
    if (values.has(id)) throw refused(`two elements have the id ${id}`, `id「${id}」の要素が 2 つ`)
    values.set(id, value)
  }
  const used = new Set<string>()
  for (const field of operation.children) {
    const id = field.href === undefined ? undefined : join(field, values)
    if (id === undefined) continue
    // The bytes of a document went to its place as they came, and are no text of another field.
    if (used.has(id)) throw refused(`two fields share #${id}`, `2 つの項目が #${id} を共有`)
    used.add(id)
  }
  const unused = [...values.keys()].find((id) => !used.has(id))
  if (unused !== undefined)
    throw refused(`nothing points at #${unused}`, `#${unused} を指す項目がない`)
}

/** @returns the id of the value that the field has now */
function join(field: Element, values: ReadonlyMap<string, Element>): string {
  const { href = '' } = field
  const id = href.startsWith('#') ? href.slice(1) : ''
  const value = values.get(id)
  if (value === undefined) throw notFound(href)
  if (field.text.trim() !== '' || value.children.length > 0 || value.href !== undefined) {
    throw refused(`${field.name} has more than one value`, `${field.name} の値が 1 つではない`)
  }
  field.text = value.text
  return id
}

/** The failure of a reference to nothing. */
export function notFound(href: string): HikyakuError {
  return refused(`${href} is not there`, `${href} がない`)
}

function refused(detail: string, detailJa: string): HikyakuError {
  return new HikyakuError('multi-ref-refused', {
    detail: shown(detail),
    detailJa: shown(detailJa),
  })
}
