/** The items of 納品提案; the notation is told in `../notation.ts`. */
export const replenishmentProposalItems = `
plan:listOfReplenishmentProposal+
 contentVersion?
  version! X(20) XML内容バージョン：バージョンID
 documentStructureVersion?
  version! X(20) XML構造バージョン：バージョンID
 extensionInformation?
  namespace! X(80) 拡張情報：ネームスペース
  version! X(20) 拡張情報：バージョン番号
 seller!
  code! 9(13) 送信企業：取引先コード
  gln! 9(13) 送信企業：取引先GLN
  name? X(20) 送信企業：取引先名称
  name_sbcs? X(20) 送信企業：取引先名称カナ
 buyer!
  code! 9(13) 小売企業コード
  gln! 9(13) 小売企業GLN
  name? X(20) 小売企業名称
  name_sbcs? X(20) 小売企業カナ
 extension?
 replenishmentProposal+
  tradeID!
   tradeNumber! 9(10) 納品提案番号
   additionalTradeNumber? 9(10) 納品提案付属番号
  parties!
   receiver!
    code! 9(13) 最終納品先コード
    gln! 9(13) 最終納品先GLN
    name? X(20) 最終納品先名称
    name_sbcs? X(20) 最終納品先名称カナ
   seller!
    code! 9(13) 取引先：取引先コード
    gln! 9(13) 取引先：取引先GLN
    name? X(20) 取引先：取引先名称
    name_sbcs? X(20) 取引先：取引先名称カナ
    branchNumber? X(2) 取引先：枝番
    shipLocationCode? X(4) 取引先：出荷先コード
   extension?
  tradeSummary!
   dates!
    orderScheduleDate! date 発注希望日
    deliveryScheduleDateToReceiver! date 最終納品先納品予定日
    extension?
   instructions?
    goodsClassificationCode? 9(2) 商品区分
    orderClassificationCode? 9(2) 発注区分
    extension?
   taxInfo?
    taxTypeCode! 9(2) 税区分
    taxRate? N(4,1) 税率
   note?
    text? X(60) 自由使用欄
    text_sbcs? X(60) 自由使用欄半角カナ
   extension?
  extension?
  lineItem+
   lineID!
    lineNumber! X(4) 納品提案明細番号
    additionalLineNumber? X(4) 納品提案付属明細番号
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
    proposalQuantity!
     quantity! N(8,1) 納品提案数量（バラ）
     numOfOrderUnits! 9(6) 納品提案数量（発注単位数）
     extension?
    extension?
   extension?
`
