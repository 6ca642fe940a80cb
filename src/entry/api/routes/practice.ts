import type { Route } from '../route.ts'
import { practice, practiceOrder } from '../schemas/practice.ts'

export const practiceRoutes = {
  'practice.show': {
    method: 'GET',
    path: '/practice',
    role: 'viewer',
    summary: 'Whether the practice retailer runs, and how many orders wait there',
    response: practice,
  },
  'practice.start': {
    method: 'POST',
    path: '/practice',
    role: 'admin',
    summary: 'Run the practice retailer as a partner of this station, with new orders waiting',
    body: practiceOrder,
    response: practice,
  },
  'practice.stop': {
    method: 'DELETE',
    path: '/practice',
    role: 'admin',
    summary: 'End the practice retailer; the partner and what was received stay',
    response: 'nothing',
  },
} as const satisfies Record<string, Route>
