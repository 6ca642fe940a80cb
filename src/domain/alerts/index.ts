export {
  parseAlertRule,
  parseMailServer,
  type AlertRule,
  type AlertRuleInput,
  type MailServer,
  type MailServerInput,
} from './alert-rule.ts'
export { findAlert, putAlert, removeAlert, setMailServer } from './changing-alerts.ts'
export { gatherAlerts, isFor } from './gather-alerts.ts'
export {
  messageKinds,
  messageStates,
  type AlertItem,
  type AlertMail,
  type AlertCarrier,
  type AlertMessage,
  type AlertNotice,
  type AlertShelf,
  type AlertTables,
  type MailRoom,
  type MessageKind,
  type MessageState,
} from './ports.ts'
export type { AlertContext } from './carriers.ts'
export { AlertRefused } from './refused.ts'
export { sendAlerts, sendTest, takeOverAlerts } from './send-alerts.ts'
export type { AlertInput } from './webhook-change.ts'
