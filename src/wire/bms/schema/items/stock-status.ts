/** The items of 在庫報告; the notation is told in `../notation.ts`. */
export const stockStatusItems = `
stock:listOfStockStatusReports+
 contentVersion?
  version! X(20) バージョンID
 documentStructureVersion?
  version! X(20) バージョンID
 extensionInformation?
  namespace! X(80) ネームスペース
  version! X(20) バージョン番号
 seller!
  code! 9(13) 取引先コード
  gln! 9(13) 取引先ＧＬＮ
  name? X(20) 取引先名称
  name_sbcs? X(20) 取引先名称カナ
 extension?
 stockStatusReport+
  buyer!
   code! 9(13) 小売コード
   gln! 9(13) 小売ＧＬＮ
   name? X(20) 小売名称
   name_sbcs? X(20) 小売名称カナ
  center!
   code! 9(13) センターコード
   gln! 9(13) センターＧＬＮ
   name? X(20) センター名称
   name_sbcs? X(20) センター名称カナ
  classification!
   reportIntervalCode! 9(2) 在庫日次／月次区分
   closeDate! date 在庫締日
   closeTime? X 在庫締時間
  extension?
  lineItem+
   maker?
    code! 9(13) メーカー企業コード
    gln! 9(13) メーカーGLN
    name? X(20) メーカー名称
    name_sbcs? X(20) メーカー名称カナ
   itemID!
    gtin! 9(14) 商品コード（ＧTIN）
    orderItemCode! 9(14) 商品コード（発注用）
     @codeType! 9(3) 商品コード区分
    supplierItemCode? X(14) 商品コード（取引先）
    name? X(25) 商品名
    name_sbcs? X(25) 商品名カナ
    extension?
   itemSpec?
    spec? X(25) 商品規格：規格
    spec_sbcs? X(25) 商品規格：規格カナ
   goodsCategory?
    majorCategory? X(10) 商品分類（大）
    subMajorCategory? X(10) 商品分類（中）
    minorCategory? X(10) 商品分類（小）
    detailedCategory? X(10) 商品分類（細）
   outboundPreventionCode?
    code? 9(2) 出庫止め区分
   masterInformation!
    conformingGoods!
     quantity! N(11,1) 良品在庫数量
     sortByCategory?
      standardGoods? N(11,1) 定番数量
      specialPriceGoods? N(11,1) 特売数量
     earliestExpirationDate?
      sellByDate? date 最古賞味期限日
      quantity! N(11,1) 最古賞味期限日在庫数量
     sortByExpirationDate*
      sellByDate? date 賞味期限日
      quantity! N(11,1) 賞味期限日別在庫数量
    defectiveGoods!
     quantity! N(11,1) 不良在庫数量（総計）
     buyerCharge?
      quantity? N(11,1) 引取予定数量（合計）
      detail?
       expired? N(11,1) 出庫期限切れ
       discontinued? N(11,1) 廃番
       overstocked? N(11,1) 過剰在庫
       defectiveInbound? N(11,1) 入庫不良
       other? N(11,1) その他
     centerChargeQuantity?
      damaged? N(11,1) 汚破損等数量
     reservedQuantity?
      reservedQuantity? N(11,1) 保留在庫数量
    varianceQuantity!
     quantity! N(11,1) 棚卸差異数量
      @plusMinus? X 棚卸差異数量符号
   transactionInformation?
    quantities?
     stockedQuantity?
      quantity? N(8,1) 当日良品入庫数量
       @plusMinus? X 当日良品入庫数量符号
     deliveredQuantity?
      quantity? N(8,1) 当日良品出庫数量
       @plusMinus? X 当日良品出庫数量符号
     correctionQuantity?
      quantity? N(8,1) 良品入庫数量訂正
       @plusMinus? X 良品入庫数量訂正符号
     callingbackQuantity?
      quantity? N(8,1) 引取数量
       @plusMinus? X 引取数量符号
     damagedQuantity?
      quantity? N(11,1) 汚破損精算数量
       @plusMinus? X 汚破損精算数量符号
     varianceQuantity?
      quantity? N(11,1) 棚卸差異精算数量
       @plusMinus? X 棚卸差異精算数量符号
    goodsTransfer*
     sourceCode? 9(2) 在庫移動元コード
     destination*
      destinationCode? 9(2) 在庫移動先コード
      transferedQuantity?
       quantity? N(11,1) 移動数量
        @plusMinus? X 移動数量符号
   configurations?
    value? X 指標等設定欄
`
