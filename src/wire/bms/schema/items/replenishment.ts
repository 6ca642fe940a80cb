/** The items of 在庫補充勧告; the notation is told in `../notation.ts`. */
export const replenishmentItems = `
stock:listOfReplenishments+
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
 replenishment+
  tradeNumber! 9(10) 取引番号
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
  instructions?
   routeCode? 9(2) 入庫経路
   goodsClassificationCode? 9(2) 商品区分
  maker?
   code! 9(13) メーカー企業コード
   gln! 9(13) メーカーGLN
   name? X(20) メーカー名称
   name_sbcs? X(20) メーカー名称カナ
  dates!
   scheduledDate! date センター入庫予定日
   deadlineDate? X(8) センター入庫受付期限
  extension?
  extension?
  lineItem+
   lineNumber! 9(4) 取引明細番号
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
   stockInfo?
    upperLimit? N(11,1) 上限在庫数
    orderQuantity? N(11,1) 発注点数
    approvedDate? X(8) 入庫許容日
   quantities!
    replenishmentQuantity! N(8,1) 補充勧告数量（バラ）
    packageInfo*
     itfCode? 9(16) ITFコード(集合包装GTIN)
     numOfItems? 9(4) ＩＴＦ入数
     quantity! 9(6) 補充勧告数量
     extension?
`
