import { expect, test } from 'vitest'
import { linesOfXml } from './xml-lines.ts'

const shown = (text: string): string[] | undefined =>
  linesOfXml(text)?.map(({ depth, text: line }) => `${' '.repeat(depth)}${line}`)

test('an element folds to its end, and one of text alone stands in a line', () => {
  expect(shown('<?xml version="1.0"?><?style x?><a><b x="1&quot;2">t</b> and <c/></a>')).toEqual([
    '<?style x?>',
    '<a>',
    ' <b x="1&quot;2">t</b>',
    ' and',
    ' <c/>',
    '</a>',
  ])
  expect(linesOfXml('<a><b/></a>')?.[0]).toMatchObject({ name: 'a', end: 2 })
})

test('a text is never taken for an element', () => {
  expect(shown('<a>&lt;b&gt; &amp; <![CDATA[<c>]]></a>')).toEqual(['<a>&lt;b> &amp; &lt;c></a>'])
})

test.each(['', 'UNB+UNOA', '<a>', '<a></b>'])('“%s” is no XML', (text) => {
  expect(linesOfXml(text)).toBeUndefined()
})

test('what has too many lines to be shown is not formatted', () => {
  expect(linesOfXml(`<a>${'<b/>'.repeat(200_000)}</a>`)).toBeUndefined()
})
