import type { SequenceModel, SequenceStep } from '../../parts/sequence-model.ts'
import type { Language, Say } from '../../words/i18n.ts'
import { factsOf, type KeptWhole } from './wire-facts.ts'

type Step = KeptWhole['diagram']['steps'][number]

const linesShown = 6

/** The recorded handshake in the words of the reader, each step with the facts behind it. */
export function sequenceOf(handshake: KeptWhole, language: Language, t: Say): SequenceModel {
  const { diagram, record } = handshake
  const actor = (side: 'client' | 'server'): SequenceModel['client'] => {
    const found = diagram.participants.find((one) => one.side === side)
    const ours = found?.ours === true
    return {
      name: t(ours ? 'sequence.us' : 'sequence.partner'),
      note: ours ? t(`sequence.${side}`) : `${t(`sequence.${side}`)} ${record.peer}`,
    }
  }
  return {
    client: actor('client'),
    server: actor('server'),
    steps: diagram.steps.map((step, at) => stepOf(handshake, { step, at, language, t })),
  }
}

function stepOf(
  { record }: KeptWhole,
  { step, at, language, t }: { step: Step; at: number; language: Language; t: Say },
): SequenceStep {
  const fact = record.events.find(
    (event) =>
      event.from === step.from && event.fact !== undefined && event.fact.offset === step.offset,
  )?.fact
  const details = step.details.map((detail) => detail[language])
  const more = details.length - linesShown
  const facts = fact === undefined || step.from === step.to ? [] : factsOf(fact, t)
  return {
    id: `step-${at}`,
    kind: step.from === step.to ? 'act' : 'message',
    from: step.from,
    title: `(${at + 1}) ${step.title[language]}`,
    lines:
      more > 1 ? [...details.slice(0, linesShown), t('sequence.more', { count: more })] : details,
    mood: step.state === 'broken' ? 'bad' : 'plain',
    facts: [
      ...(details.length > 0 ? [{ name: t('sequence.content'), values: details }] : []),
      ...facts,
      { name: t('sequence.at'), values: [`${Math.round(step.at)} ms`] },
    ],
  }
}
