import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import type { StationCertificate } from '../../src/domain/exchange/index.ts'
import type { BenchOf } from './bench.ts'
import { oddTexts, start } from './samples.ts'

const keyPem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()

function certificate(name: string): StationCertificate {
  return {
    name,
    chainPem: `${'-----BEGIN CERTIFICATE-----\n'.repeat(2)}${name}`,
    importedAt: start,
  }
}

export function testCertificates(bench: BenchOf): void {
  test.each(['edi', ...oddTexts])('gives the certificate %j back, and its key', async (name) => {
    const { certificates } = bench().ledger
    await certificates.add(certificate(name), keyPem)
    expect(await certificates.find(name)).toStrictEqual(certificate(name))
    expect(await certificates.key(name)).toBe(keyPem)
    expect(await certificates.list()).toStrictEqual([certificate(name)])
  })

  test('lists all, and forgets a removed one with its key', async () => {
    const { certificates } = bench().ledger
    for (const name of ['b', 'a', 'c']) await certificates.add(certificate(name), `key ${name}`)
    expect((await certificates.list()).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    await certificates.remove('b')
    await certificates.remove('nothing')
    expect((await certificates.list()).map(({ name }) => name)).toEqual(['a', 'c'])
    expect(await certificates.find('b')).toBeUndefined()
    expect(await certificates.key('b')).toBeUndefined()
    expect(await certificates.key('c')).toBe('key c')
  })

  test('refuses a second one of a name, and leaves the first', async () => {
    const { certificates } = bench().ledger
    await certificates.add(certificate('edi'), keyPem)
    const second = { ...certificate('edi'), chainPem: 'other' }
    await expect(certificates.add(second, 'other key')).rejects.toMatchObject({
      fault: 'certificate-exists',
      params: { certificate: 'edi' },
    })
    expect(await certificates.find('edi')).toStrictEqual(certificate('edi'))
    expect(await certificates.key('edi')).toBe(keyPem)
  })

  test('keeps no key in clear', async () => {
    await bench().ledger.certificates.add(certificate('edi'), keyPem)
    const bytes = bench().bytesAtRest()
    expect(bytes.includes('BEGIN CERTIFICATE')).toBe(true)
    expect(bytes.includes('PRIVATE KEY')).toBe(false)
    for (const line of keyPem.trim().split('\n')) expect(bytes.includes(line)).toBe(false)
    const der = Buffer.from(keyPem.replaceAll(/-----.*-----|\n/g, ''), 'base64')
    expect(bytes.includes(der.subarray(-32))).toBe(false)
  })

  test('mixes up no secrets of partners and certificates of one name', async () => {
    const { certificates, partners } = bench().ledger
    await certificates.add(certificate('edi'), keyPem)
    expect(await partners.secrets('edi')).toEqual({})
    await partners.remove('edi')
    expect(await certificates.key('edi')).toBe(keyPem)
  })

  test('keeps a request and its sealed key until it is removed', async () => {
    const { certificateRequests: requests, certificates } = bench().ledger
    const request = {
      name: oddTexts[0]!,
      subject: 'CN=飛脚, O="x"',
      requestPem: '-----BEGIN CERTIFICATE REQUEST-----\nAA==\n',
      requestedAt: start,
    }
    await requests.add(request, keyPem)
    expect(await requests.find(request.name)).toStrictEqual(request)
    expect(await requests.list()).toStrictEqual([request])
    expect(await requests.key(request.name)).toBe(keyPem)
    expect(await certificates.key(request.name)).toBeUndefined()
    await expect(requests.add(request, 'other')).rejects.toMatchObject({
      fault: 'certificate-exists',
    })
    expect(bench().bytesAtRest().includes('PRIVATE KEY')).toBe(false)
    await requests.remove(request.name)
    expect(await requests.list()).toEqual([])
    expect(await requests.key(request.name)).toBeUndefined()
  })
}
