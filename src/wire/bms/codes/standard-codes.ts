/**
 * Code values of the standard with their meaning, by 項目名. Retailers add their own: a
 * partner's table stands before this one, and an unknown value is no mistake.
 */
export const standardCodes = `
商品コード区分
 004 JAN 8桁 | EAN-8 (JAN)
 005 JAN 13桁 | EAN-13 (JAN)
 006 GTIN 14桁 | GTIN-14
 007 ITF 14桁 | ITF-14
 015 UPC 12桁 | UPC-12
 016 UPC 8桁 | UPC-8
 999 自社コード | Own code
発注単位コード
 00 個 | Piece
発注荷姿コード
 01 バラ | Loose
 02 ボール | Inner pack
 03 ケース | Case
 04 パレット | Pallet
 05 バンドル | Bundle
出荷荷姿コード
 00 無指定 | Not specified
 01 バラ | Loose
 02 ボール | Inner pack
 03 ケース | Case
 04 パレット | Pallet
 05 バンドル | Bundle
商品区分
 01 定番 | Regular
 02 準特価（中目） | Reduced
 03 特売（チラシ） | Promotion
発注区分
 01 本部（計画）発注 | Planned by headquarters
 02 店舗（追加）発注 | Added by a store
 03 センター発注 | By a center
 04 客注 | Customer's order
 05 要望発注 | On request
 06 初回発注 | First order
 07 ギフト発注 | Gift
出荷データ有無区分
 01 出荷データ作成要 | Shipment data needed
 02 出荷データ作成不要 | No shipment data
納品経路
 00 無指定 | Not specified
 01 店舗直納 | Direct to store
 02 センター納品 | To a center
 03 預り在庫より出荷 | From stock kept for us
便No
 00 無指定 | Not specified
 01 1便 | Run 1
 02 2便 | Run 2
 03 3便 | Run 3
 04 4便 | Run 4
 05 5便 | Run 5
 06 6便 | Run 6
 07 7便 | Run 7
 08 8便 | Run 8
 09 9便 | Run 9
 11 プロパー便 | Regular run
 12 エンド便 | Last run
通過在庫区分
 00 無指定 | Not specified
 01 TC | TC (transit)
 02 預りDC | DC, our stock
 03 買取DC | DC, their stock
納品区分
 00 無指定 | Not specified
 01 総量納品 | In total
 02 店別納品 | By store
 03 直接納品なし | No direct delivery
センター納品詳細指示
 01 オリコン納品有り | In folding containers
 02 オリコン納品無し | Not in folding containers
 03 ソーター使用 | Sorter
 04 ソーター未使用 | No sorter
 05 その他 | Other
輸送手段
 01 自社便での直接納品 | Own truck
 02 運送会社便での納品 | Carrier
 03 集荷による納品 | Collected
 99 その他 | Other
PB区分
 01 PB商品 | Private brand
 02 PB商品以外 | No private brand
配送温度区分
 01 常温 | Ambient
 02 チルド | Chilled
 03 冷蔵 | Refrigerated
 04 冷凍 | Frozen
 05 超冷凍 | Deep-frozen
酒区分
 01 酒 | Alcohol
 02 酒以外 | No alcohol
処理種別
 01 発注仕入 | Purchase
 02 返品 | Return
 03 移動 | Transfer
 04 値引 | Discount
 05 委託 | Consignment
 06 受領訂正 | Corrected receipt
伝票レス区分
 01 伝票レス | Without paper slips
 02 伝票あり | With paper slips
税区分
 00 無指定 | Not specified
 01 原価内税・売価内税 | Cost and price with tax
 02 原価外税・売価内税 | Cost without, price with tax
 03 非課税 | Exempt
 04 不課税 | Not taxable
 05 原価外税・売価外税 | Cost and price without tax
EOS区分
 01 EOS発注 | By EOS
 02 非EOS発注 | Not by EOS
仮伝フラグ
 00 本伝 | Final
 01 仮伝 | Provisional price
欠品区分
 00 欠品なし | Not short
 11 マスターメンテミス（小売責） | Master data (retailer)
 12 発注ミス（小売責） | Wrong order (retailer)
 21 納入者品切（取引先責） | Out of stock (supplier)
 22 メーカー品切（取引先責） | Out of stock at maker (supplier)
訂正区分
 00 訂正なし | Not corrected
 01 商品違い（取引先責） | Wrong goods (supplier)
 02 価格違い（取引先責） | Wrong price (supplier)
 03 誤仕分け（取引先責） | Wrongly sorted (supplier)
 04 汚破損（取引先責） | Damaged (supplier)
 05 遅納品（取引先責） | Late (supplier)
 06 鮮度基準外（取引先責） | Not fresh enough (supplier)
 07 数量不足（取引先責） | Too few (supplier)
 08 数量過多（取引先責） | Too many (supplier)
 09 その他（小売責） | Other (retailer)
返品・値引理由コード
 100 受領後の訂正 | Correction after receipt
配送料免除区分
 01 負担有 | Charged
 02 負担無 | Not charged
請求区分
 01 今回請求 | Invoiced now
 02 前回繰越請求 | Carried over
未払買掛区分
 01 買掛（商品代金） | Payable for goods
 02 未払い金（商品以外の代金） | Payable for other things
支払内容
 1001 仕入明細 | Purchase
 1002 返品明細 | Return
 1003 移動明細 | Transfer
 1004 値引明細 | Discount
 1005 委託明細 | Consignment
 1006 受領訂正明細 | Corrected receipt
 1007 値増明細 | Price increase
 2000 相殺明細 | Offset
 3001 相殺前支払額 | Before offsets
 3002 相殺合計 | Offsets in all
 3003 支払額 | Amount paid
支払内容（個別）
 0000 個別なし | None
照合結果
 00 無指定 | Not specified
 01 請求照合分支払 | Paid as invoiced
 02 請求のない返品・値引・相殺 | Return, discount or offset without invoice
 03 再請求を要する | To be invoiced again
 04 計上払対象 | Paid as booked
支払方法区分
 01 手形 | Bill
 02 銀行振込 | Bank transfer
法定管理義務商材区分
 00 未使用 | Not used
 01 農薬 | Agrochemical
 02 毒物 | Poison
 03 劇物 | Harmful substance
 04 毒薬 | Poisonous drug
 05 劇薬 | Powerful drug
 06 毒劇物 | Poison or harmful substance
 07 高度管理医療機器 | Controlled medical device
 08 農薬＋毒物 | Agrochemical and poison
 09 農薬＋劇物 | Agrochemical and harmful substance
 10 農薬＋毒薬 | Agrochemical and poisonous drug
 11 農薬＋劇薬 | Agrochemical and powerful drug
取引番号区分
 00 T/A型：発注時に取引番号発番 | Numbered with the order
 01 T/A型：追加分の取引番号を卸が発番 | Added numbers by the supplier
 02 T/A型：小売が発番（受領で振り直し） | Renumbered at receipt
 10 発注書型：発注書として使用 | Order sheet, no number
 11 発注書型：卸が発番（出荷時） | Order sheet, numbered by the supplier
 12 発注書型：小売が発番（受領で振り直し） | Order sheet, renumbered at receipt
 21 出荷型：卸が発番（出荷時） | By shipment, numbered by the supplier
 22 出荷型：小売が発番（受領で振り直し） | By shipment, renumbered at receipt
不定貫区分
 00 定貫 | Fixed weight
 01 不定貫 | Variable weight
パック区分
 01 パック | Pack
単価登録単位
 01 1g当たり | Per gram
 02 100g当たり | Per 100 g
 03 1kg当たり | Per kilogram
バイオ区分
 00 未適用 | None
 01 ウイルスフリー苗を使用 | Virus-free seedlings
 02 遺伝子組換品種を使用 | Genetically modified
 03 遺伝子組換を行ったウイルスフリー苗を使用 | Modified virus-free seedlings
 09 その他 | Other
品種コード
 10 和牛（和種） | Wagyu
 11 黒毛和種 | Japanese Black
 12 褐毛和種 | Japanese Brown
 13 日本短角種 | Japanese Shorthorn
 14 無角和種 | Japanese Polled
 15 黒毛和種×褐毛和種 | Black × Brown
 16 和牛間交雑種 | Wagyu cross
 20 交雑種 | Cross
 21 交雑種 | Cross
 22 交雑種 | Cross
 30 乳用種 | Dairy breed
 31 ホルスタイン | Holstein
 32 ジャージー種 | Jersey
 33 乳用種 | Dairy breed
 40 肉専用種 | Beef breed
養殖区分
 00 天然 | Wild
 01 養殖 | Farmed
解凍区分
 00 解凍以外 | Not thawed
 01 解凍 | Thawed
商品状態区分
 01 活 | Live
 02 チルド | Chilled
 03 冷凍 | Frozen
 09 その他 | Other
水域コード
 00 不明 | Unknown
 01 北海道沖 | Off Hokkaido
 02 北海道沖太平洋 | Off Hokkaido, Pacific
 03 北海道沖日本海 | Off Hokkaido, Sea of Japan
 04 オホーツク海 | Sea of Okhotsk
 05 日本太平洋北部 | Pacific, north of Japan
 06 日本太平洋中部 | Pacific, middle of Japan
 07 日本太平洋南部 | Pacific, south of Japan
 08 日本海北部 | Sea of Japan, north
 09 日本海西部 | Sea of Japan, west
 10 東シナ海 | East China Sea
 11 瀬戸内海 | Seto Inland Sea
 12 北極海 | Arctic Ocean
 13 北西大西洋 | Atlantic, northwest
 14 北東大西洋 | Atlantic, northeast
 15 バルト海 | Baltic Sea
 16 中西大西洋 | Atlantic, west
 17 中東大西洋 | Atlantic, east
 18 地中海 | Mediterranean
 19 黒海 | Black Sea
 20 南西大西洋 | Atlantic, southwest
 21 南東大西洋 | Atlantic, southeast
 22 西インド洋 | Indian Ocean, west
 23 東インド洋 | Indian Ocean, east
 24 北西太平洋 | Pacific, northwest
 25 北東太平洋 | Pacific, northeast
 26 中西太平洋 | Pacific, west
 27 中東太平洋 | Pacific, east
 28 南西太平洋 | Pacific, southwest
 29 南東太平洋 | Pacific, southeast
 30 南極洋 | Southern Ocean
 99 その他 | Other
在庫日次／月次区分
 01 日次 | Daily
 02 月次 | Monthly
入庫／引取区分
 01 入庫 | Inbound
 02 引取 | Taken back
`
