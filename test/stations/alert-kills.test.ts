import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import {
  gatherAlerts,
  putAlert,
  sendAlerts,
  setMailServer,
  takeOverAlerts,
} from '../../src/domain/alerts/index.ts'
import { raiseFault } from '../../src/domain/exchange/index.ts'
import { HikyakuError } from '../../src/errors/index.ts'
import { createStationHome, openStation } from '../../src/station/index.ts'
import { alertWays, type AlertReceiver } from '../support/alert-ways.ts'

const actor = { name: 'test', via: 'command' } as const
let root: string
const receivers: AlertReceiver[] = []

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hikyaku-alert-kill-'))
})

afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close()
  rmSync(root, { recursive: true, force: true })
})

/** What is left goes out, and then another message is due. */
async function goOn(home: string, next: string): Promise<void> {
  const station = await openStation({ home })
  for (let look = 0; look < 3; look += 1) {
    await takeOverAlerts(station)
    await sendAlerts(station)
  }
  const fault = new HikyakuError('run-missed', { flow: next, count: 1, first: '07:00' })
  await raiseFault(station.ledger, station, fault, {})
  await gatherAlerts(station)
  await station.close()
}

function killed(home: string, side: string, state: string): Promise<string | null> {
  const child = spawn(process.execPath, ['test/support/alert-child.ts', home, side, state], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve) =>
    child.once('exit', (_code, signal) => {
      resolve(signal)
    }),
  )
}

/** When it is killed, and how often the message comes then. */
const moments = [
  ['after', 'begun', 1],
  ['after', 'last-byte', 1],
  ['before', 'sent', 2],
] as const

test.each(alertWays)(
  'by $name each comes, and none a third time, whenever the station is killed',
  async (way) => {
    const home = join(root, 'home')
    const receiver = await way.open()
    receivers.push(receiver)
    await createStationHome(home)
    const station = await openStation({ home })
    await setMailServer(station, actor, receiver.server)
    await putAlert(station, actor, { name: 'ops', ...receiver.rule, waitSeconds: 0 })
    await station.close()
    await goOn(home, 'flow 0')
    for (const [index, [side, state, times]] of moments.entries()) {
      expect(await killed(home, side, state)).toBe('SIGKILL')
      await goOn(home, `flow ${index + 1}`)
      const told = receiver.told().filter(({ subject }) => subject.includes(`flow ${index}`))
      expect(told, `${side} ${state}`).toHaveLength(times)
      expect(new Set(told.map(({ id }) => id)).size).toBe(1)
    }
  },
  60_000,
)
