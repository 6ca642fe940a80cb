export { chooseLanguage, languageOfLocale, type Environment } from './language.ts'
export { loadConfig, type Config, type ConfigFlags } from './load-config.ts'
