import type { Command } from 'commander'

import type { Station, TlsCheckTarget } from '../../../station/index.ts'
import type { TlsCheckReport, TlsCheckProgress } from '../../../wire/tls/index.ts'
import { addCommand } from '../command.ts'
import { interruptible } from '../interrupt.ts'
import type { Session } from '../session.ts'

/** `tls check`: what a server offers, and whether the settings work with it. */
export function registerTlsCheck(group: Command, session: Session): void {
  addCommand(group, session, {
    name: 'check <target>',
    help: 'tls.check',
    arguments: { target: 'argument.checked' },
    examples: [
      'hikyaku tls check retailer',
      'hikyaku tls check https://edi.example.com/jx',
      'hikyaku tls check edi.example.com:443 --json',
    ],
  }).action((target: string) => check(session, target))
}

async function check(session: Session, text: string): Promise<void> {
  await session.withStation(async (station) => {
    const target = await targetOf(station, text)
    await interruptible(
      session,
      async (signal) => {
        const report = await station.checkTls(target, {
          signal,
          onProgress: (progress) => {
            show(session, progress)
          },
        })
        clear(session)
        await conclude(session, report)
      },
      'check.stopping',
    )
  })
}

/** A word without dot or colon can only be a partner. */
async function targetOf({ ledger }: Station, text: string): Promise<TlsCheckTarget> {
  const known = await ledger.partners.find(text)
  if (known === undefined && (/[.:]/.test(text) || text === 'localhost')) return { address: text }
  const { callablePartner } = await import('../../../domain/partners/index.ts')
  return { partner: await callablePartner(ledger, text) }
}

async function conclude(session: Session, report: TlsCheckReport): Promise<void> {
  const { labelOfName, verdictOf } = await import('../../../wire/tls/index.ts')
  const { tlsCheckText } = await import('../print/tls-check-text.ts')
  session.show(report, () => tlsCheckText(report, session))
  const { target, policy, findings } = report
  const verdict = verdictOf(report)
  if (verdict === 'usable') {
    const { version, suite } = policy
    const label = version === undefined ? undefined : labelOfName(version)
    const agreed = [label, suite].filter((part) => part !== undefined).join(', ')
    session.say(session.t('tls-check.usable', { target, agreed }))
    return
  }
  const doubts = findings.filter(({ level }) => level !== 'note').map(({ text }) => text)
  const why = verdict === 'unusable' && policy.reasons.length > 0 ? policy.reasons : doubts
  const said = why.length > 0 ? why : [{ en: 'could not tell', ja: '判定できません' }]
  session.report(verdict === 'unusable' ? 'tls-check-failed' : 'tls-check-doubtful', {
    target,
    detail: said.map(({ en }) => en).join('; '),
    detailJa: said.map(({ ja }) => ja).join('。'),
  })
}

function show({ io, t, language }: Session, { question, done, total }: TlsCheckProgress): void {
  if (!io.stderr.isTTY) return
  const line = t('tls-check.question', { done, total, question: question[language] })
  io.stderr.clearLine()
  io.stderr.write(line)
}

function clear({ io }: Session): void {
  if (io.stderr.isTTY) io.stderr.clearLine()
}
