import { pino } from 'pino'
import { defined } from '../../base/defined.ts'
import { catalogue, faultText, type FaultEntry } from '../../errors/index.ts'
import { eventLevels, type StationEvent } from '../../domain/exchange/index.ts'

/** Makes one line of JSON of each event. */
export function jsonLines(
  write: (line: string, at: Date) => void,
): (event: StationEvent, at: Date) => void {
  let now = new Date(0)
  const logger = pino(
    {
      base: { pid: process.pid },
      timestamp: false,
      formatters: { level: (label) => ({ level: label }) },
    },
    {
      // The logger calls it before it returns.
      write: (line) => {
        write(line, now)
      },
    },
  )
  return (event, at) => {
    now = at
    logger[eventLevels[event.event]]({ time: at.toISOString(), ...lineOf(event) })
  }
}

/** Always in English, so that a program finds the same words at every station. */
function lineOf({ event, fault, about, detail }: StationEvent): object {
  return {
    event,
    ...(fault === undefined ? {} : saidOf(fault)),
    ...about,
    ...defined({ detail }),
  }
}

/** Of the params only what the message shows: what else they hold is for the fault's page. */
function saidOf({ name, params }: NonNullable<StationEvent['fault']>): object {
  const entry: FaultEntry = catalogue[name]
  const { message } = faultText(name, params, 'en')
  return { number: entry.id, name, status: entry.status, message }
}
