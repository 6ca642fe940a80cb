export { unknownCall } from './unknown-call.ts'
export { refusedCallers } from './refused-callers.ts'
export { openJxChannel } from './client.ts'
export type { JxChannelOrder } from './client-order.ts'
export { serveJx } from './server.ts'
export { type ConnectionTest, type TestStage, type TestWatch } from './connection-test-stage.ts'
export { testConnection } from './connection-test.ts'
export {
  checkedAddress,
  checkServerTls,
  type TlsCheckTarget,
  type TlsCheckWatch,
} from './tls-check.ts'
export { testIncoming } from './incoming-test.ts'
