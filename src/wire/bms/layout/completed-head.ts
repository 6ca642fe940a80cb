import type { BmsHead } from '../read/bms-reader.ts'
import { itemOf, type BmsRecord } from '../record.ts'
import { messageKinds } from '../schema/message-kinds.ts'

/** What a new document is told of itself. */
export interface HeadFacts {
  /** Local time as the standard writes it: 2026-12-01T09:00:00. */
  readonly now: string
  /** Id of the document among those of its sender. */
  readonly instance: string
}

const header = 'sh:StandardBusinessDocumentHeader'
const identification = `${header}/sh:DocumentIdentification`
const scope = `${header}/sh:BusinessScope/sh:Scope`

/**
 * A head whose constants, id and time are filled in.
 *
 * @param covered items that the source has a place for: empty there, they stay empty
 */
export function completedHead(
  head: BmsHead,
  { now, instance }: HeadFacts,
  covered: ReadonlySet<string>,
): BmsHead {
  const given = (record: BmsRecord, values: Readonly<Record<string, string>>): BmsRecord => {
    const missing = Object.entries(values).filter(
      ([key]) =>
        !record.values.has(key) && !covered.has(key) && itemOf(record.schema, key) !== undefined,
    )
    return { ...record, values: new Map([...record.values, ...missing]) }
  }
  const { type, version } = messageKinds[head.schema.kind]
  const root = given(head.root, {
    [`${header}/sh:HeaderVersion`]: '1.3',
    [`${header}/sh:Sender/sh:Identifier@Authority`]: 'GLN',
    [`${header}/sh:Receiver/sh:Identifier@Authority`]: 'GLN',
    [`${identification}/sh:Standard`]: 'SecondGenEDI',
    [`${identification}/sh:TypeVersion`]: '1P',
    [`${identification}/sh:InstanceIdentifier`]: instance,
    [`${identification}/sh:Type`]: type,
    [`${identification}/sh:CreationDateAndTime`]: now,
    ...(head.root.values.has(`${scope}/sh:Identifier`)
      ? { [`${scope}/sh:Type`]: 'Communication', [`${scope}/sh:InstanceIdentifier`]: 'Test' }
      : {}),
  })
  const id = root.values.get(`${identification}/sh:InstanceIdentifier`) ?? instance
  return {
    ...head,
    root,
    message: given(head.message, {
      'entityIdentification/uniqueCreatorIdentification': `MSG-${id}`,
    }),
    list: given(head.list, {
      'contentVersion/version': version,
      'documentStructureVersion/version': version,
    }),
  }
}
