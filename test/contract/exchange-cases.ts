import { expect, test } from 'vitest'
import type { Attempt } from '../../src/domain/exchange/index.ts'
import type { BenchOf } from './bench.ts'
import { attempt, document, exchange, oddTexts, start } from './samples.ts'

const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)

export function testExchanges(bench: BenchOf): void {
  testRecord(bench)
  testAttempts(bench)
  testLists(bench)
}

function testRecord(bench: BenchOf): void {
  test('records an exchange from its begin to its end', async () => {
    const { exchanges } = bench().ledger
    const one = exchange({ kind: 'send', partner: oddTexts[0]! })
    await exchanges.begin(one)
    expect(await exchanges.find(one.id)).toStrictEqual({ exchange: one, attempts: [] })
    const end = { endedAt: after(9), outcome: 'warning', documents: 3 } as const
    await exchanges.end(one.id, end)
    expect((await exchanges.find(one.id))?.exchange).toStrictEqual({ ...one, ...end })
  })

  test('keeps the first end: an exchange does not end twice', async () => {
    const { exchanges } = bench().ledger
    const one = exchange()
    await exchanges.begin(one)
    await exchanges.end(one.id, { endedAt: after(1), outcome: 'done', documents: 2 })
    await exchanges.end(one.id, { endedAt: after(2), outcome: 'interrupted', documents: 0 })
    expect((await exchanges.find(one.id))?.exchange).toMatchObject({
      endedAt: after(1),
      outcome: 'done',
      documents: 2,
    })
  })

  test('knows nothing of an id that never began', async () => {
    const { exchanges } = bench().ledger
    expect(await exchanges.find('X-260401-000000000000')).toBeUndefined()
    expect(await exchanges.attemptsOf(document().id)).toEqual([])
    await exchanges.end('X-260401-000000000000', {
      endedAt: start,
      outcome: 'done',
      documents: 0,
    })
    expect(await exchanges.search({})).toEqual([])
  })
}

function testAttempts(bench: BenchOf): void {
  const facts = {
    httpStatus: 500,
    bytesSent: 2 ** 33 + 1,
    bytesReceived: 2 ** 34 + 1,
    remote: '[2001:db8::1]:443',
    handshake: {
      version: 'TLSv1.3',
      suite: 'TLS_AES_256_GCM_SHA384',
      peer: 'CN=小売 "x", O=\'y\'',
      clientCertificate: true,
    },
  }

  test('records what was seen of an attempt', async () => {
    const { exchanges } = bench().ledger
    const one = exchange()
    const begun = attempt({ exchangeId: one.id })
    await exchanges.begin(one)
    await exchanges.beginAttempt(begun)
    expect((await exchanges.find(one.id))?.attempts).toStrictEqual([begun])
    const end = {
      ...facts,
      endedAt: after(2),
      outcome: 'refused',
      faultId: 'F-1',
      documentId: 'D-1',
      messageId: oddTexts[1]!,
    } as const
    await exchanges.endAttempt(begun.id, end)
    expect((await exchanges.find(one.id))?.attempts).toStrictEqual([{ ...begun, ...end }])
  })

  test('leaves what the end does not name as the begin had it', async () => {
    const { exchanges } = bench().ledger
    const begun = attempt({ documentId: 'D-1', messageId: 'm', operation: 'ConfirmDocument' })
    await exchanges.beginAttempt(begun)
    const end = { bytesSent: 1, bytesReceived: 0, endedAt: after(1), outcome: 'in-doubt' } as const
    await exchanges.endAttempt(begun.id, end)
    expect(await exchanges.attemptsOf('D-1')).toStrictEqual([{ ...begun, ...end }])
  })

  test('takes an attempt that is over when it is recorded, as a server does', async () => {
    const { exchanges } = bench().ledger
    const whole: Attempt = {
      ...attempt({ documentId: 'D-1', messageId: 'm', operation: 'PutDocument' }),
      ...facts,
      endedAt: after(1),
      outcome: 'accepted',
      faultId: 'F-1',
    }
    await exchanges.beginAttempt(whole)
    expect(await exchanges.attemptsOf('D-1')).toStrictEqual([whole])
  })

  test('gives the attempts of a document over all exchanges, oldest first', async () => {
    const { exchanges } = bench().ledger
    const made = [
      attempt({ exchangeId: 'X-1', documentId: 'D-1', number: 1, startedAt: after(1) }),
      attempt({ exchangeId: 'X-1', documentId: 'D-1', number: 2, startedAt: after(2) }),
      attempt({ exchangeId: 'X-2', documentId: 'D-1', number: 3, startedAt: after(3) }),
      attempt({ exchangeId: 'X-2', documentId: 'D-1', number: 4, startedAt: after(3) }),
    ]
    await exchanges.beginAttempt(attempt({ documentId: 'D-2' }))
    for (const at of [2, 0, 3, 1]) await exchanges.beginAttempt(made[at]!)
    expect(await exchanges.attemptsOf('D-1')).toStrictEqual(made)
  })
}

function testLists(bench: BenchOf): void {
  test('finds the newest first, of one partner, up to the limit', async () => {
    const { exchanges } = bench().ledger
    const made = [1, 2, 3, 4].map((at) =>
      exchange({ startedAt: after(at), partner: at === 3 ? 'other' : 'retailer' }),
    )
    // As written, whatever the clocks say; a list of a time goes by the time.
    for (const at of [0, 1, 3, 2]) await exchanges.begin(made[at]!)
    const [one, two, three, four] = [made[0], made[1], made[3], made[2]]
    expect(await exchanges.search({ from: after(1) })).toStrictEqual(made.toReversed())
    expect(await exchanges.search({})).toStrictEqual([four, three, two, one])
    expect(await exchanges.search({ limit: 2 })).toStrictEqual([four, three])
    expect(await exchanges.search({ partner: 'retailer' })).toStrictEqual([three, two, one])
    expect(await exchanges.search({ partner: 'retailer', limit: 1 })).toStrictEqual([three])
    expect(await exchanges.search({ partner: 'nobody' })).toEqual([])
  })

  test('lists those of one moment in the order in which they began', async () => {
    const { exchanges } = bench().ledger
    const ids = ['X-3', 'X-1', 'X-5', 'X-2', 'X-4']
    for (const id of ids) await exchanges.begin(exchange({ id }))
    const found = (await exchanges.search({})).map(({ id }) => id)
    expect(found).toEqual(ids.toReversed())
    expect((await exchanges.search({ limit: 2 })).map(({ id }) => id)).toEqual(found.slice(0, 2))
  })

  test('lists the exchanges without an end, oldest first', async () => {
    const { exchanges } = bench().ledger
    const made = [1, 2, 3].map((at) => exchange({ startedAt: after(at) }))
    for (const one of made) await exchanges.begin(one)
    expect(await exchanges.unfinished()).toStrictEqual(made)
    await exchanges.end(made[1]!.id, { endedAt: after(9), outcome: 'failed', documents: 0 })
    expect(await exchanges.unfinished()).toStrictEqual([made[0], made[2]])
  })
}
