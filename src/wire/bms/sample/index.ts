export { practiceRetailer, practiceSupplier } from './parties.ts'
export { sampleMessage, sampleOrder, sampleShipment, type SampleOrder } from './sample-message.ts'
