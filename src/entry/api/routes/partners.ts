import { z } from 'zod'
import type { Route } from '../route.ts'
import { id, name } from '../schemas/common.ts'
import { handshake } from '../schemas/handshake.ts'
import { holdOrder } from '../schemas/holds.ts'
import * as partners from '../schemas/partners.ts'
import * as runs from '../schemas/runs.ts'
import * as tls from '../schemas/tls.ts'

const byId = z.object({ id })
const byName = z.object({ name })

export const partnerRoutes = {
  'partners.list': {
    method: 'GET',
    path: '/partners',
    role: 'viewer',
    summary: 'List the partners',
    response: partners.partnerList,
  },
  'partners.add': {
    method: 'POST',
    path: '/partners',
    role: 'admin',
    summary: 'Add a partner',
    body: partners.partnerInput,
    response: partners.partnerDetail,
    status: 201,
  },
  'partners.show': {
    method: 'GET',
    path: '/partners/:name',
    role: 'viewer',
    summary: 'Show a partner’s settings; of secrets only that they are set',
    params: byName,
    response: partners.partnerDetail,
  },
  'partners.change': {
    method: 'PUT',
    path: '/partners/:name',
    role: 'admin',
    summary: 'Replace a partner’s settings; its name and kind stay',
    params: byName,
    body: partners.partnerChange,
    response: partners.partnerDetail,
  },
  'partners.remove': {
    method: 'DELETE',
    path: '/partners/:name',
    role: 'admin',
    summary: 'Remove a partner; refused while documents are left',
    params: byName,
    response: 'nothing',
  },
  'partners.hold': {
    method: 'PUT',
    path: '/partners/:name/hold',
    role: 'operator',
    summary: 'Stop all business with a partner; what waits stays',
    params: byName,
    body: holdOrder,
    response: 'nothing',
  },
  'partners.release': {
    method: 'DELETE',
    path: '/partners/:name/hold',
    role: 'operator',
    summary: 'Let the business with a partner go on',
    params: byName,
    response: 'nothing',
  },
  'partners.plan-certificate': {
    method: 'PUT',
    path: '/partners/:name/next-certificate',
    role: 'admin',
    summary: 'Plan the client certificate that a partner is shown from a day on',
    params: byName,
    body: partners.nextCertificate,
    response: partners.partnerDetail,
  },
  'partners.unplan-certificate': {
    method: 'DELETE',
    path: '/partners/:name/next-certificate',
    role: 'admin',
    summary: 'Give the planned certificate up; the one in force now stays',
    params: byName,
    response: partners.partnerDetail,
  },
  'partners.test': {
    method: 'POST',
    path: '/partners/:name/test',
    role: 'operator',
    summary: 'Test the connection in stages; follow the run',
    params: byName,
    response: runs.run,
    status: 202,
  },
} as const satisfies Record<string, Route>

export const tlsRoutes = {
  'tls.suites': {
    method: 'GET',
    path: '/tls/suites',
    role: 'viewer',
    summary: 'All suites with versions and strength, and the initial list',
    response: tls.suiteList,
  },
  'tls.check-list': {
    method: 'POST',
    path: '/tls/suites/check',
    role: 'viewer',
    summary: 'Check a suite list as it is typed',
    body: tls.suiteCheckOrder,
    response: tls.suiteCheck,
  },
  'partners.tls': {
    method: 'GET',
    path: '/partners/:name/tls',
    role: 'viewer',
    summary: 'Versions, SSL 暗号の順位 and waiver of a partner',
    params: byName,
    response: tls.partnerTls,
  },
  'partners.change-tls': {
    method: 'PUT',
    path: '/partners/:name/tls',
    role: 'admin',
    summary: 'Apply versions and a suite list, or restore the initial list',
    params: byName,
    body: tls.partnerTlsChange,
    response: tls.partnerTls,
  },
  'partners.waive': {
    method: 'PUT',
    path: '/partners/:name/tls/waiver',
    role: 'admin',
    summary: 'Give a dated waiver for weak TLS at the partner’s present address',
    params: byName,
    body: tls.waiverOrder,
    response: tls.partnerTls,
  },
  'partners.end-waiver': {
    method: 'DELETE',
    path: '/partners/:name/tls/waiver',
    role: 'admin',
    summary: 'End the waiver',
    params: byName,
    query: tls.waiverEnd,
    response: tls.partnerTls,
  },
  'tls.advisories': {
    method: 'GET',
    path: '/tls/advisories',
    role: 'viewer',
    summary: 'Known problems of TLS: how they show, the way round them and back',
    query: tls.advisoryQuery,
    response: tls.advisoryList,
  },
  'tls.callers': {
    method: 'GET',
    path: '/tls/callers',
    role: 'viewer',
    summary: 'Who called our server and failed before it was known who that was',
    query: tls.callerQuery,
    response: tls.callerList,
  },
  'tls.check': {
    method: 'POST',
    path: '/tls/checks',
    role: 'operator',
    summary: 'TLS 診断 of a partner or an address; follow the run',
    body: tls.tlsCheckOrder,
    response: runs.run,
    status: 202,
  },
  'attempts.handshake': {
    method: 'GET',
    path: '/attempts/:id/handshake',
    role: 'viewer',
    summary: 'The recorded handshake of an attempt, explained',
    params: byId,
    response: handshake,
  },
} as const satisfies Record<string, Route>
