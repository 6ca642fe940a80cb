/** The items of 商品提案; the notation is told in `../notation.ts`. */
export const merchandiseItems = `
profile:listOfMerchandiseInformation+
 contentVersion?
  version! X(20) バージョンID
 documentStructureVersion?
  version! X(20) バージョンID
 extensionInformation?
  namespace! X(80) ネームスペース
  version! X(20) バージョン番号
 seller!
  code! 9(13) 取引先コード
  gln! 9(13) 取引先GLN
  name? X(20) 取引先名称
  name_sbcs? X(20) 取引先名称カナ
 extension?
 merchandiseInformation+
  tradeID!
   tradeNumber! 9(10) 管理番号
   additionalTradeNumber? 9(10) 管理付属番号
  buyer!
   code! 9(13) 発注者コード
   gln! 9(13) 発注者GLN
   name? X(20) 発注者名称
   name_sbcs? X(20) 発注者名称カナ
  tradeSummary!
   goodsMajorCategory?
    majorCategory! X(10) 商品分類（大）
    subMajorCategory! X(10) 商品分類（中）
   variableMeasureItemCode? 9(2) 不定貫区分
   dates!
    proposalDate? date 提案日
    proposalStartDate! date 商品提案開始日
    proposalEndDate! date 商品提案終了日
    weekNumber? 9(2) 納品週番号
    dataEffectiveDate? date 取引データ有効日
   taxInfo?
    taxTypeCode! 9(2) 税区分
    taxRate? N(4,1) 税率
  extension?
  lineItem+
   lineID!
    lineNumber! X(4) 明細番号
    additionalLineNumber? X(4) 明細付属番号
   goodsMinorCategory?
    minorCategory? X(10) 商品分類（小）
    detailedCategory? X(10) 商品分類（細）
   dates?
    expirationDate? date 最終発注日
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
     itemPR? X(30) 商品規格.生鮮：商品PR
     bioCode? 9(2) 商品規格.生鮮：バイオ区分
     breedCode? 9(2) 商品規格.生鮮：品種コード
     cultivationCode? 9(2) 商品規格.生鮮：養殖区分
     defrostCode? 9(2) 商品規格.生鮮：解凍区分
     itemPreservationCode? 9(2) 商品規格.生鮮：商品状態区分
     itemShapeCode? X(5) 商品規格.生鮮：形状・部位
     use? X(20) 商品規格.生鮮：用途
   note?
    text? X(60) 自由使用欄
    text_sbcs? X(60) 自由使用欄半角カナ
   contactInfo?
    name? X(10) 担当者
    name_sbcs? X(10) 担当者カナ
    telephone? X(12) 連絡先(TEL)
    fax? X(12) 連絡先(FAX)
   amounts!
    itemNetPrice? 9(10) 価格情報：原価金額
     @unitPrice? N(11,2) 価格情報：原単価(予定)
    lastUnitPrice? N(11,2) 価格情報：前回単価
    itemSellingPrice? 9(10) 価格情報：売価金額
     @unitPrice? 9(10) 価格情報：売単価(予定)
    itemTax? 9(10) 価格情報：税額
   quantities!
    unitMultiple! 9(4) 発注単位
    unitOfMeasure! 9(2) 発注単位コード
    packageIndicator? 9(2) 出荷荷姿コード
    estimatedQuantity?
     quantity? N(8,1) 予定数量：予定数量（バラ）
     numOfOrderUnits? 9(6) 予定数量：予定数量（発注単位数）
   freshEstimatedWeights?
    unitWeight? N(11,3) 取引単位重量
    unitWeightCode? 9(2) 単価登録単位
    itemWeight? N(9,3) 商品重量
    estimatedWeight? N(11,3) 予定重量
   extension?
   storeInfo+
    deliveryDate? date 納品日
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
    amounts!
     itemNetPrice? 9(10) 商品価格情報：原価金額
      @unitPrice? N(11,2) 商品価格情報：原単価
     itemSellingPrice? 9(10) 商品価格情報：売価金額
      @unitPrice? 9(10) 商品価格情報：売単価
     itemTax? 9(10) 商品価格情報：税額
    estimatedQuantity?
     quantity? N(8,1) 商品予定数量：予定数量（バラ）
     numOfOrderUnits? 9(6) 商品予定数量：予定数量（発注単位数）
    freshEstimatedWeights?
     estimatedWeight? N(11,3) 予定重量
    extension?
`
