import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'

import { networkFileSystem } from './file-system.ts'

test.each([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xff534d42 | 0, 'CIFS'],
  [0xef53, undefined],
  [0x01021994, undefined],
])('a file system of kind %i is %s', (kind, name) => {
  expect(networkFileSystem('/', () => kind, 'linux')).toBe(name)
})

test('a folder that cannot be asked for, and another system, tell nothing', () => {
  const gone = (): number => {
    throw new Error('ENOENT')
  }
  expect(networkFileSystem('/', gone, 'linux')).toBeUndefined()
  expect(networkFileSystem('/', () => 0x6969, 'win32')).toBeUndefined()
})

test('the system is really asked', () => {
  expect(networkFileSystem(tmpdir())).toBeUndefined()
})
