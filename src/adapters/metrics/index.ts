export { renderMetrics } from './render.ts'
