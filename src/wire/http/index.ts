export type { HttpAnswer } from './answer.ts'
export { connect, type Connected, type ConnectOrder, type Stage } from './connect.ts'
export {
  openHttpClient,
  type CallFacts,
  type HttpClient,
  type HttpClientOrder,
  type PostOrder,
} from './client.ts'
export { foreignSchemes } from './login-schemes.ts'
export { type ProgressLimits } from './progress.ts'
export type { Proxy } from './proxy-tunnel.ts'
export type { Connection } from './connections.ts'
export type { ListenLimits } from './limits.ts'
export {
  listen,
  type Listener,
  type ListenerTls,
  type ListenOrder,
  type RequestHandler,
} from './listener.ts'
export { knownCodings, withoutCoding } from './codings.ts'
export { bodyOf, endAndClose, finished, writeBody, type Count } from './body.ts'
export { resolveName } from './resolve.ts'
export type { RequestRefusal } from './request-refusal.ts'
