import { join } from 'node:path'

import { costOf, type Cost } from './cost.ts'
import { closeLines, getOne, openLines, putSpeed } from './load.ts'
import { startServer } from './servers.ts'

/** Both stations of a transfer: the home of each, and the CA of the one that serves. */
export interface Between {
  readonly calling: string
  readonly serving: string
  readonly recording: boolean
}

export type Direction = 'get' | 'put'

/** A station whose transfers are measured; `get` is what a client receives. */
export interface Measured {
  transfer(direction: Direction, bytes: number): Promise<Cost>
  stop(): Promise<void>
}

export interface Calling {
  readonly ca: string
  readonly port: number
  readonly recording: boolean
}

/** A station that calls a partner's server, in a process of its own. */
export async function callingStation(folder: string, calling: Calling): Promise<Measured> {
  const { ca, port, recording } = calling
  const station = await startServer(
    'calling-station.ts',
    folder,
    ca,
    String(port),
    String(recording),
  )
  return {
    transfer: (direction, bytes) => station.ask<Cost>({ direction, bytes }),
    stop: () => station.stop(),
  }
}

/** A station that is called, in a process of its own; the load is what calls it. */
export async function servingStation(folder: string, recording: boolean): Promise<Measured> {
  const station = await startServer('serving-station.ts', folder, String(recording))
  return {
    transfer: async (direction, bytes) => {
      const lines = openLines(station.port, 1, false)
      const [line] = lines
      // Never confirmed: a Get gives the same document each time.
      const work = direction === 'get' ? getOne : putSpeed
      const cost = await costOf(
        async () => line !== undefined && work(line, bytes),
        () => station.cpuMilliseconds(),
      )
      await closeLines(lines)
      return cost
    },
    stop: () => station.stop(),
  }
}

/** Two stations that both record or both do not; the cost is that of both. */
export async function twoStations({ calling, serving, recording }: Between): Promise<Measured> {
  const server = await startServer('serving-station.ts', serving, String(recording))
  const ca = join(serving, 'ca.pem')
  const client = await startServer(
    'calling-station.ts',
    calling,
    ca,
    String(server.port),
    String(recording),
  )
  return {
    transfer: async (direction, bytes) => {
      if (direction === 'get') await server.ask({ bytes })
      const used = server.cpuMilliseconds()
      const { wallMilliseconds, cpuMilliseconds } = await client.ask<Cost>({ direction, bytes })
      return {
        wallMilliseconds,
        cpuMilliseconds: cpuMilliseconds + server.cpuMilliseconds() - used,
      }
    },
    stop: async () => {
      await client.stop()
      await server.stop()
    },
  }
}
