/** The items of 値札; the notation is told in `../notation.ts`. */
export const priceTagItems = `
order:listOfPriceTags+
 contentVersion?
  version! X(20) XML内容バージョン：バージョンID
 documentStructureVersion?
  version! X(20) XML構造バージョン：バージョンID
 extensionInformation?
  namespace! X(80) 拡張情報：ネームスペース
  version! X(20) 拡張情報：バージョン番号
 client!
  code! 9(13) 発行依頼者コード
  gln! 9(13) 発行依頼者GLN
  name? X(20) 発行依頼者名称
  name_sbcs? X(20) 発行依頼者名称カナ
 issuer!
  code! 9(13) 発行者コード
  gln! 9(13) 発行者GLN
  name? X(20) 発行者名称
  name_sbcs? X(20) 発行者名称カナ
  detailedLocation? 9(13) 発行場所
 destination!
  code! 9(13) 値札納入先コード
  gln! 9(13) 値札納入先GLN
  name? X(20) 値札納入先名称
  name_sbcs? X(20) 値札納入先名称カナ
  branchNumber? X(2) 値札納入先枝番
  detailedLocation? 9(13) 値札納入場所
 extension?
 priceTag+
  issueRequestNumber! 9(10) 発行依頼番号
  priceTagFormat!
   priceTagFormCode! X(3) 値札台紙
   priceTagUseCode! 9(2) 値札用途
   extension?
  issueRequest!
   passingCode? 9(2) 値札受渡方法
   requestDate! date 値札作成依頼日
   passingDate? date 値札納入日
   extension?
  note?
   text? X(60) 自由使用欄
   text_sbcs? X(60) 自由使用欄半角カナ
  extension?
  lineItem+
   requestLineNumber! X(10) 発行依頼明細番号
   issueQuantity?
    priceTagQuantity? 9(6) 値札発行数量
   priceFormatInfo?
    layoutTypeCode? 9(2) 値札レイアウト種別
    pricePrintCode? 9(2) 価格表示区分
   goodsPrintInfo?
    makerCodePrint? X(30) メーカーコード（印刷用）
    itemCodePrint? X(30) 商品コード（印刷用）
    itemNamePrint? X(30) 商品名（印刷用）
   colorPrintInfo?
    colorCodePrint? X(10) カラーコード（印刷用）
    colorNamePrint? X(30) カラー（印刷用）
   sizePrintInfo?
    sizeCodePrint? X(10) サイズコード（印刷用）
    sizeNamePrint? X(30) サイズ（印刷用）
   pricePrintInfo!
    pretaxPricePrint1! 9(10) 価格①（税込）
    pricePrint1? 9(10) 価格①（税抜）
    pretaxPricePrint2? 9(10) 価格②（税込）
    pricePrint2? 9(10) 価格②（税抜）
   bundlePrintInfo?
    bundleCodePrint? X(10) バンドルコード（印刷用）
    bundlePrint? X(50) バンドル名称（印刷用）
   barCodeInfo*
    number! 9(2) バーコードＮｏ．
    text? 9(14) バーコード情報
   notePrintInfo*
    number! 9(2) 印字Ｎｏ．
    text? X(50) 印字内容
   orderInfo?
    tradeID?
     tradeNumber! 9(10) 取引番号（発注・返品）
     additionalTradeNumber? 9(10) 取引付属番号
    lineID?
     lineNumber! X(4) 取引明細番号（発注・返品）
     additionalLineNumber? X(4) 取引付属明細番号
    dates?
     orderDate? date 発注日
     deliveryDate? date 直接納品先納品日
     deliveryDateToReceiver? date 最終納品先納品日
    receiver?
     code! 9(13) 最終納品先コード
     gln! 9(13) 最終納品先GLN
     name? X(20) 最終納品先名称
     name_sbcs? X(20) 最終納品先名称カナ
    logistics?
     shipFrom!
      gln! 9(13) 出荷場所GLN
    displaySpace?
     code! X(13) 陳列場所コード
     name? X(20) 陳列場所名称
     name_sbcs? X(20) 陳列場所名称カナ
    goodsCategory?
     majorCategory? X(10) 商品分類（大）
     subMajorCategory? X(10) 商品分類（中）
     minorCategory? X(10) 商品分類（小）
     detailedCategory? X(10) 商品分類（細）
     extension?
    itemID?
     makerCode? 9(13) メーカーコード
     gtin! 9(14) 商品コード（ＧTIN）
     orderItemCode! 9(14) 商品コード（発注用）
      @codeType? 9(3) 商品コード区分
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
    amounts?
     netPrice?
      unitNetPrice! N(11,2) 原単価
     sellingPrice?
      unitSellingPrice! 9(10) 売単価
     extension?
    extension?
   extension?
`
