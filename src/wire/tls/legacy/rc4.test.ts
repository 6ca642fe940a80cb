import { expect, test } from 'vitest'
import { Rc4 } from './rc4.ts'

/** RFC 6229: key, and 16 bytes of the key stream at these offsets. */
const vectors: readonly (readonly [key: string, streams: Readonly<Record<number, string>>])[] = [
  [
    '0102030405',
    {
      0: 'b2396305f03dc027ccc3524a0a1118a8',
      16: '6982944f18fc82d589c403a47a0d0919',
      240: '28cb1132c96ce286421dcaadb8b69eae',
      4096: 'ff25b58995996707e51fbdf08b34d875',
    },
  ],
  [
    '01020304050607',
    {
      0: '293f02d47f37c9b633f2af5285feb46b',
      16: 'e620f1390d19bd84e2e0fd752031afc1',
      240: '914f02531c9218810df60f67e338154c',
      256: 'd0fdb583073ce85ab83917740ec011d5',
    },
  ],
  [
    '0102030405060708090a0b0c0d0e0f10',
    {
      0: '9ac7cc9a609d1ef7b2932899cde41b97',
      16: '5248c4959014126a6e8a84f11d1a9e1c',
      240: '065902e4b620f6cc36c8589f66432f2b',
      4096: 'a36a4c301ae8ac13610ccbc12256cacc',
    },
  ],
  [
    'ebb46227c6cc8b37641910833222772a',
    {
      0: '720c94b63edf44e131d950ca211a5a30',
      16: 'c366fdeacf9ca80436be7c358424d20b',
    },
  ],
]

test.each(vectors)('the key stream of %s is that of RFC 6229', (key, streams) => {
  const stream = new Rc4(Buffer.from(key, 'hex')).update(Buffer.alloc(4112))
  for (const [offset, expected] of Object.entries(streams)) {
    const at = Number(offset)
    expect(stream.subarray(at, at + 16).toString('hex'), offset).toBe(expected)
  }
})

test('the key stream runs on from call to call, whatever the pieces', () => {
  const key = Buffer.from('0102030405', 'hex')
  const whole = new Rc4(key).update(Buffer.alloc(1000))
  const pieces = new Rc4(key)
  const parts = [1, 0, 254, 255, 490].map((length) => pieces.update(Buffer.alloc(length)))
  expect(Buffer.concat(parts)).toEqual(whole)
})
