export { renderMetrics, type MetricsPage } from './render.ts'
