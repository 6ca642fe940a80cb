import { audited, type Actor, type AuditNote } from '../accounts/audit.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { AdministrationContext } from '../partners/partners.ts'
import type { DocumentId } from './document.ts'

/**
 * A person says what nobody can know: that a promised document arrived in the operator's
 * folder, or that it is to be given again with the next run.
 *
 * @throws HikyakuError hand-over-not-promised
 */
export async function decideHandOver(
  context: AdministrationContext,
  actor: Actor,
  id: DocumentId,
  decision: 'given' | 'again',
): Promise<void> {
  const note: AuditNote = { action: `hand-over.${decision}`, subject: id }
  await audited(context, actor, note, async ({ documents, promises }) => {
    const promised = await promises.find(id)
    // What another process is at, nobody decides over its head.
    if (promised === undefined || promised.holder === 'other') {
      throw new HikyakuError('hand-over-not-promised', { document: id })
    }
    const document = await documents.find(id)
    if (decision === 'given' && document !== undefined) {
      const change = { at: context.clock.now(), handedOverTo: promised.path }
      await documents.change(id, document.state, change)
    }
    await promises.end(id)
  })
}
