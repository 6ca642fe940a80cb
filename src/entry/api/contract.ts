/**
 * The contract between the console and the station: every request and response of the
 * HTTP API. The console imports types from here, and of the station else only
 * tables that would stand twice: of states, versions and the like.
 *
 * Requests that change something carry the header `X-Hikyaku-Console: 1`. The session
 * is a cookie that scripts cannot read. Errors are {@link ApiError}, in the language of
 * `?lang=ja|en` or `Accept-Language`.
 *
 * @module
 */
import type { z } from 'zod'
import type { routes } from './routes.ts'

export { routes } from './routes.ts'
export type { Route } from './route.ts'
export type { ApiError, FaultAction, Role, SaidFault } from './schemas/common.ts'
export type { AuditView } from './schemas/audit.ts'
export type {
  CertificateEndView,
  CertificateRequestView,
  CertificateView,
} from './schemas/certificates.ts'
export type { DocumentView, PreviewView } from './schemas/documents.ts'
export type { AttemptView, ExchangeView } from './schemas/exchanges.ts'
export type { FaultView } from './schemas/faults.ts'
export type { HoldView } from './schemas/holds.ts'
export type { HandshakeView } from './schemas/handshake.ts'
export type { Overview } from './schemas/overview.ts'
export type { PartnerView } from './schemas/partners.ts'
export type { RecoveryView } from './schemas/recovery.ts'
export type { ChangedEvent, RunView } from './schemas/runs.ts'
export type { SessionState } from './schemas/session.ts'
export type { SettingsView } from './schemas/settings.ts'
export type { AdvisoryView, CallerView, RemedyView, PartnerTls, SuiteView } from './schemas/tls.ts'
export type {
  FindingsView,
  OrderSheetView,
  SlipPageView,
  SlipSummaryView,
  SlipView,
  TriedAnswerView,
} from './schemas/slips.ts'
export type { CalendarDayView, CalendarView, FlowView, PlannedRunView } from './schemas/flows.ts'
export type {
  MatchSlipView,
  MatchView,
  NoticeView,
  OpenedSlipView,
  SettlementView,
} from './schemas/matching.ts'
export type { BoardRowView, TodayView } from './schemas/today.ts'
export type { UserView } from './schemas/users.ts'

export const apiRoot = '/api/v1'
/** Marks a request as the console's own: other sites' pages cannot send it unasked. */
export const consoleHeader = 'x-hikyaku-console'

type Routes = typeof routes
export type RouteName = keyof Routes

/** What the values in a route's path are. */
export type ParamsOf<N extends RouteName> = Routes[N] extends { params: infer S extends z.ZodType }
  ? z.input<S>
  : undefined

/** What may follow `?`. */
export type QueryOf<N extends RouteName> = Routes[N] extends { query: infer S extends z.ZodType }
  ? z.input<S>
  : undefined

/** What is sent: JSON, or the bytes of a file. */
export type BodyOf<N extends RouteName> = Routes[N] extends { body: infer S }
  ? S extends z.ZodType
    ? z.input<S>
    : Uint8Array
  : undefined

/** What comes back: JSON, bytes, a stream of events, or nothing. */
export type ResponseOf<N extends RouteName> = Routes[N]['response'] extends infer S
  ? S extends z.ZodType
    ? z.output<S>
    : S extends 'nothing'
      ? undefined
      : S
  : never
