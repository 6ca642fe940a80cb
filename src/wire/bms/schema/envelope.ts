/**
 * What all messages have around their list: the header of UN/CEFACT (SBDH) and the head of
 * the message. `~` is `!` in some messages and `?` in the others.
 */
export const envelopeItems = `
sh:StandardBusinessDocument+
 sh:StandardBusinessDocumentHeader?
  sh:HeaderVersion! X ヘッダーバージョン
  sh:Sender~
   sh:Identifier! X 送信者ＩＤ
    @Authority? X 送信者ＩＤ発行元
  sh:Receiver~
   sh:Identifier! X 受信者ＩＤ
    @Authority? X 受信者ＩＤ発行元
  sh:DocumentIdentification~
   sh:Standard! X 標準名称
   sh:TypeVersion! X バージョン
   sh:InstanceIdentifier! X インスタンスＩＤ
   sh:Type! X メッセージ種
   sh:MultipleType? 9(1) 未使用
   sh:CreationDateAndTime! date 作成日時
  sh:BusinessScope?
   sh:Scope?
    sh:Type! X タイプ
    sh:InstanceIdentifier! X テスト区分・最終送信先
    sh:Identifier? X テスト区分ＩＤ・最終送信先ＩＤ
 common:message+
  entityIdentification~
   uniqueCreatorIdentification! X(80) メッセージ識別ＩＤ
  messageInfo!
   senderStationAddress? X(8) 送信者ステーションアドレス
   ultimateReceiverStationAddress? X(8) 最終受信者ステーションアドレス
   immediateReceiverStationAddress? X(8) 直接受信者ステーションアドレス
   numberOfTradingDocuments? 9(7) 取引数
   systemInfo?
    key! X システム情報：キー
    value! X システム情報：値
`
