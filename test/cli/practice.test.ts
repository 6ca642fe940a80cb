import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { type, words, type Outcome } from './terminal.ts'

let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hikyaku-practice-'))
  await type(['init'], { directory: folder })
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test.each([
  ['ja', '練習小売が接続先 practice-retailer として動いています'],
  ['en', 'The practice retailer runs as the partner practice-retailer'],
])('practice (%s) runs a retailer whose orders the station receives', async (lang, said) => {
  let stop = (): void => undefined
  let working: Promise<Outcome> | undefined
  const outcome = await type(words(`practice --orders 2 --lang ${lang}`), {
    directory: folder,
    onStoppable: (asked) => (stop = asked),
    onWrite: (text) => {
      if (working !== undefined || !text.includes('practice-retailer')) return
      working = type(words('receive practice-retailer --into .'), { directory: folder }).finally(
        stop,
      )
    },
  })
  expect(outcome).toMatchObject({ status: 0, stderr: '' })
  expect(outcome.stdout).toContain(said)
  expect(await working).toMatchObject({ status: 0 })
  expect(readdirSync(folder).filter((name) => name.endsWith('.xml'))).toHaveLength(2)
})
