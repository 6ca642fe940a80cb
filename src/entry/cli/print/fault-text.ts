import {
  catalogue,
  faultActions,
  faultText,
  sideOf,
  type FaultEntry,
  type FaultName,
  type FaultParams,
  type Language,
} from '../../../errors/index.ts'
import { withTimes } from '../../../domain/exchange/faults.ts'
import type { Fault } from '../../../domain/exchange/attempt.ts'
import type { Typed } from '../typed-command.ts'
import { translator } from '../messages/index.ts'
import { plainText } from '../../../base/plain-text.ts'

/** Who reads it, and what commands they type. */
interface Speaker {
  readonly language: Language
  readonly typed: Typed
}

/** A fault as commands print it: status word, ID, message, remedy, sentence for the partner. */
export function faultLines(name: FaultName, params: FaultParams, speaker: Speaker): string {
  const { language, typed } = speaker
  const t = translator(language)
  const entry: FaultEntry = catalogue[name]
  const { message, remedy, tell } = faultText(name, params, language)
  const lines = [
    `${t(`fault.${entry.status}`)} ${entry.id}: ${message}`,
    `  ${t('fault.remedy')}: ${remedy}`,
    ...faultActions({ name, params }).map(({ command }) => `    ${typed(command)}`),
    ...(tell === undefined ? [] : [`  ${t('fault.tell')}: ${tell}`]),
  ]
  return lines.map((line) => `${plainText(line)}\n`).join('')
}

/** A fault of the fault log as JSON, with its texts in the operator's language. */
export function faultJson(fault: Fault, language: Language): Record<string, unknown> {
  const entry: FaultEntry = catalogue[fault.name]
  return {
    ...withTimes(fault),
    number: entry.id,
    status: entry.status,
    side: sideOf(fault.name, fault.params),
    ...faultText(fault.name, fault.params, language),
    actions: faultActions(fault),
  }
}
