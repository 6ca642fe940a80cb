import { afterEach, expect, test } from 'vitest'

import { mailPost, type MailPost } from '../../../test/support/mail-post.ts'
import { AlertRefused } from '../../domain/alerts/index.ts'
import { createMailRoom } from './index.ts'

let post: MailPost | undefined

afterEach(() => post?.close())

const mail = {
  id: 'M-1',
  to: ['a@x.example', 'b@x.example'],
  subject: '発注が届いていません',
  text: '本文\n',
  at: new Date('2026-09-24T00:00:00Z'),
}
const server = (port: number) =>
  ({ host: '127.0.0.1', port, tls: 'none', from: 'edi@x.example' }) as const

test('a mail arrives whole, at all its receivers, with its own id', async () => {
  post = await mailPost()
  const told: number[] = []
  await createMailRoom().send(server(post.port), mail, () => {
    told.push(post?.mails.length ?? -1)
    return Promise.resolve()
  })
  // Before the last byte the server has nothing.
  expect(told).toEqual([0])
  expect(post.mails).toEqual([
    {
      to: mail.to,
      subject: mail.subject,
      messageId: '<M-1@x.example>',
      text: expect.stringContaining('本文') as string,
    },
  ])
})

test('a server that wants a login gets it, and one that refuses it is named', async () => {
  post = await mailPost({ login: { user: 'edi', password: 'right' } })
  const send = (password: string) =>
    createMailRoom().send({ ...server(post?.port ?? 0), user: 'edi', password }, mail, () =>
      Promise.resolve(),
    )
  // Its answer is clear: nothing is in doubt.
  const refused = (await send('wrong').catch((error: unknown) => error)) as AlertRefused
  expect(refused).toBeInstanceOf(AlertRefused)
  expect(refused.fault.fault).toBe('mail-failed')
  expect(post.mails).toEqual([])
  await send('right')
  expect(post.mails).toHaveLength(1)
})

test('a server without STARTTLS is not trusted where that was asked for', async () => {
  post = await mailPost()
  const secure = { ...server(post.port), tls: 'starttls' as const }
  await expect(createMailRoom().send(secure, mail, () => Promise.resolve())).rejects.toThrow(
    AlertRefused,
  )
  expect(post.mails).toEqual([])
})

test('a server that is not there is a failure in words', async () => {
  post = await mailPost()
  const { port } = post
  await post.close()
  const sending = createMailRoom().send(server(port), mail, () => Promise.resolve())
  await expect(sending).rejects.toMatchObject({
    fault: 'mail-failed',
    params: { host: '127.0.0.1' },
  })
})
