/** The items of 発注; the notation is told in `../notation.ts`. */
export const orderItems = `
order:listOfOrders+
 contentVersion?
  version! X(20) XML内容バージョン：バージョンID
 documentStructureVersion?
  version! X(20) XML構造バージョン：バージョンID
 extensionInformation?
  namespace! X(80) 拡張情報：ネームスペース
  version! X(20) 拡張情報：バージョン番号
 payer!
  code! 9(13) 支払法人コード
  gln! 9(13) 支払法人GLN
  name? X(20) 支払法人名称
  name_sbcs? X(20) 支払法人名称カナ
 buyer!
  code! 9(13) 発注者コード
  gln! 9(13) 発注者GLN
  name? X(20) 発注者名称
  name_sbcs? X(20) 発注者名称カナ
 extension?
 order+
  tradeID!
   tradeNumber! 9(10) 取引番号（発注・返品）
   additionalTradeNumber? 9(10) 取引付属番号
  parties!
   shipTo?
    code! 9(13) 直接納品先コード
    gln! 9(13) 直接納品先GLN
    name? X(20) 直接納品先名称
    name_sbcs? X(20) 直接納品先名称カナ
   receiver!
    code! 9(13) 最終納品先コード
    gln! 9(13) 最終納品先GLN
    name? X(20) 最終納品先名称
    name_sbcs? X(20) 最終納品先名称カナ
   transferOfOwnershipLocation!
    code! 9(13) 計上部署コード
    gln! 9(13) 計上部署GLN
    name? X(20) 計上部署名称
    name_sbcs? X(20) 計上部署名称（カナ）
   displaySpace?
    code! X(13) 陳列場所コード
    name? X(20) 陳列場所名称
    name_sbcs? X(20) 陳列場所名称カナ
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
   extension?
  logistics?
   shipFrom?
    gln! 9(13) 出荷場所GLN
   deliveryInstruction?
    routeCode? 9(2) 納品経路
    deliveryServiceCode? 9(2) 便No
    stockTransferCode? 9(2) 通過在庫区分
    deliveryCode? 9(2) 納品区分
    deliveryTime? X 指定納品時刻
    transportationCode? 9(2) 輸送手段
   logisticsLabelInfo?
    barcodePrint? 9(13) バーコード情報
    categoryNamePrint1? X(5) カテゴリー名称1（印字用）
    categoryNamePrint2? X(5) カテゴリー名称2（印字用）
    receiverAbbrName? X(5) 最終納品先略称（印字用）
    text? X(60) ラベル自由使用欄（印字用）
    text_sbcs? X(60) ラベル自由使用欄半角カナ（印字用）
   extension?
  tradeSummary!
   goodsMajorCategory!
    majorCategory! X(10) 商品分類（大）
    subMajorCategory! X(10) 商品分類（中）
   dates!
    orderDate! date 発注日
    deliveryDate? date 直接納品先納品日
    deliveryDateToReceiver! date 最終納品先納品日
    transferOfOwnershipDate? date 計上日
    campaignStartDate? date 販促開始日
    campaignEndDate? date 販促終了日
    validUntilDate? date 取引（発注・返品）データ有効日
    extension?
   instructions?
    goodsClassificationCode? 9(2) 商品区分
    orderClassificationCode? 9(2) 発注区分
    shipNotificationRequestCode? 9(2) 出荷データ有無区分
    privateBrandCode? 9(2) PB区分
    temperatureCode? 9(2) 配送温度区分
    liquorCode? 9(2) 酒区分
    tradeTypeCode? 9(2) 処理種別
    paperFormLessCode? 9(2) 伝票レス区分
    extension?
   freshInstructions?
    tradeNumberRequestCode? 9(2) 取引番号区分
    packageCode? 9(2) パック区分
    variableMeasureItemCode? 9(2) 不定貫区分
   taxInfo?
    taxTypeCode! 9(2) 税区分
    taxRate? N(4,1) 税率
   note?
    text? X(60) 自由使用欄
    text_sbcs? X(60) 自由使用欄半角カナ
   extension?
  totals?
   totalAmount?
    netPriceTotal? 9(10) 原価金額合計
    sellingPriceTotal? 9(10) 売価金額合計
    taxTotal? 9(10) 税額合計金額
    extension?
   totalQuantity?
    itemTotal? 9(6) 数量合計
    unitTotal? 9(6) 発注単位数量合計
    extension?
   freshTotalWeights?
    unitWeightTotal? N(14,3) 重量合計
   extension?
  extension?
  lineItem+
   lineID!
    lineNumber! X(4) 取引明細番号（発注・返品）
    additionalLineNumber? X(4) 取引付属明細番号
   freshOriginTradeID?
    tradeNumber? X(10) 元取引番号
    lineNumber? X(4) 元取引明細番号
   goodsMinorCategory?
    minorCategory? X(10) 商品分類（小）
    detailedCategory? X(10) 商品分類（細）
   itemDeliveryInstruction?
    scheduledDate? date 配達予定日
    deadlineDate? X(8) 納品期限
    centerDeliveryInstructionCode? 9(2) センター納品詳細指示
   itemID!
    makerCode? 9(13) メーカーコード
    gtin! 9(14) 商品コード（ＧTIN）
    orderItemCode! 9(14) 商品コード（発注用）
     @codeType! 9(3) 商品コード区分
    supplierItemCode? X(14) 商品コード（取引先）
    name? X(25) 商品名
    name_sbcs? X(25) 商品名カナ
    extension?
   itemInfo?
    itemSpec?
     spec? X(25) 商品規格：規格
     spec_sbcs? X(25) 商品規格：規格カナ
    color?
     colorCode! X(10) カラーコード
     description? X(20) カラー名称
     description_sbcs? X(20) カラー名称カナ
    size?
     sizeCode! X(10) サイズコード
     description? X(30) サイズ名称
     description_sbcs? X(30) サイズ名称カナ
    extension?
   freshItemSpec?
    packingQuantity? 9(4) 商品規格.生鮮：入数
    prefectureCode? 9(3) 商品規格.生鮮：都道府県コード
    countryCode? 9(3) 商品規格.生鮮：国コード
    fieldName? X(20) 商品規格.生鮮：産地名
    waterAreaCode? X(2) 商品規格.生鮮：水域コード
    waterAreaName? X(20) 商品規格.生鮮：水域名
    areaOfOrigin? X(30) 商品規格.生鮮：原産エリア
    itemGrade? X(8) 商品規格.生鮮：等級
    itemClass? X(8) 商品規格.生鮮：階級
    brand? X(30) 商品規格.生鮮：銘柄
    itemPR? X(30) 商品規格.生鮮：商品ＰＲ
    bioCode? 9(2) 商品規格.生鮮：バイオ区分
    breedCode? 9(2) 商品規格.生鮮：品種コード
    cultivationCode? 9(2) 商品規格.生鮮：養殖区分
    defrostCode? 9(2) 商品規格.生鮮：解凍区分
    itemPreservationCode? 9(2) 商品規格.生鮮：商品状態区分
    itemShapeCode? X(5) 商品規格.生鮮：形状・部位
    use? X(20) 商品規格.生鮮：用途
   statutoryInfo?
    statutoryClassificationCode? 9(2) 法定管理義務商材区分
   amounts!
    itemNetPrice! 9(10) 原価金額
     @unitPrice! N(11,2) 原単価
    itemSellingPrice? 9(10) 売価金額
     @unitPrice? 9(10) 売単価
    itemTax? 9(10) 税額
    extension?
   quantities!
    unitMultiple! 9(4) 発注単位
    unitOfMeasure! 9(2) 発注単位コード
    packageIndicator? 9(2) 発注荷姿コード
    orderQuantity!
     quantity! N(8,1) 発注数量（バラ）
     numOfOrderUnits! 9(6) 発注数量（発注単位数）
     extension?
    extension?
   freshOrderWeights?
    unitWeight? N(11,3) 取引単位重量
    unitWeightCode? 9(2) 単価登録単位
    itemWeight? N(9,3) 商品重量
    orderWeight? N(11,3) 発注重量
   extension?
`
