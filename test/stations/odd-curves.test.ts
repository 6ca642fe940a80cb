import { spawn } from 'node:child_process'
import { getCurves } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import type { MeetOrder } from '../support/curves/meet-chain.ts'
import { meetings } from '../support/curves/meet-chain.ts'
import { places, type Place } from '../support/curves/odd-chain.ts'

const program = join(import.meta.dirname, '../support/curves/program.ts')
const everyCurve = getCurves()
const wholeTable = process.env['HIKYAKU_INTEROP'] === '1'

/**
 * Who shows us a chain ends no process of ours, whatever curve its keys are on: the library's
 * older form of a certificate crashes on every curve that NIST has no name for.
 *
 * `npm run interop` has a process for each curve, place and meeting.
 */
async function endOf(orders: readonly MeetOrder[]): Promise<string> {
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 170_000,
  })
  let lived = 0
  let complaint = ''
  child.stdout.on('data', (text: Buffer) => {
    lived += text.toString().split('\n').length - 1
  })
  child.stderr.on('data', (text: Buffer) => {
    complaint += text.toString()
  })
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  if (code === 0 && lived === orders.length) return 'lived'
  return `${String(signal ?? code)} at ${JSON.stringify(orders[lived])} ${complaint}`.trim()
}

interface Cell {
  readonly curves: readonly string[]
  readonly at: readonly Place[]
}

/** What one process is shown. */
const cells: readonly Cell[] = wholeTable
  ? everyCurve.flatMap((curve) => places.map((place) => ({ curves: [curve], at: [place] })))
  : [{ curves: ['secp256k1', 'brainpoolP256r1'], at: places }]

describe.each(meetings)('%s: lives through a chain with a key', (meeting) => {
  test.each(cells)('on $curves in the $at', async ({ curves, at }) => {
    const orders = curves.flatMap((curve) => at.map((place) => ({ meeting, curve, place })))
    expect(await endOf(orders)).toBe('lived')
  })
})

test.each(['server', 'client', 'engine'] as const)(
  '%s: lives through every curve, one after the other',
  async (meeting) => {
    expect(everyCurve.length).toBeGreaterThan(50)
    const orders = everyCurve.map((curve) => ({ meeting, curve, place: 'intermediate' as const }))
    expect(await endOf(orders)).toBe('lived')
  },
)

test('a process that dies is told from one that lived', async () => {
  const orders = [{ meeting: 'engine', curve: 'no such curve', place: 'leaf' }] as const
  expect(await endOf(orders)).toMatch(/^1 at/)
})
