/** The items of 返品受領; the notation is told in `../notation.ts`. */
export const returnReceivingItems = `
order:listOfReturns+
 contentVersion?
  version! X(20) 内容バージョン：バージョン番号
 documentStructureVersion?
  version! X(20) 構造バージョン：バージョン番号
 extensionInformation?
  namespace! X(80) 拡張スキーマ情報：名前空間
  version! X(20) 拡張スキーマ情報：バージョン
 payer!
  code! 9(13) 支払法人コード
  gln! 9(13) 支払法人GLN
  name? X(20) 支払法人名称
  name_sbcs? X(20) 支払法人名称カナ
 returnRequestor!
  code! 9(13) 発注者コード
  gln! 9(13) 発注者GLN
  name? X(20) 発注者名称
  name_sbcs? X(20) 発注者名称カナ
 extension?
 return+
  tradeID!
   tradeNumber! 9(10) 取引番号（発注・返品）
   additionalTradeNumber? 9(10) 取引付属番号
  parties!
   returnReceiveFrom!
    code! 9(13) 直接納品先コード
    gln! 9(13) 直接納品先GLN
    name? X(20) 直接納品先名称
    name_sbcs? X(20) 直接納品先名称カナ
   returnFrom!
    code! 9(13) 最終納品先コード
    gln! 9(13) 最終納品先GLN
    name? X(20) 最終納品先名称
    name_sbcs? X(20) 最終納品先名称カナ
   transferOfOwnershipLocation!
    code! 9(13) 計上部署コード
    gln! 9(13) 計上部署GLN
    name? X(20) 計上部署名
    name_sbcs? X(20) 計上部署名称(カナ)
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
  logistics!
   returnGoodsTransferType! 9(2) 商品移動区分
   extension?
  tradeSummary!
   goodsMajorCategory!
    majorCategory! X(10) 商品分類（大）
    subMajorCategory! X(10) 商品分類（中）
   dates!
    transferOfOwnershipDate! date 計上日
    checkingDate? date 照合基準日
    checkingDateCode? 9(2) 照合基準日区分
    extension?
   instructions?
    goodsClassificationCode? 9(2) 商品区分
    tradeTypeCode? 9(2) 処理種別
    deliveryFeeExemptionCode? 9(2) 配送料免除区分
    paperFormLessCode? 9(2) 伝票レス区分
    extension?
   taxInfo?
    taxTypeCode! 9(2) 税区分
    taxRate? N(4,1) 税率
   packageNumber? 9(36) 梱包NO
   note?
    text? X(60) 自由使用欄
    text_sbcs? X(60) 自由使用欄半角カナ
   extension?
  totals!
   totalAmount!
    netPriceTotal! 9(10) 原価金額合計
    sellingPriceTotal? 9(10) 売価金額合計
    taxTotal? 9(10) 税額合計金額
    extension?
   totalQuantity?
    itemTotal? 9(6) 数量合計
    extension?
   extension?
  extension?
  lineItem+
   lineID!
    lineNumber! X(4) 取引明細番号（発注・返品）
    additionalLineNumber? X(4) 取引付属明細番号
   goodsMinorCategory?
    minorCategory? X(10) 商品分類（小）
    detailedCategory? X(10) 商品分類（細）
   reasonCode! X 返品・値引理由コード
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
    quantity! N(8,1) 返品数量（バラ）
    extension?
   receivingQuantities!
    quantity! N(8,1) 返品受領数量（バラ）
    extension?
   extension?
`
