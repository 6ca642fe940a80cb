import type { Command } from 'commander'

import { boxes } from '../../../domain/exchange/boxes.ts'
import { documentStates } from '../../../domain/exchange/document-states.ts'
import type { DocumentQuery } from '../../../domain/exchange/index.ts'
import { oneOf, plainValue } from '../arguments.ts'
import { addCommand, addOption } from '../command.ts'
import { addDays } from '../days.ts'
import { kindWords } from '../print/kind-words.ts'
import { addLimit, printList } from '../print/list.ts'
import { formatTime } from '../print/times.ts'
import { stateText } from '../print/state-text.ts'
import type { Session } from '../session.ts'

export function registerDocumentList(group: Command, session: Session): void {
  const command = addCommand(group, session, {
    name: 'list',
    help: 'document.list',
    examples: [
      'hikyaku document list --box inbox',
      'hikyaku document list --box inbox --from yesterday',
      'hikyaku document list --partner retailer --state waiting --json',
    ],
  })
  addOption(command, session, {
    flags: '--box <box>',
    help: 'option.box',
    parse: oneOf('--box', boxes),
    words: boxes,
  })
  addOption(command, session, {
    flags: '--partner <name>',
    help: 'option.partner',
    parse: plainValue('--partner'),
  })
  addOption(command, session, {
    flags: '--state <state>',
    help: 'option.state',
    parse: oneOf('--state', documentStates),
    words: documentStates,
  })
  addDays(command, session)
  addLimit(command, session)
  command.action((query: DocumentQuery) => list(session, query))
}

function list(session: Session, query: DocumentQuery): Promise<void> {
  return session.withStation(async ({ ledger }) => {
    const { t } = session
    const kind = await kindWords(session)
    await printList(session, query.limit, (limit) => ledger.documents.search({ ...query, limit }), {
      head: [
        t('label.id'),
        t('label.box'),
        t('label.partner'),
        t('label.document-type'),
        t('label.state'),
        t('label.file'),
        t('label.bytes'),
        t('label.created'),
      ],
      right: [6],
      row: (document) => [
        document.id,
        t(`box.${document.box}`),
        document.partner,
        kind(document.documentType),
        stateText(session, document),
        document.fileName ?? '-',
        String((document.content ?? document.wire).bytes),
        formatTime(document.createdAt),
      ],
    })
  })
}
