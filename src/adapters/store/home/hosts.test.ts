import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { defined } from '../../../base/defined.ts'
import { hostNotes, systemNetwork, type Host, type HostNotes } from './hosts.ts'

let home: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hikyaku-hosts-'))
})
afterEach(() => {
  rmSync(home, { recursive: true })
})

const one: Host = { name: 'edi-1', machine: 'a1', boot: 'boot-1' }
const two: Host = { name: 'edi-2', machine: 'b2', boot: 'boot-2' }

const notes = (host: Host, gone?: string, kind: string | undefined = 'NFS'): HostNotes =>
  hostNotes(home, { network: { kindOf: () => kind, host }, ...defined({ gone }) })

const refusal = expect.objectContaining({ fault: 'home-on-other-host' }) as Error

test('a second host is refused while the first is at work, and the first stays', () => {
  notes(one).join()
  expect(() => {
    notes(two).join()
  }).toThrow(refusal)
  expect(readdirSync(join(home, 'hosts'))).toEqual(['boot-1'])
  notes(one).leave()
  notes(two).join()
  expect(() => {
    notes(one).join()
  }).toThrow(refusal)
})

test('a look notes nothing, and sees the same', () => {
  notes(one).look()
  expect(readdirSync(home)).toEqual([])
  notes(one).join()
  notes(one).look()
  expect(() => {
    notes(two).look()
  }).toThrow(refusal)
})

test('other processes and containers of the same kernel come and go', () => {
  notes(one).join()
  notes({ ...one, name: 'container-7' }).join()
  notes(one).join()
})

test('a host that went down is known to be gone when it is back', () => {
  notes(one).join()
  notes({ ...one, boot: 'boot-3' }).join()
  expect(readdirSync(join(home, 'hosts'))).toEqual(['boot-3'])
})

test.each([
  ['a copy of its machine under another name', { ...one, name: 'edi-9', boot: 'boot-3' }],
  ['another machine of its name', { ...one, machine: 'c3', boot: 'boot-3' }],
  ['a machine without a number', { name: 'edi-1', boot: 'boot-3' }],
])('%s is another host', (_what, host) => {
  notes(one).join()
  expect(() => {
    notes(host).join()
  }).toThrow(refusal)
})

test('a host is gone when a person says so, and no other with it', () => {
  notes(one).join()
  expect(() => {
    notes(two, 'edi-3').join()
  }).toThrow(refusal)
  notes(two, 'edi-1').join()
  expect(readdirSync(join(home, 'hosts'))).toEqual(['boot-2'])
})

test('a note that cannot be read is that of a host, which its file names', () => {
  notes(one).join()
  writeFileSync(join(home, 'hosts', 'boot-1'), '')
  expect(() => {
    notes(two).join()
  }).toThrow(/boot-1/)
  notes(two, 'boot-1').join()
})

test('on a file system of this host nothing is noted and nobody refused', () => {
  hostNotes(home, { network: { kindOf: () => undefined, host: one } }).join()
  hostNotes(home, { network: { kindOf: () => undefined, host: two } }).join()
  expect(readdirSync(home)).toEqual([])
})

test.runIf(process.platform === 'linux')('the system says who it is', () => {
  expect(systemNetwork.host).toMatchObject({
    boot: expect.stringMatching(/^[\da-f-]{36}$/) as string,
  })
})
