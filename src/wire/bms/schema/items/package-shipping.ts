/** The items of 出荷荷姿; the notation is told in `../notation.ts`. */
export const packageShippingItems = `
deliver:listOfPackageShippings+
 contentVersion?
  version! X(20) XML内容バージョン：バージョンID
 documentStructureVersion?
  version! X(20) XML構造バージョン：バージョンID
 extensionInformation?
  namespace! X(80) 拡張情報：ネームスペース
  version! X(20) 拡張情報：バージョン番号
 parties!
  seller!
   code! 9(13) 取引先コード
   gln! 9(13) 取引先GLN
   name? X(20) 取引先名称
   name_sbcs? X(20) 取引先名称カナ
   branchNumber? X(2) 取引先：枝番
   shipLocationCode? X(4) 出荷先コード
  shipTo?
   code! 9(13) 直接納品先コード
   gln! 9(13) 直接納品先GLN
   name? X(20) 直接納品先名称
   name_sbcs? X(20) 直接納品先名称カナ
  buyer?
   code! 9(13) 発注者コード
   gln! 9(13) 発注者GLN
   name? X(20) 発注者名称
   name_sbcs? X(20) 発注者名称カナ
 logistics?
  shipFrom?
   gln! 9(13) 出荷場所GLN
  contactInfo?
   name? X(10) 担当者
   name_sbcs? X(10) 担当者カナ
   telephone? X(12) 連絡先(TEL)
   fax? X(12) 連絡先(FAX)
   extension?
  deliverySlipNumber? 9(10) センター納品書番号
  totalPackages? 9(6) 出荷総梱包数
  deliveryServiceCode? 9(2) 便No
  deliveryTime? X 指定納品時刻
  transportationCode? 9(2) 輸送手段
  extension?
 dates!
  shipDate? date 取引先出荷日
  deliveryDate? date 直接納品先納品日
  deliveryDateForReceiver? date 最終納品先納品日
  deliveryDateCalssification! 9(2) 納品先納品日区分
 extension?
 packageInformation+
  itemID!
   gtin! 9(14) 商品コード（ＧTIN）
   orderItemCode! 9(14) 商品コード（発注用）
    @codeType! 9(3) 商品コード区分
   supplierItemCode? X(14) 商品コード（取引先）
   extension?
  goodsCategory?
   majorCategory? X(10) 商品分類（大）
   subMajorCategory? X(10) 商品分類（中）
   minorCategory? X(10) 商品分類（小）
   detailedCategory? X(10) 商品分類（細）
   extension?
  instructions?
   goodsClassificationCode? 9(2) 商品区分
   orderClassificationCode? 9(2) 発注区分
   eosCode? 9(2) EOS区分
   tradeTypeCode? 9(2) 処理種別
   extension?
  orderQuantity!
   quantity! N(8,1) 総発注数量
  shipmentQuantity!
   quantity! N(8,1) 総出荷数量
  stockoutQuantity!
   quantity! N(8,1) 欠品数量
   stockoutReasonCode? 9(2) 欠品区分
  itfInformation*
   itfCode? 9(16) ITFコード(集合包装GTIN)
   numOfPackages? 9(6) 出荷ケース数
   numOfItemsInPackage? 9(4) ITF入数(集合包装GTIN入数)
  cartonInformation*
   code? 9(16) ボール商品コード
   numOfPackages? 9(7) ボール出荷数量
   numOfItemsInPackage? 9(4) ボール内商品数量
  itemInformation*
   gtin? 9(14) 商品コード(GTIN)
   quantity? 9(7) 単品数量
`
