/** The items of 出荷梱包（紐付けあり）; the notation is told in `../notation.ts`. */
export const packageShipmentItems = `
deliver:listOfPackageShipments+
 contentVersion?
  version! X(20) XML内容バージョン：バージョンID
 documentStructureVersion?
  version! X(20) XML構造バージョン：バージョンID
 extensionInformation?
  namespace! X(80) 拡張情報：ネームスペース
  version! X(20) 拡張情報：バージョン番号
 parties!
  payee!
   code! 9(13) 請求取引先コード
   gln! 9(13) 請求取引先GLN
   name? X(20) 請求取引先名
   name_sbcs? X(20) 請求取引先名カナ
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
  extension?
 logistics!
  shipFrom?
   gln! 9(13) 出荷場所GLN
  contactInfo?
   name? X(10) 担当者
   name_sbcs? X(10) 担当者カナ
   telephone? X(12) 連絡先(TEL)
   fax? X(12) 連絡先(FAX)
   extension?
  deliverySlipNumber? 9(10) センター納品書番号
  totalPackages! 9(6) 出荷総梱包数
  deliveryServiceCode? 9(2) 便No
  deliveryTime? X 指定納品時刻
  transportationCode? 9(2) 輸送手段
  extension?
 dates!
  shipDate! date 取引先出荷日
  deliveryDate? date 直接納品先納品日
  revisedDeliveryDate? date 訂正後直接納品先納品日
  extension?
 extension?
 packageShipmentByReceiver+
  buyer!
   code! 9(13) 発注者コード
   gln! 9(13) 発注者GLN
   name? X(20) 発注者名称
   name_sbcs? X(20) 発注者名称カナ
  receiver!
   code! 9(13) 最終納品先コード
   gln! 9(13) 最終納品先GLN
   name? X(20) 最終納品先名称
   name_sbcs? X(20) 最終納品先名称カナ
  containerNumber? 9(36) カゴテナNO
  extension?
  packageInfo*
   parentPackageNumber? 9(36) 親梱包NO
   packageNumber! 9(36) 梱包NO
   displaySpace?
    code! X(13) 陳列場所コード
    name? X(20) 陳列場所名称
    name_sbcs? X(20) 陳列場所名称カナ
   campaignStartDate? date 販促開始日
   logisticsLabelInfo?
    barcodePrint? 9(13) バーコード情報
    categoryNamePrint1? X(5) カテゴリー名称1（印字用）
    categoryNamePrint2? X(5) カテゴリー名称2（印字用）
    receiverAbbrName? X(5) 最終納品先略称（印字用）
    text? X(60) ラベル自由使用欄（印字用）
    text_sbcs? X(60) ラベル自由使用欄半角カナ（印字用）
   extension?
   itemInfo+
    tradeLineID!
     tradeNumber! 9(10) 取引番号（発注・返品）
     lineNumber! X(4) 取引明細番号（発注・返品）
     extension?
    orderDate! date 発注日
    deliveryDateToReceiver! date 最終納品先納品日
    itemID!
     gtin! 9(14) 商品コード（ＧTIN）
     orderItemCode! 9(14) 商品コード（発注用）
      @codeType! 9(3) 商品コード区分
     supplierItemCode? X(14) 商品コード（取引先）
     extension?
    goodsCategory!
     majorCategory! X(10) 商品分類（大）
     subMajorCategory! X(10) 商品分類（中）
     minorCategory? X(10) 商品分類（小）
     detailedCategory? X(10) 商品分類（細）
     extension?
    containedItemAttribute?
     sellByDate? date 賞味期限日
     productionDate? date 製造日
     lotNumber? X(16) 製造番号
     extension?
    instructions?
     goodsClassificationCode? 9(2) 商品区分
     orderClassificationCode? 9(2) 発注区分
     eosCode? 9(2) EOS区分
     tradeTypeCode? 9(2) 処理種別
     extension?
    statutoryInfo?
     statutoryClassificationCode? 9(2) 法定管理義務商材区分
    quantities!
     unitMultiple! 9(4) 発注単位
     unitOfMeasure! 9(2) 発注単位コード
     orderQuantity!
      quantity! N(8,1) 発注数量（バラ）
      numOfOrderUnits? 9(6) 発注数量（発注単位数）
      extension?
     shipmentQuantity!
      quantity! N(8,1) 出荷数量（バラ）
      numOfOrderUnits? 9(6) 出荷数量（発注単位数）
      extension?
     extension?
    amounts!
     netPrice!
      unitNetPrice! N(11,2) 原単価
     sellingPrice?
      unitSellingPrice! 9(10) 売単価
     extension?
    extension?
  itfInfo*
   itfCode! 9(16) ITFコード(集合包装GTIN)
   numOfItemsInPackage? 9(4) ITF入数(集合包装GTIN入数)
   numOfPackages! 9(6) 出荷ケース数
   displaySpace?
    code! X(13) 陳列場所コード
    name? X(20) 陳列場所名称
    name_sbcs? X(20) 陳列場所名称カナ
   campaignStartDate? date 販促開始日
   itemInfo!
    tradeLineID!
     tradeNumber! 9(10) 取引番号（発注・返品）
     lineNumber! X(4) 取引明細番号（発注・返品）
     extension?
    orderDate! date 発注日
    deliveryDateToReceiver! date 最終納品先納品日
    itemID!
     gtin! 9(14) 商品コード（ＧTIN）
     orderItemCode! 9(14) 商品コード（発注用）
      @codeType! 9(3) 商品コード区分
     supplierItemCode? X(14) 商品コード（取引先）
     extension?
    goodsCategory!
     majorCategory! X(10) 商品分類（大）
     subMajorCategory! X(10) 商品分類（中）
     minorCategory? X(10) 商品分類（小）
     detailedCategory? X(10) 商品分類（細）
     extension?
    containedItemAttribute?
     sellByDate? date 賞味期限日
     productionDate? date 製造日
     lotNumber? X(16) 製造番号
     extension?
    instructions?
     goodsClassificationCode? 9(2) 商品区分
     orderClassificationCode? 9(2) 発注区分
     eosCode? 9(2) EOS区分
     tradeTypeCode? 9(2) 処理種別
     extension?
    statutoryInfo?
     statutoryClassificationCode? 9(2) 法定管理義務商材区分
    quantities!
     unitMultiple! 9(4) 発注単位
     unitOfMeasure! 9(2) 発注単位コード
     orderQuantity!
      quantity! N(8,1) 発注数量（バラ）
      numOfOrderUnits? 9(6) 発注数量（発注単位数）
      extension?
     shipmentQuantity!
      quantity! N(8,1) 出荷数量（バラ）
      numOfOrderUnits? 9(6) 出荷数量（発注単位数）
      extension?
     extension?
    amounts!
     netPrice!
      unitNetPrice! N(11,2) 原単価
     sellingPrice?
      unitSellingPrice! 9(10) 売単価
     extension?
    extension?
   extension?
  stockoutInfo*
   quantity! N(8,1) 欠品数量(バラ数)
   numOfOrderUnits? 9(6) 欠品数量(発注単位数)
   stockoutReasonCode? 9(2) 欠品区分
   itemInfo!
    tradeLineID!
     tradeNumber! 9(10) 取引番号（発注・返品）
     lineNumber! X(4) 取引明細番号（発注・返品）
     extension?
    orderDate! date 発注日
    deliveryDateToReceiver! date 最終納品先納品日
    itemID!
     gtin! 9(14) 商品コード（ＧTIN）
     orderItemCode! 9(14) 商品コード（発注用）
      @codeType! 9(3) 商品コード区分
     supplierItemCode? X(14) 商品コード（取引先）
     extension?
    goodsCategory!
     majorCategory! X(10) 商品分類（大）
     subMajorCategory! X(10) 商品分類（中）
     minorCategory? X(10) 商品分類（小）
     detailedCategory? X(10) 商品分類（細）
     extension?
    instructions?
     goodsClassificationCode? 9(2) 商品区分
     orderClassificationCode? 9(2) 発注区分
     eosCode? 9(2) EOS区分
     tradeTypeCode? 9(2) 処理種別
     extension?
    quantities!
     unitMultiple! 9(4) 発注単位
     unitOfMeasure! 9(2) 発注単位コード
     orderQuantity!
      quantity! N(8,1) 発注数量（バラ）
      numOfOrderUnits? 9(6) 発注数量（発注単位数）
      extension?
     extension?
    amounts!
     netPrice!
      unitNetPrice! N(11,2) 原単価
     sellingPrice?
      unitSellingPrice! 9(10) 売単価
     extension?
    extension?
   extension?
`
