import { afterEach, describe, expect, test } from 'vitest'
import { endOf, goodAnswer, openChannel } from '../../../../test/support/calling.ts'
import { endAll, serve } from '../../../../test/support/connecting.ts'
import type { AnsweringCase } from '../../../../test/support/failing/answering-case.ts'
import { casesByAnswers } from '../../../../test/support/failing/by-answers.ts'

afterEach(endAll)

const good = { put: 'accepted', get: 'document', confirm: 'confirmed' } as const

async function check(_name: string, one: AnsweringCase): Promise<void> {
  const { operation = 'get' } = one
  const bytes = one.answer(await goodAnswer(operation))
  const server = await serve(async ({ request, socket }) => {
    await request()
    socket.write(bytes)
  })
  const channel = openChannel(server.port)
  const end = await endOf(channel, operation)
  await channel.close()
  const error = end.failure?.fault
  const said = { en: wordsOf(error?.text('en')), ja: wordsOf(error?.text('ja')) }
  expect({ ...said, fault: end.fault }).toMatchObject({ fault: one.fault })
  if (error === undefined) {
    expect(end.outcome).toBe(good[operation])
    if (one.payload !== undefined) expect(end.payload.toString()).toBe(one.payload)
    if (one.documentType !== undefined) {
      expect(end.envelope).toMatchObject({ documentType: one.documentType })
    }
    return
  }
  for (const words of Object.values(said)) {
    // Nothing is left to be filled in; only a page with 200 may mean that the path is wrong.
    expect(words).not.toMatch(/\{\w+\}|undefined|\[object/)
    if (error.fault !== 'answer-not-soap') expect(words).not.toMatch(/path of the URL|URL のパス/)
  }
  if (one.said !== undefined) expect(said.en).toMatch(one.said)
  expect(said.ja).toMatch(/[ぁ-ん]/)
}

function wordsOf(text: object | undefined): string {
  return Object.values(text ?? {}).join('\n')
}

describe('what a server answers over HTTP', () => {
  test.each(casesByAnswers.map((one): [string, AnsweringCase] => [one.server.en, one]))('%s', check)
})
