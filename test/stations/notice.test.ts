import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { systemClock } from '../../src/base/clock.ts'
import { localDay } from '../../src/wire/tls/index.ts'
import { type, words, type Outcome } from '../cli/terminal.ts'
import { hasJava, type JsseListening } from '../support/jsse/jsse-server.ts'
import { noticeList, startOldRetailer, type OldRetailer } from '../support/old-retailer.ts'
import { password, type TwoStations } from '../support/two-stations.ts'

describe.skipIf(!hasJava)('the notice, from its fault to its cure and back (needs java)', () => {
  let retailer: OldRetailer
  let stations: TwoStations
  let old: JsseListening

  beforeAll(async () => {
    retailer = await startOldRetailer()
    ;({ stations, old } = retailer)
    const put = (name: string, text: string): void => {
      writeFileSync(join(stations.root, name), text, { mode: 0o600 })
    }
    put('root.pem', retailer.rootPem)
    put('client.pem', retailer.client.pem + retailer.client.keyPem)
    put('password', password)
    mkdirSync(join(stations.root, 'in'))
  })

  afterAll(() => retailer.close())

  function hikyaku(line: string): Promise<Outcome> {
    return type(words(`--home operator --lang en ${line}`), { directory: stations.root })
  }

  function received(): string[] {
    const folder = join(stations.root, 'in')
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  }

  async function expectMismatch(): Promise<void> {
    const failed = await hikyaku('receive retailer --into in')
    expect(failed.status).toBe(4)
    expect(failed.stderr).toContain('20101137')
    expect(failed.stderr).toMatch(/Algorithm Mismatch/)
    expect(failed.stderr).toContain('TLS_RSA_WITH_AES_128_CBC_SHA')
    expect(await old.next()).toMatch(/^failed .*illegal_parameter/)
  }

  test('as the operator lives through it', { timeout: 400_000 }, async () => {
    await retailer.order('<order>1</order>')
    await hikyaku('init')
    await hikyaku('certificate import client.pem --name edi')
    const added = await hikyaku(
      `partner add retailer --jx-server https://localhost:${old.port}/jx --own-id 4500000000011 --partner-id 4900000000019 --from jx.maker.example --to edi.retailer.example --client-certificate edi --trust root.pem --user supplier --password-file password --retries 0`,
    )
    expect(added.stderr).toBe('')

    // Nothing old without a waiver: neither by itself nor by a setting.
    expect((await hikyaku('receive retailer --into in')).status).toBe(4)
    await old.next()
    const refused = await hikyaku('partner set retailer --tls-min SSLv3 --tls-max TLSv1')
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('20101162')])
    const until = localDay(new Date(systemClock.now().getTime() + 30 * 86_400_000))
    const waived = await hikyaku(
      `tls waive retailer --allow ssl3,tls1.0,weak-suites --reason "server of 2008" --by "Sato Hanako" --until ${until}`,
    )
    expect(waived.status).toBe(0)
    expect((await hikyaku('partner set retailer --tls-min SSLv3 --tls-max TLSv1')).status).toBe(0)

    await expectMismatch()

    // The fault tells all of it: what was said, where it broke, and the known problem.
    const told = (await hikyaku('fault show 20101137')).stdout
    for (const part of ['Client Hello', 'Server Hello', 'Algorithm Mismatch', 'SSL 3.0']) {
      expect(told).toContain(part)
    }
    expect(told).toContain('ssl3-algorithm-mismatch')
    expect(told).toContain('tls suites retailer --restore')
    const json: unknown = JSON.parse((await hikyaku('fault show 20101137 --json')).stdout)
    expect(json).toMatchObject({ handshake: { advisory: { id: 'ssl3-algorithm-mismatch' } } })
    expect(json).toHaveProperty(
      'handshake.diagram.steps',
      expect.arrayContaining([expect.objectContaining({ kind: 'switch' })]),
    )

    // The cure: the list of the notice.
    const suites = await hikyaku(`tls suites retailer --set ${noticeList}`)
    expect(suites.status).toBe(0)
    const cured = await hikyaku('receive retailer --into in')
    expect(received()).toEqual(['<order>1</order>'])
    // Done, with the warning that stands as long as the waiver does.
    expect([cured.status, cured.stderr]).toEqual([1, expect.stringContaining('20101166')])
    expect(cured.stderr).toContain('Ask the partner for TLS 1.2 or later')
    expect(await old.next()).toMatch(
      /^session \S+ SSLv3 SSL_DHE_DSS_WITH_3DES_EDE_CBC_SHA CN=supplier$/,
    )

    // Put back, it fails as before.
    await retailer.order('<order>2</order>')
    expect((await hikyaku('tls suites retailer --restore')).status).toBe(0)
    await expectMismatch()
    expect(received()).toHaveLength(1)

    // When the waiver is over nothing is even connected, and documents wait.
    await hikyaku(`tls suites retailer --set ${noticeList}`)
    expect((await hikyaku('tls waive retailer --end')).status).toBe(2)
    const ended = await hikyaku('receive retailer --into in')
    expect(ended.stderr).toContain('20101162')
    expect(received()).toHaveLength(1)

    writeFileSync(join(stations.root, 'shipment.xml'), '<shipment/>')
    const unsent = await hikyaku('send retailer shipment.xml --document-type Shipment')
    expect(unsent.stderr).toContain('20101162')
    const waiting = await hikyaku('--json document list --box outbox')
    expect(JSON.parse(waiting.stdout)).toMatchObject({ partner: 'retailer', state: 'waiting' })

    // The way back to the standard is open then too.
    await hikyaku('tls suites retailer --restore')
    const standard = await hikyaku('partner set retailer --tls-min TLSv1.2 --tls-max TLSv1.3')
    expect([standard.status, standard.stderr]).toEqual([0, ''])
  })
})
