export { chooseLanguage, type Environment } from './language.ts'
export { loadConfig, type Config } from './load-config.ts'
