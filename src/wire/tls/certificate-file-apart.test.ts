import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

import { systemClock } from '../../base/clock.ts'
import { createAuthority } from './authority.ts'
import { openCertificateFile } from './certificate-file-apart.ts'

const folder = mkdtempSync(join(tmpdir(), 'hikyaku-pfx-'))
const now = systemClock.now()
const authority = await createAuthority({ commonName: 'PFX CA', now })
const own = await authority.issue({ commonName: 'maker', use: 'client', key: 'rsa', now })

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A PFX whose key takes so many rounds to derive. */
function pfx(rounds: number): Buffer {
  const [pem, file] = [join(folder, 'own.pem'), join(folder, 'own.p12')]
  writeFileSync(pem, own.chainPem + own.keyPem)
  const options = ['-iter', String(rounds), '-passout', 'pass:Pass-1234']
  execFileSync('openssl', ['pkcs12', '-export', '-in', pem, '-out', file, ...options])
  return readFileSync(file)
}

/** The longest time in which nothing else got its turn while something was done. */
async function longestWaitDuring(work: Promise<unknown>): Promise<number> {
  let [last, longest] = [performance.now(), 0]
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  await work.catch(() => undefined)
  clearInterval(timer)
  return Math.max(longest, performance.now() - last)
}

test('a certificate file is read beside the event loop', async () => {
  const order = { file: 'own.p12', password: 'Pass-1234' }
  const { chainPem, keyPem } = await openCertificateFile(pfx(2048), order)
  expect([chainPem, keyPem]).toEqual([own.chainPem, own.keyPem])
})

test('what is wrong with it is told by name', async () => {
  const order = { file: 'own.p12', password: 'wrong' }
  await expect(openCertificateFile(pfx(2048), order)).rejects.toMatchObject({
    fault: 'certificate-unreadable',
    params: { detail: 'wrong password', detailJa: 'パスワードが違います' },
  })
})

test('one that takes long holds nobody up, and is given up in the end', async () => {
  const order = { file: 'own.p12', password: 'Pass-1234' }
  const opening = openCertificateFile(pfx(2_000_000), order, 500)
  const wait = longestWaitDuring(opening)
  await expect(opening).rejects.toMatchObject({
    fault: 'certificate-unreadable',
    params: { detail: expect.stringContaining('takes longer') as string },
  })
  expect(await wait).toBeLessThan(2000)
})
