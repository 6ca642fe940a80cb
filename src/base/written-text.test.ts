import { expect, test } from 'vitest'

import { writtenText } from './written-text.ts'

test.each([
  ['UTF-8', Buffer.from('設定')],
  ['UTF-8 with a mark', Buffer.from('\ufeff設定')],
  ['UTF-16, as PowerShell 5 writes it', Buffer.from('\ufeff設定', 'utf16le')],
  ['UTF-16 of the other order', Buffer.from('\ufeff設定', 'utf16le').swap16()],
])('%s is read, without its mark', (_name, bytes) => {
  expect(writtenText(bytes)).toBe('設定')
})
