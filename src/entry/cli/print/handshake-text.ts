import { defined } from '../../../base/defined.ts'
import type { FoundHandshake } from '../../../domain/handshakes/index.ts'
import { diagramText, type Explanation, type ShortRecord } from '../../../wire/tls/index.ts'
import type { Session } from '../session.ts'
import { advisoryBrief, advisoryJson } from './advisory-text.ts'
import { remedyLines } from './remedy-lines.ts'
import { plainText } from '../../../base/plain-text.ts'
import { facts } from './table.ts'
import { formatDay } from './times.ts'

/**
 * A kept handshake for people: what it was, why it failed, what to do, and its diagram.
 *
 * @param said what stands above it already: a cause is said once
 */
export function handshakeText(found: FoundHandshake, session: Session, said = ''): string {
  const { explanation, advisory, diagram, short, record } = found
  const { t, language } = session
  return [
    ...(explanation === undefined ? [] : [explanationText(explanation, session, said)]),
    ...(record?.outcome === 'done' ? [`${t('explain.went-well')}\n`] : []),
    ...(advisory === undefined ? [] : [advisoryBrief(advisory, session)]),
    ...(short === undefined ? [] : [shortText(short, session)]),
    ...(diagram === undefined
      ? []
      : [`${t('label.handshake')}:\n${diagramText(diagram, language)}`]),
    ...(found.kept.record === undefined ? [`${t('explain.too-large')}\n`] : []),
  ].join('\n')
}

/** Cause, evidence, remedies from the safest to the riskiest, and what to tell the partner. */
function explanationText(explanation: Explanation, session: Session, said: string): string {
  const { t, language } = session
  const { summary, side, evidence, remedies, tell, cause } = explanation
  const isSaid = said.includes(summary[language])
  const lines = (title: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `${title}:\n${items.map((one) => `  ${plainText(one)}\n`).join('')}`
  return [
    facts([
      [t('label.cause'), isSaid ? cause : `${summary[language]} (${cause})`],
      [t('label.side'), t(`side.${side}`)],
    ]),
    lines(
      t('label.evidence'),
      evidence.map((one) => `- ${one[language]}${placeText(one, t)}`),
    ),
    lines(
      t('label.steps'),
      remedies.flatMap((one, at) => remedyLines(one, at, session)),
    ),
    tell === undefined ? '' : lines(t('label.tell'), [tell[language]]),
  ].join('')
}

/** Where in the bytes it can be seen. */
function placeText({ from, offset }: Explanation['evidence'][number], t: Session['t']): string {
  if (from === undefined || offset === undefined) return ''
  return ` (${t(`explain.from-${from}`, { offset })})`
}

function shortText(
  { version, suite, peerChain, ownCertificate }: ShortRecord,
  session: Session,
): string {
  const { t } = session
  return [
    facts([
      [t('label.tls'), version],
      [t('label.suite'), suite],
      [
        t('label.client-certificate'),
        ownCertificate === undefined ? undefined : ownCertificate.subject,
      ],
    ]),
    ...peerChain.map((one) =>
      facts([
        [t('label.subject'), one.subject],
        [t('label.issuer'), one.issuer],
        [t('label.valid-until'), formatDay(new Date(one.notAfter))],
        [t('label.fingerprint'), one.sha256],
      ]),
    ),
  ].join('\n')
}

/** The same for programs: the record, its facts and its explanation. */
export function handshakeJson(found: FoundHandshake): Record<string, unknown> {
  const { kept, attempt, fault, record, short, explanation, advisory, diagram } = found
  return {
    id: kept.id,
    at: kept.at,
    outcome: kept.outcome,
    ...defined({
      partner: kept.partner,
      attemptId: attempt?.id,
      exchangeId: attempt?.exchangeId,
      faultId: fault?.id,
    }),
    ...(record === undefined ? {} : { record, facts: factsOf(record) }),
    ...defined({ short, explanation }),
    ...(advisory === undefined ? {} : { advisory: advisoryJson(advisory) }),
    ...defined({ diagram }),
  }
}

function factsOf(record: NonNullable<FoundHandshake['record']>): unknown[] {
  return record.events.flatMap(({ from, fact }) => (fact === undefined ? [] : [{ from, ...fact }]))
}
