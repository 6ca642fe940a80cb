import type { Command } from 'commander'

import type { ConnectionTest, TestStage } from '../../../station/index.ts'
import { findPartner } from '../../../domain/partners/find-partner.ts'
import { addCommand } from '../command.ts'
import { interruptible } from '../interrupt.ts'
import { plainText } from '../../../base/plain-text.ts'
import { padText } from '../../../base/text-width.ts'
import type { Session } from '../session.ts'

/** Columns of the stages' names and states; the longest of either language fit. */
const columns = { name: 22, state: 8, time: 9 }

export function registerPartnerTest(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'test <name>',
    help: 'partner.test',
    arguments: { name: 'argument.name' },
    examples: ['hikyaku partner test retailer', 'hikyaku partner test retailer --json'],
  }).action((name: string) => test(session, name))
}

async function test(session: Session, name: string): Promise<void> {
  await session.withStation(async (station) => {
    const partner = await findPartner(station.ledger, name)
    await interruptible(
      session,
      async (signal) => {
        const ended = await station.testPartner(partner, {
          signal,
          onStage: (stage) => {
            session.emit(stageJson(session, stage))
            if (stage.state !== 'running' && !session.json) session.say(stageLine(session, stage))
          },
        })
        conclude(session, name, ended)
      },
      'check.stopping',
    )
  })
}

/** One line for each change of a stage. */
function stageJson({ language }: Session, { fault, ...stage }: TestStage): object {
  if (fault === undefined) return stage
  const { id, status, side } = fault.entry
  return {
    ...stage,
    fault: { number: id, name: fault.fault, status, side, ...fault.text(language) },
  }
}

function stageLine({ t, language }: Session, stage: TestStage): string {
  const { name, state, milliseconds, detail, fault } = stage
  const word = state === 'passed' && fault !== undefined ? 'doubtful' : state
  const time = milliseconds === undefined ? '' : `${milliseconds} ms`
  return [
    padText(t(`test.${name}`), columns.name),
    padText(word === 'running' ? '' : t(`test.${word}`), columns.state),
    time.padStart(columns.time),
    plainText(detail?.[language] ?? ''),
  ]
    .join('  ')
    .trimEnd()
}

function conclude(session: Session, partner: string, { stages, outcome }: ConnectionTest): void {
  for (const { fault } of stages) {
    if (fault !== undefined) session.mention(fault.fault, fault.params)
  }
  const stopped = stages.find(({ state }) => state === 'failed')
  if (stopped !== undefined) {
    const stage = session.t(`test.${stopped.name}`)
    session.say(session.t('test.stopped', { partner, stage }))
    session.endWith(4)
    return
  }
  session.say(session.t(outcome === 'warning' ? 'test.done-warning' : 'test.done', { partner }))
  if (outcome === 'warning') session.endWith(1)
}
