export { openJxChannel, type JxChannelOrder } from './client.ts'
export type { CallerLimits } from './client-call.ts'
export { addressOf, endpointOf } from './endpoint.ts'
export { serveJx, type JxServerOrder, type ServerLog } from './server.ts'
