import type { Route } from '../route.ts'
import * as matching from '../schemas/matching.ts'

/** 照合: 発注, 出荷, 受領, 請求 and 支払 beside each other. */
export const matchingRoutes = {
  'matching.partners': {
    method: 'GET',
    path: '/matching',
    role: 'viewer',
    summary: 'List the partners whose slips are matched, each with what waits for a hand',
    response: matching.matchPartners,
  },
  'matching.show': {
    method: 'GET',
    path: '/matching/:partner',
    role: 'viewer',
    summary:
      'Match the slips of one closing of a partner: sums by stage, steps, and the sums of the notice recomputed',
    params: matching.byPartner,
    query: matching.matchQuery,
    response: matching.matchView,
  },
  'matching.list': {
    method: 'GET',
    path: '/matching/:partner/slips',
    role: 'viewer',
    summary: 'List the slips of a closing through the stages, what waits for a hand first',
    params: matching.byPartner,
    query: matching.matchListQuery,
    response: matching.matchList,
  },
  'matching.slip': {
    method: 'GET',
    path: '/matching/:partner/slips/:key',
    role: 'viewer',
    summary: 'Show the lines of a slip through the stages, and what people said of it',
    params: matching.byKey,
    response: matching.openedSlip,
  },
  'matching.csv': {
    method: 'GET',
    path: '/matching/:partner/csv',
    role: 'viewer',
    summary: 'Download the slips of a closing as CSV, an amount and a difference a stage',
    params: matching.byPartner,
    query: matching.matchCsvQuery,
    response: 'bytes',
  },
  'matching.settle': {
    method: 'POST',
    path: '/matching/:partner/settlements',
    role: 'operator',
    summary: 'Settle a difference: say why it is there, and what is done about it',
    params: matching.byPartner,
    body: matching.settleBody,
    response: matching.settledSlip,
    status: 201,
  },
  'matching.take-back': {
    method: 'DELETE',
    path: '/matching/:partner/settlements/:id',
    role: 'operator',
    summary: 'Take back what was said of a difference; it waits for a hand again',
    params: matching.bySettlement,
    response: matching.settledSlip,
  },
} as const satisfies Record<string, Route>
