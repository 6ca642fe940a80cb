import { expect, test } from 'vitest'
import { bareServerPartner } from '../../../test/contract/samples.ts'
import { proxyAddress, proxyUrl, serverUrl, withoutLogin } from './addresses.ts'
import { addressOf, endpointOf } from './endpoint.ts'

const endpoint = (url: string): ReturnType<typeof endpointOf> =>
  endpointOf({ ...bareServerPartner, url })

test.each([
  ['https://edi.example/jx?v=1', { host: 'edi.example', port: 443, path: '/jx?v=1', secure: true }],
  ['https://edi.example:8443', { host: 'edi.example', port: 8443, path: '/', secure: true }],
  ['https://[2001:db8::1]/jx', { host: '2001:db8::1', port: 443, path: '/jx', secure: true }],
  ['http://localhost/jx', { host: 'localhost', port: 80, path: '/jx', secure: false }],
  ['http://127.0.0.1:8080/', { host: '127.0.0.1', port: 8080, path: '/', secure: false }],
  ['http://[::1]:8080/', { host: '::1', port: 8080, path: '/', secure: false }],
])('%s may be set, and leads where it says', (url, place) => {
  expect(serverUrl(url)).toBe(url)
  expect(endpoint(url)).toMatchObject(place)
})

test.each([
  ['http://edi.example/jx', 'https:// is needed'],
  ['ftp://edi.example/jx', 'https:// is needed'],
  ['edi.example', 'is not a URL'],
  ['', 'is not a URL'],
])('“%s” is neither set nor called', (url, reason) => {
  const refused = expect.objectContaining({
    fault: 'setting-invalid',
    params: expect.objectContaining({
      setting: 'url',
      detail: expect.stringContaining(reason) as string,
    }) as object,
  }) as Error
  expect(() => serverUrl(url)).toThrow(refused)
  expect(() => endpoint(url)).toThrow(refused)
})

test('a login in a URL is refused when it is set, and shown nowhere', () => {
  for (const url of ['https://u:secret@edi.example/', 'http://u:secret@edi.example/']) {
    expect(() => serverUrl(url)).toThrow('must not hold a user or a password')
    expect(() => proxyUrl(url)).toThrow('must not hold a user or a password')
  }
  expect(() => endpoint('http://u:secret@edi.example/')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') as string }) as Error,
  )
  expect(() => serverUrl('https://u:secret@')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') as string }) as Error,
  )
})

test.each([
  ['user:secret@proxy.example:8080', 'proxy.example:8080'],
  ['https://u:sec@ret@edi.example:99999/', 'https://edi.example:99999/'],
  ['https://u:sec/ret@edi.example/', 'https://edi.example/'],
  ['http:/u:secret@edi.example/', 'edi.example/'],
  ['https://edi.example/jx@1', 'https://edi.example/jx@1'],
  ['edi.example', 'edi.example'],
])('%s is shown without its login, however it was meant', (text, shown) => {
  expect(withoutLogin(text)).toBe(shown)
})

test('an address is shown with brackets where it needs them', () => {
  expect(addressOf(endpoint('https://[2001:db8::1]/'))).toBe('[2001:db8::1]:443')
  expect(addressOf(endpoint('https://edi.example/'))).toBe('edi.example:443')
})

test('a proxy is host and port alone', () => {
  expect(proxyAddress('http://proxy.example:3128')).toMatchObject({
    host: 'proxy.example',
    port: 3128,
  })
  expect(proxyAddress('http://[2001:db8::1]/')).toMatchObject({ host: '2001:db8::1', port: 80 })
  for (const url of [
    'https://proxy.example',
    'http://proxy.example/x',
    'http://proxy.example/#x',
  ]) {
    expect(() => proxyUrl(url)).toThrow('http://host:port is needed')
    expect(() => proxyAddress(url)).toThrow('http://host:port is needed')
  }
})
