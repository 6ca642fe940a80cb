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
  type AlertMessage,
  type AlertShelf,
  type AlertTables,
  type MailRoom,
  type MessageKind,
  type MessageState,
} from './ports.ts'
export { sendAlerts, sendTest, takeOverAlerts, type AlertContext } from './send-alerts.ts'
