import { expect, test } from 'vitest'
import {
  alertDraftOf,
  alertOf,
  newAlert,
  serverDraftOf,
  serverOf,
  type AlertView,
} from './alert-draft.ts'

const byMail: AlertView = {
  name: 'ops',
  mail: ['a@maker.example', 'b@maker.example'],
  severity: 'fault',
  flow: 'orders',
  afterMinutes: 5,
  waitSeconds: 60,
  remindHours: 0,
  ended: false,
  hours: 'business 08:00-20:00',
}
const anchor = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
const byWebhook: AlertView = {
  ...byMail,
  mail: [],
  webhook: { server: 'https://hooks.example', shape: 'slack', trust: [anchor, anchor] },
}

test('a save without a change leaves a rule as it was; secrets stay unsaid', () => {
  for (const rule of [byMail, byWebhook]) {
    expect({ ...alertOf(alertDraftOf(rule), rule), name: rule.name }).toEqual(rule)
  }
})

test('addresses are taken as people type them, and the other way is left alone', () => {
  const draft = {
    ...newAlert,
    mail: ' a@maker.example、b@maker.example\n',
    url: 'https://x.example',
  }
  expect(alertOf(draft)).toMatchObject({ mail: ['a@maker.example', 'b@maker.example'] })
  expect(alertOf(draft)).not.toHaveProperty('webhook')
})

test('a new address of a webhook takes the place of its server; only our own shape is signed', () => {
  const draft = { ...alertDraftOf(byWebhook), url: ' https://new.example/x ', key: 'a secret' }
  expect(alertOf(draft, byWebhook)).toMatchObject({
    mail: [],
    webhook: { url: 'https://new.example/x', shape: 'slack', trust: [anchor, anchor] },
  })
  expect(alertOf(draft, byWebhook).webhook).not.toHaveProperty('server')
  expect(alertOf(draft, byWebhook).webhook).not.toHaveProperty('key')
  expect(alertOf({ ...draft, shape: 'generic' }).webhook).toHaveProperty('key', 'a secret')
})

test('the mail server keeps its password unless another is typed', () => {
  const server = {
    host: 'smtp.example',
    port: 465,
    tls: 'implicit',
    user: 'edi',
    from: 'a@b.example',
  } as const
  expect(serverOf(serverDraftOf(server))).toEqual(server)
  expect(serverOf({ ...serverDraftOf(server), password: 'x' })).toHaveProperty('password', 'x')
})
