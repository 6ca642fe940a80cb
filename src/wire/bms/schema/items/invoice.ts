/** The items of 請求; the notation is told in `../notation.ts`. */
export const invoiceItems = `
pay:listOfInvoices+
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
 buyer!
  code! 9(13) 発注者コード
  gln! 9(13) 発注者GLN
  name? X(20) 発注者名称
  name_sbcs? X(20) 発注者名称カナ
 extension?
 invoice+
  payID? 9(10) 請求書番号
  payee!
   code! 9(13) 請求取引先コード
   gln! 9(13) 請求取引先GLN
   name? X(20) 請求取引先名
   name_sbcs? X(20) 請求取引先名カナ
  period!
   beginDate? date 対象期間開始
   endDate! date 対象期間終了
  extension?
  lineItem+
   lineID!
    tradeNumberReference! 9(10) 取引番号（発注・返品）
    issueClassificationCode? 9(2) 発行区分
    sequenceNumber? 9(5) 明細番号：連番
    extension?
   transferOfOwnershipLocation!
    code! 9(13) 計上部署コード
    gln! 9(13) 計上部署GLN
    name? X(20) 計上部署名称
    name_sbcs? X(20) 計上部署名称（カナ）
   seller?
    code! 9(13) 取引先コード
    gln! 9(13) 取引先GLN
    name? X(20) 取引先名称
    name_sbcs? X(20) 取引先名称カナ
   details!
    goodsCategory?
     majorCategory! X(10) 商品分類（大）
     subMajorCategory! X(10) 商品分類（中）
    transferOfOwnershipDate! date 計上日
    amounts!
     requestedAmount! 9(11) 請求金額
      @plusMinus! X 請求金額符号
     tax? 9(10) 税額合計金額
     extension?
    balanceCarriedCode? 9(2) 請求区分
    creditOrUnsettlementCode? 9(2) 未払買掛区分
    payCode! 9(4) 支払内容
    taxInfo?
     taxTypeCode! 9(2) 税区分
     taxRate? N(4,1) 税率
    extension?
   extension?
`
