import type { Generated } from 'kysely'
import type { AuditStartTable, ClearingTable, MessageKeyTable } from './schema-clearing.ts'
import type {
  CalendarRevisionTable,
  ExcusedDayTable,
  FlowRevisionTable,
  HoldTable,
} from './schema-past-days.ts'
import type {
  AnsweredSlipTable,
  SettlementTable,
  SlipDocumentTable,
  SlipGoodsTable,
  SlipLinesTable,
  SlipPaidTable,
  SlipTable,
} from './schema-slips.ts'

/** Column types shared by every database: text, whole numbers and bytes. */
export interface Schema {
  document: DocumentTable
  payload: PayloadTable
  exchange: ExchangeTable
  attempt: AttemptTable
  fault: FaultTable
  partner: PartnerTable
  secret: SecretTable
  certificate: CertificateTable
  certificate_request: CertificateRequestTable
  handshake: HandshakeTable
  stranger: StrangerTable
  notice: NoticeTable
  slip_document: SlipDocumentTable
  slip: SlipTable
  slip_goods: SlipGoodsTable
  answered_slip: AnsweredSlipTable
  slip_lines: SlipLinesTable
  slip_paid: SlipPaidTable
  settlement: SettlementTable
  console_user: ConsoleUserTable
  console_session: ConsoleSessionTable
  known_browser: KnownBrowserTable
  sign_in_failure: SignInFailureTable
  api_token: ApiTokenTable
  audit: AuditTable
  lease: LeaseTable
  flow: FlowTable
  flow_revision: FlowRevisionTable
  slot: SlotTable
  company_calendar: CompanyCalendarTable
  promised_file: PromisedFileTable
  hand_over_name: HandOverNameTable
  serial: SerialTable
  standing_fault: StandingFaultTable
  picked_file: PickedFileTable
  program_run: ProgramRunTable
  alert_rule: AlertRuleTable
  mail_server: MailServerTable
  alert_item: AlertItemTable
  alert_message: AlertMessageTable
  clearing: ClearingTable
  message_key: MessageKeyTable
  audit_start: AuditStartTable
  hold: HoldTable
  excused_day: ExcusedDayTable
  calendar_revision: CalendarRevisionTable
}

export interface DocumentTable {
  /** Order of arrival: first in, first out. */
  seq: Generated<number>
  id: string
  box: string
  partner: string
  state: string
  message_id: string
  sender_id: string
  receiver_id: string
  format_type: string
  document_type: string
  compress_type: string
  wire_bytes: number
  wire_sha256: string
  content_bytes: number | null
  content_sha256: string | null
  file_name: string | null
  created_at: string
  changed_at: string
  handed_over_to: string | null
  handed_over_at: string | null
  fault_id: string | null
  /** Empty but for quarantined twins, so that it can be part of the unique key. */
  twin: string
  /** The flow that it belongs to. */
  flow_id: string | null
  /** Who looked at it first. */
  looked_at: string | null
  looked_by: string | null
  /** Who got its bytes whole first. */
  saved_at: string | null
  saved_by: string | null
  /** When its payload was cleared. */
  payload_cleared_at: string | null
  /** `row` or `file`. */
  payload_in: string
}

export interface PayloadTable {
  /** That of its document. */
  seq: number
  bytes: Uint8Array
}

export interface ExchangeTable {
  /** Order in which they began. */
  seq: Generated<number>
  id: string
  partner: string
  kind: string
  started_at: string
  ended_at: string | null
  outcome: string | null
  documents: number
  /** Who runs or ran it, by the name in the folder `processes`. */
  process: string | null
}

export interface AttemptTable {
  id: string
  exchange_id: string
  operation: string
  number: number
  document_id: string | null
  message_id: string | null
  started_at: string
  ended_at: string | null
  outcome: string | null
  fault_id: string | null
  http_status: number | null
  bytes_sent: number
  bytes_received: number
  remote: string | null
  /** JSON. */
  handshake: string | null
  handshake_id: string | null
}

export interface FaultTable {
  seq: Generated<number>
  id: string
  name: string
  /** JSON. */
  params: string
  at: string
  partner: string | null
  exchange_id: string | null
  attempt_id: string | null
  document_id: string | null
  handshake_id: string | null
  acknowledged_at: string | null
  acknowledged_by: string | null
  acknowledged_comment: string | null
  times: number
  /** When it happened last, if more than once. */
  last_at: string | null
}

