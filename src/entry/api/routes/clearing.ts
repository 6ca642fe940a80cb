import type { Route } from '../route.ts'
import * as clearing from '../schemas/clearing.ts'

/** 整理: what goes when it is old enough. */
export const clearingRoutes = {
  'clearing.preview': {
    method: 'GET',
    path: '/clearing',
    role: 'viewer',
    summary: 'What a clearing would remove now, how long things are kept, and what must stay',
    query: clearing.clearingRange,
    response: clearing.clearingPreview,
  },
  'clearing.run': {
    method: 'POST',
    path: '/clearing',
    role: 'admin',
    summary: 'Clear what is old enough now; it cannot be brought back',
    body: clearing.clearingRange,
    response: clearing.clearingReport,
  },
  'clearing.set': {
    method: 'PUT',
    path: '/clearing/settings',
    role: 'admin',
    summary: 'Set how long things are kept; it holds from the next clearing on',
    body: clearing.clearingSettings,
    response: clearing.clearingSettings,
  },
} as const satisfies Record<string, Route>
