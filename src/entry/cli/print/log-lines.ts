import type { Clock } from '../../../base/clock.ts'
import { catalogue, faultText, type FaultEntry, type Language } from '../../../errors/index.ts'
import type { EventName, StationEvent, StationLog } from '../../../domain/exchange/index.ts'
import { translator } from '../messages/index.ts'
import type { Output } from '../io.ts'
import { plainText } from '../../../base/plain-text.ts'
import { formatTime } from './times.ts'

/** `start` says these itself. */
const saidElsewhere: ReadonlySet<EventName> = new Set(['station-started', 'station-stopped'])

/** What a station says while it runs, for people: one line each, in their language. */
export function logLines(
  output: Pick<Output, 'write'>,
  clock: Pick<Clock, 'now'>,
  language: Language,
): StationLog {
  return {
    note: (event) => {
      if (saidElsewhere.has(event.event)) return
      const line = [formatTime(clock.now()), wordsOf(event, language), aboutOf(event)]
      output.write(`${plainText(line.filter((part) => part !== '').join(' '))}\n`)
    },
  }
}

function wordsOf({ event, fault }: StationEvent, language: Language): string {
  const t = translator(language)
  const what = t(`log.${event}`)
  if (fault === undefined) return what
  const entry: FaultEntry = catalogue[fault.name]
  const { message } = faultText(fault.name, fault.params, language)
  const said = `${t(`fault.${entry.status}`)} ${entry.id}: ${message}`
  return event === 'fault-raised' ? said : `${what}: ${said}`
}

function aboutOf({ about = {}, detail }: StationEvent): string {
  const facts = Object.entries(about).map(([name, value]) => `${name}=${value}`)
  const all = detail === undefined ? facts : [...facts, detail]
  return all.join(' ')
}
