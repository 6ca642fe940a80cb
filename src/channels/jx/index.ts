export { openJxChannel, type JxChannelOrder } from './client.ts'
export { endpointOf } from './endpoint.ts'
