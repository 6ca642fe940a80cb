import type { Route } from './route.ts'
import { alertRoutes } from './routes/alerts.ts'
import { certificateRequestRoutes, certificateRoutes } from './routes/certificates.ts'
import { clearingRoutes } from './routes/clearing.ts'
import { documentRoutes, exchangeRoutes, faultRoutes } from './routes/exchange.ts'
import { calendarRoutes, flowRoutes } from './routes/flows.ts'
import { matchingRoutes } from './routes/matching.ts'
import { practiceRoutes } from './routes/practice.ts'
import { partnerRoutes, tlsRoutes } from './routes/partners.ts'
import { slipRoutes } from './routes/slips.ts'
import { sessionRoutes, stationRoutes, tokenRoutes } from './routes/station.ts'

/** Every route of the API, by name. Paths are under `/api/v1`. */
export const routes = {
  ...sessionRoutes,
  ...stationRoutes,
  ...tokenRoutes,
  ...documentRoutes,
  ...slipRoutes,
  ...matchingRoutes,
  ...exchangeRoutes,
  ...faultRoutes,
  ...partnerRoutes,
  ...tlsRoutes,
  ...certificateRoutes,
  ...certificateRequestRoutes,
  ...flowRoutes,
  ...alertRoutes,
  ...calendarRoutes,
  ...practiceRoutes,
  ...clearingRoutes,
} as const satisfies Record<string, Route>
