import { expect, test } from 'vitest'
import { guessCharset } from './guess-charset.ts'

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

test.each<[string, Buffer, string | undefined]>([
  [
    'JCA records in EBCDIC, which Shift_JIS reads as well',
    Buffer.from('c1f0f0f0f0f0f0f1', 'hex'),
    'cp290',
  ],
  ['ｶﾅ in Shift_JIS with digits', Buffer.from('b6c5203132330d0ab1b2b3', 'hex'), 'shift_jis'],
  ['kanji in Shift_JIS', Buffer.from('8eacc392f131323334', 'hex'), 'shift_jis'],
  ['kanji in EUC-JP', Buffer.from('bcf2c4ecc3cd', 'hex'), 'euc-jp'],
  [
    'XML that says ISO-8859-1',
    latin1('<?xml version="1.0" encoding="ISO-8859-1"?><o>Café</o>'),
    'windows-1252',
  ],
  [
    'XML that says MS932',
    Buffer.from('3c3f786d6c20656e636f64696e673d224d53393332223f3e3c613e87408afb3c2f613e', 'hex'),
    'shift_jis',
  ],
  [
    'EDIFACT of UNOC',
    latin1("UNA:+.? 'UNB+UNOC:3+450:14+490:14+261129:1'NAD+BY+++Müller'"),
    'windows-1252',
  ],
  [
    'ISO-2022-JP with its name',
    latin1('<?xml encoding="ISO-2022-JP"?><n>\x1b$B<h0z@h\x1b(B</n>'),
    'iso-2022-jp',
  ],
  ['ISO-2022-JP without', latin1('\x1b$B<h0z@h\x1b(B\n'), 'iso-2022-jp'],
  [
    'UTF-16 without a mark',
    utf16be('<?xml version="1.0" encoding="UTF-16"?><a>発注</a>'),
    'utf-16be',
  ],
  ['UTF-16 of Windows without a mark', Buffer.from('a,b,c\r\n1,2,発注\r\n', 'utf16le'), 'utf-16le'],
  ['UTF-8', Buffer.from('発注'), 'utf-8'],
  ['no text', Buffer.from('504b03040a0000000000ff00fe', 'hex'), undefined],
])('%s', (_name, bytes, charset) => {
  expect(guessCharset(bytes)).toBe(charset)
})
