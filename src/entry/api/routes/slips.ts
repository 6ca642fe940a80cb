import { z } from 'zod'
import type { Route } from '../route.ts'
import { id } from '../schemas/common.ts'
import { document } from '../schemas/documents.ts'
import * as slips from '../schemas/slips.ts'

const byId = z.object({ id })
const place = z.coerce.number<number | string>().int().min(1).max(1_000_000)

export const slipRoutes = {
  'slips.search': {
    method: 'GET',
    path: '/slips',
    role: 'viewer',
    summary:
      'Find slips of Ryutsu BMS by number, goods, store, days and amount over all documents, newest first',
    query: slips.slipQuery,
    response: slips.slipList,
  },
  'documents.slips': {
    method: 'GET',
    path: '/documents/:id/slips',
    role: 'viewer',
    summary: 'List the slips of a document of Ryutsu BMS, in its order',
    params: byId,
    response: slips.documentSlips,
  },
  'documents.slip': {
    method: 'GET',
    path: '/documents/:id/slips/:place',
    role: 'viewer',
    summary: 'Show one slip of a document as people read it',
    params: byId.extend({ place }),
    response: slips.slipPage,
  },
  'documents.findings': {
    method: 'GET',
    path: '/documents/:id/findings',
    role: 'viewer',
    summary: 'Check a document of Ryutsu BMS: items, lengths, days, codes, sums and taxes',
    params: byId,
    response: slips.findings,
  },
  'layouts.list': {
    method: 'GET',
    path: '/layouts',
    role: 'viewer',
    summary: 'List the layouts into which documents of Ryutsu BMS are converted',
    response: slips.layouts,
  },
  'documents.converted': {
    method: 'GET',
    path: '/documents/:id/converted',
    role: 'viewer',
    summary: 'Download a document of Ryutsu BMS in the rows of a layout',
    params: byId,
    query: slips.conversionQuery,
    response: 'bytes',
  },
  'documents.order': {
    method: 'GET',
    path: '/documents/:id/order',
    role: 'viewer',
    summary: 'Show all lines of a received order, to be answered',
    params: byId,
    response: slips.orderSheet,
  },
  'documents.try-answer': {
    method: 'POST',
    path: '/documents/:id/answer/check',
    role: 'operator',
    summary: 'Reckon and check the shipment that answers an order; nothing is kept',
    params: byId,
    body: slips.toldAnswer,
    response: slips.triedAnswer,
  },
  'documents.answer': {
    method: 'POST',
    path: '/documents/:id/answer',
    role: 'operator',
    summary: 'Queue the shipment that answers an order, for the partner it came from',
    params: byId,
    body: slips.sentAnswer,
    response: document,
    status: 201,
  },
} as const satisfies Record<string, Route>
