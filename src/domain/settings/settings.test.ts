import { expect, test } from 'vitest'
import { parseSettings } from './settings.ts'

test('an empty text is a station on this machine alone', () => {
  expect(parseSettings({})).toEqual({
    host: '127.0.0.1',
    jxPort: 8443,
    consolePort: 8040,
    limits: {},
  })
})

test('what was checked cannot be changed afterwards', () => {
  const { limits } = parseSettings({ limits: { documentBytes: 1 } })
  expect(() => Object.assign(limits, { documentBytes: 2 })).toThrow(TypeError)
})

test.each([
  [{ ports: 1 }, 'ports'],
  [{ limits: { bytes: 1 } }, 'limits.bytes'],
  [{ watchers: { host: 'x' } }, 'watchers.host'],
])('%j holds what nobody knows', (json, setting) => {
  expect(() => parseSettings(json)).toThrow(
    expect.objectContaining({
      fault: 'setting-unknown',
      params: expect.objectContaining({ setting }) as object,
    }) as Error,
  )
})

test.each([
  [{ jxPort: 65_536 }, 'jxPort'],
  [{ host: '' }, 'host'],
  [{ tlsCertificate: 'a.pem' }, 'tlsKey'],
  [{ tlsKey: 'a.key' }, 'tlsKey'],
  [{ clearing: { at: '24:00' } }, 'clearing.at'],
  [{ clearing: { recordDays: 30, payloadDays: 30 } }, 'clearing.recordDays'],
  [{ clearing: { recordDays: 60 } }, 'clearing.recordDays'],
  [{ clearing: { recordDays: 60, payloadDays: 61 } }, 'clearing.recordDays'],
  [{ clearing: { messageIdDays: 365 } }, 'clearing.messageIdDays'],
  [[], 'settings.json'],
])('%j is refused under the name of %s, in both languages', (json, setting) => {
  expect(() => parseSettings(json)).toThrow(
    expect.objectContaining({
      fault: 'setting-invalid',
      params: expect.objectContaining({
        setting,
        detailJa: expect.stringMatching(/[ぁ-ん]/) as string,
      }) as object,
    }) as Error,
  )
})

test('records that stay as long as their payloads are taken', () => {
  const clearing = { payloadDays: 60, recordDays: 60 }
  expect(parseSettings({ clearing }).clearing).toEqual(clearing)
})
