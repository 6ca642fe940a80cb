import { expect, test } from 'vitest'
import { isPrivateAddress } from './private-address.ts'

test.each([
  '127.0.0.1',
  '127.255.0.9',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.200.4',
  '169.254.1.1',
  '::1',
  '[::1]',
  'fe80::1%eth0',
  'fd00:1234::1',
  '::ffff:10.1.2.3',
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each([
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '192.169.0.1',
  '11.0.0.1',
  '169.253.0.1',
  '100.64.0.1',
  '0.0.0.0',
  '2001:db8::1',
  'fec0::1',
  '::ffff:8.8.8.8',
  'localhost',
  '10.0.0.1.example.com',
  '',
])('%s is not', (address) => {
  expect(isPrivateAddress(address)).toBe(false)
})
