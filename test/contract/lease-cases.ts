import { expect, test } from 'vitest'
import { steppingClock } from '../../src/base/clock.ts'
import type { Ledger, Lease } from '../../src/domain/exchange/index.ts'
import type { BenchOf } from './bench.ts'
import { start } from './samples.ts'

async function taken(ledger: Ledger, name: string): Promise<Lease> {
  const lease = await ledger.lease(name)
  if ('release' in lease) return lease
  return expect.unreachable(`held by ${lease.heldBy}`)
}

export function testLeases(bench: BenchOf): void {
  testOneHolder(bench)
  testGoneHolder(bench)
}

function testOneHolder(bench: BenchOf): void {
  test('gives a name to one holder until it is released', async () => {
    const [a, b] = [bench().ledger, await bench().open()]
    const lease = await taken(a, 'send:小売')
    for (const ledger of [a, b]) {
      const refused = await ledger.lease('send:小売')
      expect(refused).toMatchObject({
        heldBy: expect.stringContaining(String(process.pid)) as string,
      })
    }
    await taken(b, 'receive:小売')
    await lease.release()
    const again = await taken(b, 'send:小売')
    // An old holder that releases once more takes nothing from the new one.
    await lease.release()
    expect(await a.lease('send:小売')).toHaveProperty('heldBy')
    await again.release()
  })

  test('gives a name to one of many who ask at once', async () => {
    const ledgers = [bench().ledger, await bench().open()]
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, at) => ledgers[at % 2]!.lease('serve')),
    )
    expect(asked.filter((one) => 'release' in one)).toHaveLength(1)
  })

  test('gives a name to one of several processes that ask at once', async () => {
    const processes = await Promise.all([bench().process(), bench().process(), bench().process()])
    const holders = await Promise.all(processes.map((one) => one.lease('serve')))
    const winner = processes[holders.indexOf(null)]
    expect(holders.filter((one) => one === null)).toHaveLength(1)
    for (const holder of holders) {
      if (holder !== null) expect(holder).toContain(String(winner?.pid))
    }
  })
}

function testGoneHolder(bench: BenchOf): void {
  test('belongs to a living process, and is free once that is killed', async () => {
    const holder = await bench().process()
    expect(await holder.lease('send:retailer')).toBeNull()
    expect(await bench().ledger.lease('send:retailer')).toEqual({
      heldBy: expect.stringContaining(String(holder.pid)) as string,
    })
    await holder.kill()
    await taken(bench().ledger, 'send:retailer')
  })

  test('is free once its holder has closed, though it was not released', async () => {
    const other = await bench().open()
    await taken(other, 'serve')
    expect(await bench().ledger.lease('serve')).toHaveProperty('heldBy')
    await other.close()
    await taken(bench().ledger, 'serve')
  })

  test('is held as long as its holder is at work, whatever the clock says', async () => {
    const clock = steppingClock(start)
    const [a, b] = [await bench().open(clock), await bench().open(clock)]
    const lease = await taken(a, 'serve')
    await clock.wait(365 * 86_400_000)
    expect(await b.lease('serve')).toHaveProperty('heldBy')
    await lease.release()
    // One that was taken in the future, by a clock that ran ahead.
    await taken(b, 'serve')
    await b.close()
    await taken(bench().ledger, 'serve')
  })

  test('can be seen, and freed by name whoever holds it', async () => {
    const [a, b] = [bench().ledger, await bench().open()]
    const lease = await taken(a, 'send:小売')
    await taken(b, 'serve')
    await b.close()
    expect(await a.leases()).toEqual([
      {
        name: 'send:小売',
        heldBy: expect.stringContaining(String(process.pid)) as string,
        takenAt: expect.any(Date) as Date,
        held: true,
      },
      expect.objectContaining({ name: 'serve', held: false }),
    ])
    const other = await bench().open()
    expect(await other.freeLease('send:小売')).toBe(true)
    expect(await other.freeLease('send:小売')).toBe(false)
    const next = await taken(other, 'send:小売')
    // The first holder knows nothing of it, and takes nothing from the next.
    await lease.release()
    expect(await a.lease('send:小売')).toHaveProperty('heldBy')
    await next.release()
  })
}