export interface PartnerTable {
  name: string
  kind: string
  /** Of partners that log in with us, where it is unique. */
  login: string | null
  /** JSON, without secrets. */
  settings: string
}

export interface SecretTable {
  owner: string
  name: string
  sealed: Uint8Array
}

export interface CertificateTable {
  name: string
  chain_pem: string
  imported_at: string
}

export interface CertificateRequestTable {
  name: string
  subject: string
  request_pem: string
  requested_at: string
}

export interface HandshakeTable {
  /** Order in which they were seen last. */
  seq: number
  id: string
  at: string
  outcome: string
  form: string
  partner: string | null
  /** JSON, in gzip. */
  record: Uint8Array | null
}

export interface StrangerTable {
  /** Order in which they were seen last. */
  seq: number
  address: string
  cause: string
  first_at: string
  last_at: string
  count: number
  handshake_id: string | null
  fault_id: string | null
}

export interface NoticeTable {
  key: string
  at: string
}

export interface PromisedFileTable {
  document_id: string
  directory: string
  temporary: string
  path: string
  sha256: string
  folder: string
  boot: string | null
  /** Who promised it, by the name in the folder `processes`. */
  process: string
  at: string
  fault_id: string | null
  /** JSON: how it is given, where that is not the plain way. */
  how: string | null
}

export interface HandOverNameTable {
  document_id: string
  name: string
}

export interface SerialTable {
  flow_id: string
  /** Empty for the serial that never begins anew. */
  day: string
  last: number
}

export interface AlertRuleTable {
  name: string
  /** JSON. */
  settings: string
  since: string
}

export interface MailServerTable {
  place: number
  /** JSON, without its password. */
  settings: string
}

export interface AlertItemTable {
  rule: string
  fault_id: string
  due_at: string
  told_by: string | null
  last_told_at: string | null
  is_over: number
}

export interface AlertMessageTable {
  id: string
  rule: string
  kind: string
  /** JSON. */
  faults: string
  created_at: string
  state: string
  tries: number
  doubts: number
  next_try_at: string
  sent_at: string | null
}

export interface PickedFileTable {
  document_id: string
  flow_id: string
  folder: string
  /** Below the folder. */
  place: string
  /** As the writer named it, with what was seen of it. */
  name: string
  bytes: number
  changed_at: number
  file_id: string
  state: string
}

export interface StandingFaultTable {
  key: string
  fault_id: string
  since: string
}

export interface LeaseTable {
  name: string
  holder: string
  /** Under which name the holder is at work in the home. */
  process: string
  /** For people: nothing is decided by the number and the host. */
  pid: number
  host: string
  taken_at: string
}

export interface ConsoleUserTable {
  name: string
  role: string
  password_hash: string
  created_at: string
  last_login_at: string | null
}

export interface ConsoleSessionTable {
  token_hash: string
  user: string
  created_at: string
  seen_at: string
}

export interface KnownBrowserTable {
  token_hash: string
  user: string
  seen_at: string
}

export interface SignInFailureTable {
  key: string
  count: number
  at: string
  until: string
}

export interface ApiTokenTable {
  name: string
  role: string
  token_hash: string
  created_at: string
  created_by: string
  last_used_at: string | null
}

export interface AuditTable {
  number: number
  at: string
  actor: string
  via: string
  action: string
  subject: string
  /** JSON. */
  detail: string
  previous: string
  hash: string
}

export interface FlowTable {
  id: string
  name: string
  partner: string
  direction: string
  /** Both empty for any kind. */
  format_type: string
  document_type: string
  /** JSON. */
  settings: string
  revision: number
  created_at: string
  timetable_since: string
  expectations_since: string | null
  /** JSON: since when, by step. */
  programs_since: string | null
  removed_at: string | null
}

export interface ProgramRunTable {
  seq: Generated<number>
  subject: string
  step: string
  flow_id: string
  exchange_id: string | null
  state: string
  attempt: number
  file: string
  started_at: string
  ended_at: string | null
  next_try_at: string | null
  status: number | null
  output: string | null
  fault_id: string | null
  /** Who began it, by the name in the folder `processes`. */
  process: string
}

export interface SlotTable {
  flow_id: string
  instant: string
  /** JSON. */
  nominal: string
  state: string
  started_at: string | null
  ended_at: string | null
  exchange_id: string | null
  documents: number
  tries: number
  fault_id: string | null
  next_try_at: string | null
}

export interface CompanyCalendarTable {
  name: string
  /** JSON. */
  settings: string
}
