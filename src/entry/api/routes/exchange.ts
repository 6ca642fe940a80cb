import { z } from 'zod'
import type { Route } from '../route.ts'
import { id, name } from '../schemas/common.ts'
import * as documents from '../schemas/documents.ts'
import * as exchanges from '../schemas/exchanges.ts'
import * as faults from '../schemas/faults.ts'
import * as runs from '../schemas/runs.ts'

const byId = z.object({ id })
const byName = z.object({ name })

export const documentRoutes = {
  'documents.list': {
    method: 'GET',
    path: '/documents',
    role: 'viewer',
    summary: 'List documents, newest first; state=quarantined is the quarantine',
    query: documents.documentQuery,
    response: documents.documentPage,
  },
  'documents.upload': {
    method: 'POST',
    path: '/documents',
    role: 'operator',
    summary:
      'Put a file into the outbox, or into the mailbox of a partner that calls us; the body is the file',
    query: documents.uploadQuery,
    body: 'bytes',
    response: documents.document,
    status: 201,
  },
  'documents.show': {
    method: 'GET',
    path: '/documents/:id',
    role: 'viewer',
    summary: 'Show a document with its attempts and faults',
    params: byId,
    response: documents.documentDetail,
  },
  'documents.payload': {
    method: 'GET',
    path: '/documents/:id/payload',
    role: 'viewer',
    summary: 'Download a document, unpacked or as on the wire',
    params: byId,
    query: documents.payloadQuery,
    response: 'bytes',
  },
  'documents.preview': {
    method: 'GET',
    path: '/documents/:id/preview',
    role: 'viewer',
    summary: 'Show a part of a document as text and bytes, its character set guessed',
    params: byId,
    query: documents.previewQuery,
    response: documents.preview,
  },
  'documents.send-again': {
    method: 'POST',
    path: '/documents/:id/send-again',
    role: 'operator',
    summary: 'Queue the bytes of a sent document once more, as a new document with a new messageId',
    params: byId,
    response: documents.document,
    status: 201,
  },
  'documents.cancel': {
    method: 'POST',
    path: '/documents/:id/cancel',
    role: 'operator',
    summary: 'Cancel a document that was not sent or not taken yet',
    params: byId,
    body: documents.withdrawal,
    response: documents.document,
  },
  'documents.hold': {
    method: 'POST',
    path: '/documents/:id/hold',
    role: 'operator',
    summary: 'Hold a document that was not sent or not taken yet, until it is released',
    params: byId,
    body: documents.withdrawal,
    response: documents.document,
  },
  'documents.release': {
    method: 'POST',
    path: '/documents/:id/release',
    role: 'operator',
    summary: 'Release a held document: it goes out at its old place in the order',
    params: byId,
    body: documents.withdrawal,
    response: documents.document,
  },
  'documents.look': {
    method: 'POST',
    path: '/documents/:id/look',
    role: 'operator',
    summary: 'Note that somebody has looked at a document; the first one stands',
    params: byId,
    response: 'nothing',
  },
  'documents.retake': {
    method: 'POST',
    path: '/documents/:id/retake',
    role: 'operator',
    summary: 'Put a taken document back to not taken, a refused one back to waiting',
    params: byId,
    response: documents.document,
  },
} as const satisfies Record<string, Route>

export const exchangeRoutes = {
  'exchanges.list': {
    method: 'GET',
    path: '/exchanges',
    role: 'viewer',
    summary: 'List exchanges, newest first',
    query: exchanges.exchangeQuery,
    response: exchanges.exchangePage,
  },
  'exchanges.show': {
    method: 'GET',
    path: '/exchanges/:id',
    role: 'viewer',
    summary: 'Show an exchange with its attempts and faults',
    params: byId,
    response: exchanges.exchangeDetail,
  },
  'partners.receive': {
    method: 'POST',
    path: '/partners/:name/receive',
    role: 'operator',
    summary: 'Receive from a partner now; follow the run',
    params: byName,
    body: runs.receiveOrder,
    response: runs.run,
    status: 202,
  },
  'partners.send': {
    method: 'POST',
    path: '/partners/:name/send',
    role: 'operator',
    summary: 'Send what waits for a partner now; follow the run',
    params: byName,
    body: runs.sendOrder,
    response: runs.run,
    status: 202,
  },
  'runs.list': {
    method: 'GET',
    path: '/runs',
    role: 'viewer',
    summary: 'Runs under way, and those that ended within the hour',
    response: runs.runList,
  },
  'runs.show': {
    method: 'GET',
    path: '/runs/:id',
    role: 'viewer',
    summary: 'Show a run',
    params: byId,
    response: runs.run,
  },
  'runs.events': {
    method: 'GET',
    path: '/runs/:id/events',
    role: 'viewer',
    summary: 'Follow a run: events named run',
    params: byId,
    response: 'events',
    events: { run: runs.runEvent },
  },
  'runs.stop': {
    method: 'POST',
    path: '/runs/:id/stop',
    role: 'operator',
    summary: 'Stop a run after the document under way',
    params: byId,
    response: runs.run,
  },
  'events.follow': {
    method: 'GET',
    path: '/events',
    role: 'viewer',
    summary: 'Follow what changes: events named changed and run',
    response: 'events',
    events: { changed: runs.changedEvent, run: runs.runEvent },
  },
} as const satisfies Record<string, Route>

export const faultRoutes = {
  'faults.list': {
    method: 'GET',
    path: '/faults',
    role: 'viewer',
    summary: 'List faults, newest first',
    query: faults.faultQuery,
    response: faults.faultPage,
  },
  'faults.show': {
    method: 'GET',
    path: '/faults/:id',
    role: 'viewer',
    summary: 'Show a fault with its texts in both languages',
    params: byId,
    response: faults.fault,
  },
  'faults.acknowledge': {
    method: 'POST',
    path: '/faults/:id/acknowledgement',
    role: 'operator',
    summary: 'Acknowledge a fault with a comment',
    params: byId,
    body: faults.acknowledge,
    response: faults.fault,
  },
} as const satisfies Record<string, Route>
