import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { anySettings } from '../../../test/support/any-settings.ts'
import { valueAt } from '../../errors/schema/bounds-at.ts'
import { readYaml, writeYaml } from './index.ts'

function read(text: string): unknown {
  const written = readYaml(text)
  return 'troubles' in written ? written.troubles : written.value
}

describe('what is written as YAML', () => {
  test('is read again as it was, whatever texts are in it', () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), {
      noNullPrototype: true,
    })
    fc.assert(
      fc.property(value, (json) => {
        expect(read(writeYaml(json, ['a line']))).toEqual(JSON.parse(JSON.stringify(json)))
      }),
      { numRuns: 60 },
    )
  })

  test('puts in quotes what another reader would take for something else', () => {
    const text = writeYaml({ a: '07:00', b: 'yes', c: '0640', d: '4500000000011', e: 'null' }, [])
    expect(text).toBe('a: "07:00"\nb: "yes"\nc: "0640"\nd: "4500000000011"\ne: "null"\n')
  })

  test('is JSON too, tabs and all', () => {
    fc.assert(
      fc.property(anySettings(), (json) => {
        expect(read(JSON.stringify(json, undefined, '\t'))).toEqual(
          JSON.parse(JSON.stringify(json)),
        )
      }),
      { numRuns: 20 },
    )
  })
})

describe('a place', () => {
  const text =
    'a: 1\nlist:\n  - name: x\n    at:   07:00\n  - name: y\nshared: &s {k: 1}\nuse: *s\n'

  test.each([
    [['list', 0, 'at'], 4, 5],
    [['list', 1], 5, 5],
    [['list', 1, 'missing', 'deeper'], 5, 5],
    [['use', 'k'], 6, 13],
    [[], 1, 1],
    [['none'], 1, 1],
  ] as const)('%j', (path, line, column) => {
    const written = readYaml(text)
    if ('troubles' in written) throw new Error('not read')
    expect(valueAt(written.value, ['a'])).toBe(1)
    expect(written.placeOf(path)).toEqual({ line, column })
  })
})

describe('what is no YAML says where, and why, in both languages', () => {
  test.each([
    ['a: 1\na: 2', 2, 1, '2 回'],
    ['a:\n\t- b', 2, 1, 'タブ'],
    ['a: "x', 1, 6, '足りない'],
    ['a: "\\y"', 1, 5, '\\'],
    ['a: !!binary aGk=\nb: !foo 1', 2, 4, 'タグ'],
    ['a: 1\n---\nb: 2', 2, 1, '文書'],
    ['? [1]\n: 2', 1, 3, 'キー'],
    ['a: b: c', 1, 4, 'キー'],
    ['a: [1, 2', 1, 9, '括弧'],
    ['a: *x', 1, 4, 'アンカー'],
  ])('%j', (text, line, column, word) => {
    const written = readYaml(text)
    if (!('troubles' in written)) throw new Error('it was read')
    const [first] = written.troubles
    expect(first).toMatchObject({ line, column, ja: expect.stringContaining(word) as string })
    expect(first?.en).not.toMatch(/implicit|scalar|flow seq/i)
  })

  test('brackets without an end, and aliases of aliases', () => {
    expect(read('['.repeat(5_000))).toMatchObject({ length: 20 })
    const laughs = ['a0: &a0 [x]']
    for (let at = 1; at < 30; at += 1) {
      laughs.push(
        `a${at}: &a${at} [${Array<string>(9)
          .fill(`*a${at - 1}`)
          .join(', ')}]`,
      )
    }
    expect(read(laughs.join('\n'))).toMatchObject([{ line: 1 }])
  })
})
