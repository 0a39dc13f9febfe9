import { describe, expect, it } from 'vitest'
import { neighbourhoodOf, peerAddressOf, publicPeerOf, rememberPeer } from '../../../src/server/guards/address.ts'

function requestFrom(address: string | undefined): Request {
  const request = new Request('https://bank.example/')
  rememberPeer(request, address)
  return request
}

describe('the address of a socket', () => {
  it.each(['203.0.113.7', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2001:db8::1', '::ffff:8.8.8.8'])(
    'counts where it is of the open internet: %s',
    (address) => {
      expect(publicPeerOf(requestFrom(address))).toBe(address)
    },
  )

  it.each([
    '10.0.0.1', '127.0.0.1', '192.168.1.1', '172.16.0.1', '172.31.255.255', '169.254.1.1', '100.64.0.1', '100.127.0.1', '::1',
    'fd00::1', 'fc00::1', 'fe80::1', '::ffff:10.0.0.1', '::FFFF:127.0.0.1',
  ])('may be a proxy of the host\'s own, and stands for nobody: %s', (address) => {
    const request = requestFrom(address)
    expect(publicPeerOf(request)).toBeUndefined()
    expect(peerAddressOf(request)).toBe(address)
  })

  it('is not known of a request that came another way', () => {
    expect(publicPeerOf(requestFrom(undefined))).toBeUndefined()
    expect(peerAddressOf(new Request('https://bank.example/'))).toBeUndefined()
  })
})

it.each([
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['a name', 'a name'],
])('%s is counted as %s', (address, counted) => {
  expect(neighbourhoodOf(address)).toBe(counted)
})
