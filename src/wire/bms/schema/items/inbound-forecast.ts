/** The items of 入庫予定; the notation is told in `../notation.ts`. */
export const inboundForecastItems = `
stock:listOfInboundForecasts+
 contentVersion?
  version! X(20) XML内容バージョン：バージョンID
 documentStructureVersion?
  version! X(20) XML構造バージョン：バージョンID
 extensionInformation?
  namespace! X(80) 拡張情報：ネームスペース
  version! X(20) 拡張情報：バージョン番号
 seller!
  code! 9(13) 取引先コード
  gln! 9(13) 取引先ＧＬＮ
  name? X(20) 取引先名称
  name_sbcs? X(20) 取引先名称カナ
 messageClassificationCode!
  code! 9(2) 入庫／引取区分
 extension?
 inboundForecast+
  tradeNumber! 9(10) 取引番号
  deliverySlipNumber? 9(10) センター納品書番号
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
   code! 9(13) メーカーコード
   gln! 9(13) メーカーGLN
   name? X(20) メーカー名称
   name_sbcs? X(20) メーカー名称カナ
  makerShipLocation?
   branchNumber? X(2) メーカ出荷拠点：枝番
   shipLocationCode? X(4) 出荷先コード
   shipLocationGln? 9(13) 出荷場所GLN
  scheduledDate!
   date! date センター入庫予定日
  extension?
  lineItem+
   lineNumber! 9(4) 取引明細番号
   itemID!
    gtin! 9(14) 商品コード（ＧTIN）
    orderItemCode! 9(14) 商品コード（発注用）
     @codeType? 9(3) 商品コード区分
    supplierItemCode? X(14) 商品コード（取引先）
    name? X(25) 商品名
    name_sbcs? X(25) 商品名カナ
    extension?
   itemSpec?
    spec? X(25) 商品規格：規格
    spec_sbcs? X(25) 商品規格：規格カナ
   forecastQuantities!
    quantity! N(8,1) 入庫予定数量（バラ）
    expirationDate*
     sellByDate? date 賞味期限日
     quantity! N(8,1) 賞味期限日別入庫予定数量
     extension?
    packageInfo*
     itfCode? 9(16) ITFコード(集合包装GTIN)
     numOfItemsInPackage? 9(4) ＩＴＦ入数
     quantity! 9(6) 入庫予定数量
     extension?
`
