export { connect, type Connected, type ConnectOrder, type Stage } from './connect.ts'
export {
  openHttpClient,
  type CallFacts,
  type HttpAnswer,
  type HttpClient,
  type PostOrder,
} from './client.ts'
export { watchProgress, type Progress, type ProgressLimits } from './progress.ts'
export type { Proxy } from './proxy-tunnel.ts'
export {
  listen,
  type Connection,
  type Listener,
  type ListenerTls,
  type ListenLimits,
  type ListenOrder,
  type RequestHandler,
} from './listener.ts'
export { bodyOf, finished, lingerAndClose, writeBody, type Count } from './body.ts'
