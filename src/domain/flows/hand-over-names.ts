import { defined } from '../../base/defined.ts'
import type { DocumentFile, ExchangeContext, StationDocument } from '../exchange/index.ts'
import type { HandOverFlow } from './folder-flows.ts'
import { handOverName, usesSerial } from './hand-over-name.ts'
import { timeIn } from './time-in-name.ts'

/**
 * The file as which a document is given. Its name, with its serials, is drawn once and kept:
 * a repetition after a crash has the same one, and no serial is passed over.
 */
export async function nameForDocument(
  { ledger }: Pick<ExchangeContext, 'ledger'>,
  flow: HandOverFlow,
  subject: { readonly document: StationDocument; readonly extension: string },
): Promise<Omit<DocumentFile, 'document'>> {
  const { folder } = flow
  const { document } = subject
  const partner = await ledger.partners.find(flow.partner)
  const name = await ledger.commit(async ({ handOverNames }) => {
    const known = await handOverNames.nameOf(document.id)
    if (known !== undefined) return known
    const time = timeIn(flow.timetable?.zone, document.createdAt)
    const uses = usesSerial(folder.name)
    const serials = {
      serial: uses.serial ? await handOverNames.next(flow.id) : 0,
      daySerial: uses.day ? await handOverNames.next(flow.id, time.date) : 0,
    }
    const drawn = handOverName(folder.name, {
      partner: flow.partner,
      partnerId: partner?.partnerId ?? '',
      flow: flow.name,
      type: document.documentType,
      format: document.formatType,
      ...time,
      ...serials,
      sender: document.senderId,
      receiver: document.receiverId,
      messageId: document.messageId,
      name: stemOf(document.fileName ?? document.documentType),
      id: document.id,
      extension: subject.extension,
    })
    await handOverNames.keep(document.id, drawn)
    return drawn
  })
  return {
    directory: folder.path,
    name,
    naming: namingOf(folder.name, { name, id: document.id }),
    waits: folder.exists === 'wait',
    ...defined({ doneFile: folder.doneFile, mode: folder.mode }),
  }
}

/** By the name as it was drawn: a long one was cut, and the pattern may be another by now. */
function namingOf(
  pattern: string,
  { name, id }: { readonly name: string; readonly id: string },
): NonNullable<DocumentFile['naming']> {
  if (name.includes(id)) return 'id'
  return usesSerial(pattern).serial ? 'serial' : 'fixed'
}

function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '')
}
