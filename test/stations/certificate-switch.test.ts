import { expect, test } from 'vitest'

import { steppingClock, systemClock } from '../../src/base/clock.ts'
import { receiveDocuments } from '../../src/domain/exchange/index.ts'
import { stationDay } from '../../src/domain/partners/index.ts'
import { openStation } from '../../src/station/index.ts'
import { startTwoStations } from '../support/two-stations.ts'

const dayMilliseconds = 86_400_000

/** Both handshakes are real; only the calling station's clock says another day. */
test('the next client certificate is shown from its day on, the old one until then', async () => {
  const now = systemClock.now()
  const tomorrow = new Date(now.getTime() + dayMilliseconds)
  const nextClientCertificate = { name: 'edi-next', from: stationDay(tomorrow) }
  const stations = await startTwoStations({ partner: { nextClientCertificate } })
  try {
    const { authority, supplier, supplierHome, retailer, partner } = stations
    const next = await authority.issue({ commonName: 'supplier-next', use: 'client', now })
    const certificate = { name: 'edi-next', chainPem: next.chainPem, importedAt: now }
    await supplier.ledger.certificates.add(certificate, next.keyPem)
    await supplier.close()
    const shownAt = async (moment: Date): Promise<string | undefined> => {
      const station = await openStation({ home: supplierHome, clock: steppingClock(moment) })
      try {
        const report = await receiveDocuments(station, partner)
        expect(report.outcome).toBe('done')
      } finally {
        await station.close()
      }
      await expect
        .poll(async () => (await retailer.ledger.exchanges.search({}))[0]?.endedAt)
        .toBeDefined()
      const [newest] = await retailer.ledger.exchanges.search({ limit: 1 })
      const found = await retailer.ledger.exchanges.find(newest?.id ?? '')
      return found?.attempts[0]?.handshake?.peer
    }
    expect(await shownAt(now)).toBe('CN=supplier')
    expect(await shownAt(tomorrow)).toBe('CN=supplier-next')
    expect(await shownAt(now)).toBe('CN=supplier')
  } finally {
    await stations.close()
  }
})
