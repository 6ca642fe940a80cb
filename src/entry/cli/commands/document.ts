import { stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { Command } from 'commander'

import { HikyakuError } from '../../../errors/index.ts'
import type { StationDocument } from '../../../domain/exchange/index.ts'
import { addCommand, addGroup } from '../command.ts'
import { kindWords } from '../print/kind-words.ts'
import { programLines } from '../print/program-lines.ts'
import { facts } from '../print/table.ts'
import { formatTime } from '../print/times.ts'
import type { Session } from '../session.ts'
import { registerDocumentList } from './document-list.ts'
import { registerProgramDeeds } from './document-process.ts'
import { registerWithdrawals } from './document-withdraw.ts'

export function registerDocument(program: Command, session: Session): void {
  const group = addGroup(program, session, 'document')
  registerDocumentList(group, session)
  registerShow(group, session)
  registerSave(group, session)
  registerRetake(group, session)
  registerSendAgain(group, session)
  registerWithdrawals(group, session)
  registerProgramDeeds(group, session)
}

function registerShow(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'show <id>',
    help: 'document.show',
    arguments: { id: 'argument.document' },
    examples: ['hikyaku document show D-261124-7F3K9Q2M4T'],
  }).action((id: string) =>
    session.withStation(async (station) => {
      const { findDocument } = await import('../../../domain/exchange/index.ts')
      const document = await findDocument(station, id)
      const kind = await kindWords(session)
      const programs = await station.ledger.programRuns.ofSubject(id)
      const shown = programs.length === 0 ? document : { ...document, programs }
      session.show(
        shown,
        () =>
          documentFacts(document, kind(document.documentType), session) +
          programLines(session, programs),
      )
    }),
  )
}

function registerSave(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'save <id> <file>',
    help: 'document.save',
    arguments: { id: 'argument.document', file: 'argument.file' },
    examples: ['hikyaku document save D-261124-7F3K9Q2M4T order.xml'],
  }).action((id: string, file: string) =>
    session.withStation(async (station) => {
      const { findDocument, notedAsSaved, saveDocument } =
        await import('../../../domain/exchange/index.ts')
      await findDocument(station, id)
      const path = resolve(session.io.directory, file)
      if (await isThere(path)) throw new HikyakuError('file-exists', { file })
      const { document, chunks } = await saveDocument(station, id)
      const written = await station.handOver.write(
        dirname(path),
        basename(path),
        notedAsSaved(station, document, session.actor.name, chunks),
      )
      const { bytes } = document.content ?? document.wire
      session.show({ document: id, file: written, bytes }, () =>
        session.t('document.saved', { document: id, file: written, bytes }),
      )
    }),
  )
}

function registerRetake(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'retake <id>',
    help: 'document.retake',
    arguments: { id: 'argument.document' },
    examples: ['hikyaku document retake D-261124-7F3K9Q2M4T'],
  }).action((id: string) =>
    session.withStation(async (station) => {
      const { retake } = await import('../../../domain/exchange/index.ts')
      const document = await retake(station, session.actor, id)
      session.show(document, () =>
        session.t('document.retaken', {
          document: id,
          state: session.t(`state.${document.state}`),
        }),
      )
    }),
  )
}

function registerSendAgain(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'send-again <id>',
    help: 'document.send-again',
    arguments: { id: 'argument.document' },
    examples: ['hikyaku document send-again D-261124-7F3K9Q2M4T'],
  }).action((id: string) =>
    session.withStation(async (station) => {
      const { sendAgain } = await import('../../../domain/exchange/index.ts')
      const document = await sendAgain(station, session.actor, id)
      session.show(document, () =>
        session.t('document.queued-again', { document: id, copy: document.id }),
      )
    }),
  )
}

function documentFacts(document: StationDocument, kind: string, { t }: Session): string {
  const { wire, content, handedOver } = document
  return facts([
    [t('label.id'), document.id],
    [t('label.box'), t(`box.${document.box}`)],
    [t('label.partner'), document.partner],
    [t('label.state'), t(`state.${document.state}`)],
    [t('label.format-type'), document.formatType],
    [t('label.document-type'), kind],
    [t('label.message-id'), document.messageId],
    [t('label.sender'), document.senderId],
    [t('label.receiver'), document.receiverId],
    [t('label.compress'), document.compressType === '' ? t('word.none') : document.compressType],
    [t('label.bytes'), String(wire.bytes)],
    [t('label.wire-sha256'), wire.sha256],
    [t('label.content-bytes'), content === undefined ? undefined : String(content.bytes)],
    [t('label.sha256'), content?.sha256],
    [t('label.file'), document.fileName],
    [t('label.created'), formatTime(document.createdAt)],
    [t('label.changed'), formatTime(document.changedAt)],
    [t('label.handed-over'), handedOver && `${handedOver.to} (${formatTime(handedOver.at)})`],
    [t('label.fault'), document.faultId],
    [t('label.cleared'), document.clearedAt && formatTime(document.clearedAt)],
  ])
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
