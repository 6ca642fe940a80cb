export { sampleOrder, sampleShipment, type SampleOrder } from './sample-document.ts'
export {
  practiceGoods,
  practiceRetailer,
  practiceSupplier,
  type PracticeLine,
} from './practice-parties.ts'
