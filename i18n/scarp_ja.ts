<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <location filename="../algorithms/shared/layer_sources.py" line="61"/>
        <source>The layer {name} has no raster file (its provider is {provider}): save it as a GeoTIFF first, with Export &gt; Save As.</source>
        <translation>レイヤ {name} にはラスタファイルがありません(プロバイダ: {provider})。先に「エクスポート」で GeoTIFF として保存してください。</translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="174"/>
        <source>There is no model file {path}.</source>
        <translation>モデルファイル {path} がありません。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/problems.py" line="27"/>
        <source>{path} is not a model file: it is no HDF5 file.</source>
        <translation>{path} はモデルファイルではありません。HDF5 ファイルではないためです。</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="32"/>
        <source>Check runtime</source>
        <translation>ランタイムの確認</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="121"/>
        <source>Interpreter</source>
        <translation>インタプリタ</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="135"/>
        <source>Backend</source>
        <translation>バックエンド</translation>
    </message>
    <message>
        <location filename="../models/settings/parameter.py" line="49"/>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="57"/>
        <source>What is missing</source>
        <translation>不足しているもの</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="70"/>
        <source>Report</source>
        <translation>レポート</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="59"/>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="177"/>
        <source>named in the settings</source>
        <translation>設定で指定</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="178"/>
        <source>named in SCARP_PYTHON</source>
        <translation>SCARP_PYTHON で指定</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="179"/>
        <source>managed by Scarp</source>
        <translation>Scarp が管理</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="45"/>
        <source>Classify</source>
        <translation>分類</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="48"/>
        <source>inference</source>
        <translation>推論</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="28"/>
        <source>landslide</source>
        <translation>地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="48"/>
        <source>class activation raster</source>
        <translation>クラス活性化ラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="51"/>
        <source>Runs a trained model over an image and writes the class activation raster (CAM): one band a class, with values from 0 to 1, nodata where the image has none. The image is processed tile by tile and may be of any size.</source>
        <translation>学習済みモデルを画像に適用し、クラス活性化ラスタ (CAM) を出力します。クラスごとに 1 バンドで、値は 0〜1、画像にデータがない場所はデータなしになります。画像はタイルごとに処理するため、大きさに制限はありません。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="285"/>
        <source>Image</source>
        <translation>画像</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="46"/>
        <source>A trained model.</source>
        <translation>学習済みモデル。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="67"/>
        <source>Extent</source>
        <translation>範囲</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="67"/>
        <source>Classify this part only; all of the image where it is not given.</source>
        <translation>この部分だけを分類します。指定がなければ画像全体です。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="71"/>
        <source>Mask</source>
        <translation>マスク</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="71"/>
        <source>Only pixels inside these polygons are classified; elsewhere the result has no data.</source>
        <translation>この中だけを分類するポリゴン。外側はデータなしになります。</translation>
    </message>
    <message>
        <location filename="../models/settings/classification.py" line="16"/>
        <source>Tile size (pixels)</source>
        <translation>タイルサイズ(ピクセル)</translation>
    </message>
    <message>
        <location filename="../models/settings/classification.py" line="16"/>
        <source>Side of the tiles that the network is given; 0: automatic. Smaller ones take less memory and more time.</source>
        <translation>ネットワークに渡すタイルの一辺。0: 自動。小さくするとメモリは減りますが、時間がかかります。</translation>
    </message>
    <message>
        <location filename="../models/settings/classification.py" line="55"/>
        <source>Average over flips and turns</source>
        <translation>反転と回転で平均</translation>
    </message>
    <message>
        <location filename="../models/settings/classification.py" line="55"/>
        <source>Classify each tile in eight positions and average: better, but it takes eight times as long.</source>
        <translation>各タイルを 8 通りの向きで分類して平均します。精度は上がりますが、8 倍の時間がかかります。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="69"/>
        <source>Class activation raster</source>
        <translation>クラス活性化ラスタ(CAM)</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="80"/>
        <source>A GeoTIFF of type Float32, with overviews.</source>
        <translation>Float32 型の GeoTIFF(オーバービュー付き)。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="81"/>
        <source>Suggested threshold</source>
        <translation>推奨しきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="44"/>
        <source>Create label raster</source>
        <translation>ラベルラスタの作成</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="47"/>
        <source>rasterize</source>
        <translation>ラスタ化</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="58"/>
        <source>inventory</source>
        <translation>インベントリ</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="50"/>
        <source>Joins an image and an inventory of landslides to a label raster, which networks learn from: all bands of the image and, as the last one, the label band: 0 background, 1 and more the classes, 255 where nothing is known.</source>
        <translation>画像と地すべりインベントリから、ネットワークの学習に使うラベルラスタを作ります。画像の全バンドと、最後のラベルバンド(0: 背景、1 以上: クラス、255: 不明)からなります。</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="58"/>
        <source>The satellite image, with a georeference. Any bands and data type.</source>
        <translation>位置情報を持つ衛星画像。バンド数とデータ型は問いません。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="286"/>
        <source>Inventory</source>
        <translation>インベントリ(地すべり分布図)</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="63"/>
        <source>Polygons of the landslides that were mapped on the image. Another CRS is reprojected, invalid geometries are repaired.</source>
        <translation>画像上で判読した地すべりのポリゴン。異なる CRS は再投影され、無効なジオメトリは修復されます。</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="71"/>
        <source>Class field</source>
        <translation>クラスのフィールド</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="71"/>
        <source>Field of the inventory that tells classes apart. Without it there is one class.</source>
        <translation>クラスを区別するインベントリのフィールド。指定がなければ 1 クラスとします。</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="80"/>
        <source>Polygons inside which all landslides were mapped. Outside, nothing is known: it is neither landslide nor background. Without it, all of the image is labelled.</source>
        <translation>その中の地すべりがすべて判読されているポリゴン。外側は不明とし、地すべりとも背景ともしません。指定がなければ画像全体にラベルを付けます。</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="90"/>
        <source>Label all touched pixels</source>
        <translation>接するピクセルすべてにラベルを付ける</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="90"/>
        <source>Label every pixel that a polygon touches, not only those whose centre is inside.</source>
        <translation>中心がポリゴン内にあるピクセルだけでなく、ポリゴンに接するすべてのピクセルにラベルを付けます。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="54"/>
        <source>Label raster</source>
        <translation>ラベルラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="97"/>
        <source>A .tif holds a copy of the bands; a .vrt refers to the image and takes less room.</source>
        <translation>.tif はバンドのコピーを持ちます。.vrt は画像を参照するため、容量が小さくなります。</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="50"/>
        <source>Names of the classes</source>
        <translation>クラス名</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="102"/>
        <source>Feature pixels</source>
        <translation>対象ピクセル数</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="127"/>
        <source>{features} feature pixels, {background} background pixels; classes: {classes}.</source>
        <translation>対象 {features} ピクセル、背景 {background} ピクセル。クラス: {classes}。</translation>
    </message>
    <message>
        <location filename="../gui/boxes/model_box.py" line="105"/>
        <source>Model (*.h5)</source>
        <translation>モデル (*.h5)</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="288"/>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <location filename="../gui/counting/accuracy_table.py" line="39"/>
        <source>Precision</source>
        <translation>適合率</translation>
    </message>
    <message>
        <location filename="../models/settings/parameter.py" line="42"/>
        <source>Automatic: mixed on GPUs and on CPUs with AMX, which gain from it.</source>
        <translation>自動: 効果のある GPU と AMX 対応 CPU では混合にします。</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="103"/>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <location filename="../core/device_options.py" line="18"/>
        <source>Mixed (bfloat16)</source>
        <translation>混合 (bfloat16)</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="35"/>
        <source>Extract landslides</source>
        <translation>地すべりの抽出</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="41"/>
        <source>Maps the landslides of a new image with a trained model: “Classify” and “Threshold to polygons” in one step.</source>
        <translation>学習済みモデルで新しい画像の地すべりを抽出します。「分類」と「しきい値からポリゴンへ」を一度に行います。</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="47"/>
        <source>The image to map, with as many bands as the model was trained on.</source>
        <translation>地すべりを抽出する画像。バンド数はモデルの学習時と同じにします。</translation>
    </message>
    <message>
        <location filename="../gui/preview/threshold_slider.py" line="54"/>
        <source>Threshold</source>
        <translation>しきい値</translation>
    </message>
    <message>
        <location filename="../gui/preview/filter_fields.py" line="34"/>
        <source>Smallest area (m²)</source>
        <translation>最小面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="88"/>
        <source>Landslides</source>
        <translation>地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="88"/>
        <source>The inventory: GeoPackage, Shapefile or any other format.</source>
        <translation>インベントリ。GeoPackage、シェープファイルなど、形式は問いません。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="94"/>
        <source>Number of polygons</source>
        <translation>ポリゴン数</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="95"/>
        <source>Threshold used</source>
        <translation>使われたしきい値</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="287"/>
        <source>Runtime</source>
        <translation>ランタイム</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="38"/>
        <source>Initialize model</source>
        <translation>モデルの初期化</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="33"/>
        <source>network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="25"/>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="37"/>
        <source>Bands</source>
        <translation>バンド数</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="37"/>
        <source>Number of bands of the images, 1 to 64.</source>
        <translation>画像のバンド数。1〜64。</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="40"/>
        <source>Patch size (pixels)</source>
        <translation>パッチサイズ(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="60"/>
        <source>Classes</source>
        <translation>クラス</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="60"/>
        <source>Names of the classes, with commas between them, without the background: as many as the label raster has.</source>
        <translation>背景を除くクラス名をカンマで区切って指定します。数はラベルラスタのクラス数と同じにします。</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="53"/>
        <source>Feature maps of the first level; each level has twice as many. 64 as in the paper; 16 takes a sixteenth of the arithmetic, for small areas or a computer without GPU.</source>
        <translation>第 1 階層の特徴マップの数。階層ごとに 2 倍になります。論文では 64。16 にすると計算量は 16 分の 1 になり、狭い区域や GPU のないコンピュータに向きます。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="304"/>
        <source>Seed</source>
        <translation>乱数シード</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="78"/>
        <source>For the random weights: the same seed gives the same model.</source>
        <translation>重みの乱数のシード。同じシードからは同じモデルができます。</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="68"/>
        <source>Initialised model</source>
        <translation>初期化したモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="68"/>
        <source>The model file, HDF5.</source>
        <translation>モデルファイル (HDF5)。</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="75"/>
        <source>Number of weights</source>
        <translation>重みの数</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="84"/>
        <source>Give 1 to 254 class names, each once, with commas between them.</source>
        <translation>クラス名は 1〜254 個を、重複なくカンマで区切って指定してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="30"/>
        <source>Model info</source>
        <translation>モデルの情報</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="47"/>
        <source>report</source>
        <translation>レポート</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="36"/>
        <source>Says what a model file holds: network, bands, classes, normalisation, how it was trained, on what, and how well it did.</source>
        <translation>モデルファイルの内容を示します。ネットワーク、バンド、クラス、正規化、学習の方法とデータ、成績です。</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="42"/>
        <source>An initialised or a trained model.</source>
        <translation>初期化したモデルまたは学習済みモデル。</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="43"/>
        <source>All that the model file says of itself, in one file.</source>
        <translation>モデルファイルが持つ情報のすべて(1 ファイル)。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="95"/>
        <source>HTML file (*.html)</source>
        <translation>HTML ファイル (*.html)</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="81"/>
        <source>Best epoch</source>
        <translation>最良エポック</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="41"/>
        <source>Split area</source>
        <translation>範囲の分割</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="28"/>
        <source>training</source>
        <translation>学習</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="44"/>
        <source>validation</source>
        <translation>検証</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="47"/>
        <source>Splits the labelled area of a label raster into a part to learn from and a part to measure with. Both outputs keep the grid and the image; in each, the labels of the other part are taken out. Zhang et al. 2020 cut 60 % in the north for training.</source>
        <translation>ラベルラスタのラベル付け範囲を学習用と検証用に分割します。どちらの出力もグリッドと画像はそのままで、他方のラベルが取り除かれます。Zhang et al. 2020 では北側の 60 % を学習用としました。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="54"/>
        <source>As “Create label raster” makes it.</source>
        <translation>「ラベルラスタの作成」で作ったもの。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="59"/>
        <source>Share for training</source>
        <translation>学習用の割合</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="59"/>
        <source>Share of the labelled pixels that goes to the training part, 0 to 1.</source>
        <translation>ラベル付きピクセルのうち学習用とする割合。0〜1。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="62"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="67"/>
        <source>Blocks: squares drawn at random. West to east, north to south: one cut; the western or the northern part is for training.</source>
        <translation>ブロック: 正方形を無作為に振り分けます。西から東・北から南: 1 か所で切り、西側または北側を学習用とします。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="67"/>
        <source>Blocks</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="67"/>
        <source>West to east</source>
        <translation>西から東</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="67"/>
        <source>North to south</source>
        <translation>北から南</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="76"/>
        <source>Block size (pixels)</source>
        <translation>ブロックサイズ(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="76"/>
        <source>Side of a block. Larger blocks make the two parts more independent.</source>
        <translation>ブロックの一辺。大きいほど学習用と検証用の独立性が高まります。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="84"/>
        <source>Guard distance (pixels)</source>
        <translation>緩衝距離(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="96"/>
        <source>For the random choice of blocks: the same seed gives the same split.</source>
        <translation>ブロックを無作為に選ぶ乱数のシード。同じシードからは同じ分割ができます。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="103"/>
        <source>Training part</source>
        <translation>学習用</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="103"/>
        <source>Label raster to train with; .tif or .vrt.</source>
        <translation>学習に使うラベルラスタ(.tif または .vrt)。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="107"/>
        <source>Validation part</source>
        <translation>検証用</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="107"/>
        <source>Label raster to validate with; .tif or .vrt.</source>
        <translation>検証に使うラベルラスタ(.tif または .vrt)。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="111"/>
        <source>Labelled pixels for training</source>
        <translation>学習用のラベル付きピクセル数</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="114"/>
        <source>Labelled pixels for validation</source>
        <translation>検証用のラベル付きピクセル数</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="134"/>
        <source>Training: {training} labelled pixels, {training_features} of them features; validation: {validation}, {validation_features} of them features.</source>
        <translation>学習用: ラベル付き {training} ピクセル(うち対象 {training_features})。検証用: {validation} ピクセル(うち対象 {validation_features})。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="55"/>
        <source>Threshold to polygons</source>
        <translation>しきい値からポリゴンへ</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="58"/>
        <source>polygonize</source>
        <translation>ポリゴン化</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="69"/>
        <source>As “Classify” makes it. With several classes a pixel belongs to its highest one.</source>
        <translation>「分類」が作成するもの。複数のクラスがある場合、ピクセルは値が最も高いクラスに属します。</translation>
    </message>
    <message>
        <location filename="../gui/preview/filter_fields.py" line="34"/>
        <source>Fill holes up to (m²)</source>
        <translation>この面積までの穴を埋める (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="76"/>
        <source>Holes in polygons of up to this area are filled.</source>
        <translation>ポリゴン内の、この面積以下の穴を埋めます。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="82"/>
        <source>Outline</source>
        <translation>輪郭</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="82"/>
        <source>Along the edges of pixels, or smooth, as a contour line between their centres.</source>
        <translation>ピクセルの縁に沿わせるか、ピクセル中心の間を通る滑らかな等値線とします。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="82"/>
        <source>Pixel edges</source>
        <translation>ピクセルの縁</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="82"/>
        <source>Smooth contour</source>
        <translation>滑らかな等値線</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="100"/>
        <source>Area of the polygons (m²)</source>
        <translation>ポリゴンの面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="143"/>
        <source>{count} polygons of {area:.0f} m² at the threshold {threshold:.3f}.</source>
        <translation>しきい値 {threshold:.3f} で {count} ポリゴン、{area:.0f} m²。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="25"/>
        <source>Train model</source>
        <translation>モデルの学習</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="59"/>
        <source>Training rasters</source>
        <translation>学習用ラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="63"/>
        <source>Validation rasters</source>
        <translation>検証用ラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="55"/>
        <source>CSV file (*.csv)</source>
        <translation>CSV ファイル (*.csv)</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="88"/>
        <source>Trained model</source>
        <translation>学習済みモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="88"/>
        <source>The model of the best epoch.</source>
        <translation>最良エポックのモデル。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="63"/>
        <source>Model of the last epoch</source>
        <translation>最終エポックのモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="63"/>
        <source>If wanted, the model of the last epoch as well.</source>
        <translation>必要であれば、最終エポックのモデルも出力します。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="78"/>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="85"/>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="122"/>
        <source>Accuracy</source>
        <translation>正解率</translation>
    </message>
    <message>
        <location filename="../gui/counting/accuracy_table.py" line="39"/>
        <source>Recall</source>
        <translation>再現率</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="81"/>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="41"/>
        <source>Epochs</source>
        <translation>エポック数</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="49"/>
        <source>Patches per epoch</source>
        <translation>エポックあたりのパッチ数</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="49"/>
        <source>0: as many as cover the labelled area twice. 500 in the paper.</source>
        <translation>0: ラベル付け範囲を 2 回覆う数。論文では 500。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="56"/>
        <source>Patches per batch</source>
        <translation>バッチあたりのパッチ数</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="66"/>
        <source>Class weight, minimum</source>
        <translation>クラス重み(最小)</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="77"/>
        <source>Class weight, maximum</source>
        <translation>クラス重み(最大)</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="77"/>
        <source>Class weight of the first epoch; it falls evenly. About 0.8 in the paper.</source>
        <translation>最初のエポックのクラス重み。一定の割合で下がります。論文では約 0.8。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="153"/>
        <source>Augment: rotation</source>
        <translation>データ拡張: 回転</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="153"/>
        <source>Turn each patch by a random angle.</source>
        <translation>各パッチを無作為な角度だけ回転します。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="156"/>
        <source>Augment: scale</source>
        <translation>データ拡張: 拡大縮小</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="156"/>
        <source>Scale each patch by a random factor, 0.8 to 1.25.</source>
        <translation>各パッチを 0.8〜1.25 の無作為な倍率で拡大縮小します。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="160"/>
        <source>Augment: flip</source>
        <translation>データ拡張: 反転</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="160"/>
        <source>Mirror half of the patches.</source>
        <translation>パッチの半数を反転します。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="263"/>
        <source>Optimizer</source>
        <translation>最適化手法</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="17"/>
        <source>SGD with momentum 0.99</source>
        <translation>モメンタム 0.99 の SGD</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="275"/>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="293"/>
        <source>Patience (epochs)</source>
        <translation>待機エポック数</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="293"/>
        <source>Stop after so many epochs without a lower validation loss; 0: never.</source>
        <translation>検証損失がこのエポック数のあいだ下がらなければ終了します。0: 終了しません。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="304"/>
        <source>For all random draws.</source>
        <translation>すべての乱数のシード。</translation>
    </message>
    <message>
        <location filename="../core/cam/cam.py" line="112"/>
        <source>{path} is not a class activation raster: it has values outside 0 to 1.</source>
        <translation>{path} はクラス活性化ラスタではありません。0〜1 の外の値があります。</translation>
    </message>
    <message>
        <location filename="../core/cam/cam.py" line="252"/>
        <source>A class activation raster is a .tif file, not {path}.</source>
        <translation>クラス活性化ラスタは .tif ファイルです。{path} は使えません。</translation>
    </message>
    <message>
        <location filename="../core/files.py" line="199"/>
        <source>Nothing can be written into the folder {folder} ({reason}): choose another one.</source>
        <translation>フォルダ {folder} に書き込めません ({reason})。別のフォルダを選んでください。</translation>
    </message>
    <message>
        <location filename="../models/storage/hdf5_file.py" line="193"/>
        <source>{path} could not be written ({reason}): is the disk full?</source>
        <translation>{path} を書き込めませんでした ({reason})。ディスクの空き容量を確かめてください。</translation>
    </message>
    <message>
        <location filename="../core/labels/label_raster.py" line="36"/>
        <source>{path} is not a label raster: its last band is not named “label”. Make one with “Create label raster”.</source>
        <translation>{path} はラベルラスタではありません。最後のバンドの名前が「label」ではないためです。「ラベルラスタの作成」で作ってください。</translation>
    </message>
    <message>
        <location filename="../core/stacking/stack.py" line="140"/>
        <source>{path} is the input: choose another output.</source>
        <translation>{path} は入力です。別の出力先を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/labels/label_raster_writer.py" line="82"/>
        <source>A label raster is a .tif or a .vrt file, not {path}.</source>
        <translation>ラベルラスタは .tif または .vrt ファイルです。{path} は使えません。</translation>
    </message>
    <message>
        <location filename="../core/rasters/raster.py" line="66"/>
        <source>The raster {path} holds complex numbers: real ones are needed.</source>
        <translation>ラスタ {path} の値は複素数です。実数のラスタが必要です。</translation>
    </message>
    <message>
        <location filename="../core/labels/label_raster_creation.py" line="121"/>
        <source>No pixel was labelled as a feature.</source>
        <translation>対象としてラベルが付いたピクセルがありません。</translation>
    </message>
    <message>
        <location filename="../core/rasters/raster_view.py" line="49"/>
        <source>{path} is not a raster that GDAL can read.</source>
        <translation>{path} は GDAL で読めるラスタではありません。</translation>
    </message>
    <message>
        <location filename="../core/rasters/raster.py" line="196"/>
        <source>The raster {path} has no georeference: give it one first, with Raster &gt; Georeferencer or “Assign projection”.</source>
        <translation>ラスタ {path} には位置情報がありません。先に「ジオリファレンサ」や「投影の割り当て」で与えてください。</translation>
    </message>
    <message>
        <location filename="../core/rasters/raster.py" line="272"/>
        <source>{path} cannot be read at row {row}, column {col}: {reason}</source>
        <translation>{path} の {row} 行 {col} 列を読み込めません: {reason}</translation>
    </message>
    <message>
        <location filename="../core/rasters/georeference.py" line="66"/>
        <source>The extent lies outside the image: choose one that overlaps with it.</source>
        <translation>範囲が画像の外にあります。画像と重なる範囲を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/labels/split_area.py" line="95"/>
        <source>The guard distance is larger than the block size: choose larger blocks.</source>
        <translation>緩衝距離がブロックサイズより大きくなっています。ブロックを大きくしてください。</translation>
    </message>
    <message>
        <location filename="../core/labels/split_area.py" line="134"/>
        <source>The labelled area is too small to be split: choose smaller blocks or a cut.</source>
        <translation>ラベル付け範囲が狭すぎて分割できません。ブロックを小さくするか、1 か所で切る方法を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/vectors/polygon_layer.py" line="293"/>
        <source>{name} is not a vector layer that can be read.</source>
        <translation>{name} は読み込めるベクタレイヤではありません。</translation>
    </message>
    <message>
        <location filename="../gui/counting/counting_task.py" line="96"/>
        <source>{name} has no coordinate reference system: set its CRS first.</source>
        <translation>{name} に座標参照系がありません。先に CRS を設定してください。</translation>
    </message>
    <message>
        <location filename="../core/vectors/polygon_layer.py" line="300"/>
        <source>{name} holds no polygons.</source>
        <translation>{name} にポリゴンがありません。</translation>
    </message>
    <message>
        <location filename="../core/vectors/polygon_layer.py" line="313"/>
        <source>{name} holds geometries of type {kind}: polygons are needed.</source>
        <translation>{name} のジオメトリは {kind} です。ポリゴンが必要です。</translation>
    </message>
    <message>
        <location filename="../core/vectors/class_field.py" line="41"/>
        <source>{name} has no field “{field}” to tell classes by.</source>
        <translation>{name} には、クラスを区別するフィールド「{field}」がありません。</translation>
    </message>
    <message>
        <location filename="../core/vectors/class_field.py" line="62"/>
        <source>The field “{field}” has {count} different values: 1 to 254 classes are needed.</source>
        <translation>フィールド「{field}」の値は {count} 種類あります。クラス数は 1〜254 にしてください。</translation>
    </message>
    <message>
        <location filename="../core/vectors/polygon_layer.py" line="168"/>
        <source>{name}: {count} features without a usable geometry left out, ids {ids}.</source>
        <translation>{name}: 使えるジオメトリのない地物 {count} 個を除きました (ID {ids})。</translation>
    </message>
    <message>
        <location filename="../core/vectors/polygon_layer.py" line="168"/>
        <source>{name}: {count} invalid geometries mended, ids {ids}.</source>
        <translation>{name}: 無効なジオメトリ {count} 個を修復しました (ID {ids})。</translation>
    </message>
    <message>
        <location filename="../core/vectors/polygon_layer.py" line="168"/>
        <source>{name}: {count} features without a class left out, ids {ids}.</source>
        <translation>{name}: クラスのない地物 {count} 個を除きました (ID {ids})。</translation>
    </message>
    <message>
        <location filename="../models/networks/build.py" line="73"/>
        <source>The model file is damaged: the weights of “{layer}” are missing.</source>
        <translation>モデルファイルが壊れています。「{layer}」の重みがありません。</translation>
    </message>
    <message>
        <location filename="../models/inference/compatibility.py" line="26"/>
        <source>The model has not been trained yet: run “Train model” first.</source>
        <translation>モデルはまだ学習されていません。先に「モデルの学習」を実行してください。</translation>
    </message>
    <message>
        <location filename="../models/inference/compatibility.py" line="38"/>
        <source>{name} has {found} bands, but the model takes {expected}: choose another image, or initialise a model for {found} bands.</source>
        <translation>{name} は {found} バンドですが、モデルは {expected} バンド用です。別の画像を選ぶか、{found} バンド用のモデルを初期化してください。</translation>
    </message>
    <message>
        <location filename="../models/hardware/devices.py" line="48"/>
        <source>A GPU was asked for, but {backend} finds none: choose the CPU, or automatic.</source>
        <translation>GPU が指定されましたが、{backend} では見つかりません。CPU または自動を選んでください。</translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="179"/>
        <source>{path} is not a model file: it is no HDF5 file, or it is damaged.</source>
        <translation>{path} はモデルファイルではありません。HDF5 ファイルでないか、壊れています。</translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="187"/>
        <source>{path} is an HDF5 file, but not a model of Scarp: make one with “Initialize model” or “Train model”.</source>
        <translation>{path} は HDF5 ファイルですが、Scarp のモデルではありません。「モデルの初期化」または「モデルの学習」で作ってください。</translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="197"/>
        <source>{path} was made by a newer Scarp (format {version}): update Scarp.</source>
        <translation>{path} は新しい Scarp で作られています(形式 {version})。Scarp を更新してください。</translation>
    </message>
    <message>
        <location filename="../models/networks/weight_shapes.py" line="26"/>
        <source>There is no network “{name}”: choose one of {known}.</source>
        <translation>ネットワーク「{name}」はありません。{known} から選んでください。</translation>
    </message>
    <message>
        <location filename="../models/networks/__init__.py" line="49"/>
        <source>{network} cannot take patches of {size} pixels: choose {below} or {above}.</source>
        <translation>{network} は {size} ピクセルのパッチを扱えません。{below} または {above} を選んでください。</translation>
    </message>
    <message>
        <location filename="../models/data/normalisation.py" line="188"/>
        <source>The training rasters hold no data.</source>
        <translation>学習ラスタにデータがありません。</translation>
    </message>
    <message>
        <location filename="../models/data/patches.py" line="70"/>
        <source>The training rasters have no feature pixels: is the labelled area right?</source>
        <translation>学習ラスタに対象ピクセルがありません。ラベル付け範囲が正しいか確かめてください。</translation>
    </message>
    <message>
        <location filename="../models/training/train.py" line="80"/>
        <source>Training runs on {device}, in {precision}.</source>
        <translation>学習は {device} で、{precision} で行います。</translation>
    </message>
    <message>
        <location filename="../models/training/run.py" line="132"/>
        <source>{epochs} epochs of {patches} patches of {side} pixels; {labelled} labelled pixels, {features} of them features; validation on {tiles} tiles.</source>
        <translation>{epochs} エポック、各 {patches} パッチ({side} ピクセル)。ラベル付き {labelled} ピクセル(うち対象 {features})。検証は {tiles} タイル。</translation>
    </message>
    <message>
        <location filename="../models/training/monitor.py" line="88"/>
        <source>Stopped: no lower loss in {patience} epochs.</source>
        <translation>{patience} エポックのあいだ損失が下がらなかったため、終了しました。</translation>
    </message>
    <message>
        <location filename="../runtime/install/venv_builder.py" line="118"/>
        <source>The Python {path} could not be started: {reason}</source>
        <translation>Python {path} を起動できませんでした: {reason}</translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="227"/>
        <source>The worker was killed: out of memory? Last output: {log}</source>
        <translation>ワーカーが強制終了されました。メモリ不足かもしれません。最後の出力: {log}</translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="229"/>
        <source>The worker was ended by the signal {signal}. Last output: {log}</source>
        <translation>ワーカーがシグナル {signal} で終了しました。最後の出力: {log}</translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="231"/>
        <source>The worker ended with the exit code {code}. Last output: {log}</source>
        <translation>ワーカーが終了コード {code} で終了しました。最後の出力: {log}</translation>
    </message>
    <message>
        <location filename="../runtime/interpreter.py" line="79"/>
        <source>The Python named in {place} was not found: {path}. Correct or clear the setting.</source>
        <translation>{place} で指定された Python が見つかりません: {path}。設定を直すか、消してください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/runtime_checks.py" line="108"/>
        <source>Loading Keras and its backend.</source>
        <translation>Keras とバックエンドを読み込んでいます。</translation>
    </message>
    <message>
        <location filename="../models/inference/classifier.py" line="104"/>
        <source>Classification runs on {device}, in {precision}.</source>
        <translation>分類は {device} で、{precision} で行います。</translation>
    </message>
    <message>
        <location filename="../runtime/worker.py" line="108"/>
        <source>The worker ran out of memory: choose smaller tiles, patches or batches.</source>
        <translation>ワーカーのメモリが不足しました。タイル・パッチ・バッチを小さくしてください。</translation>
    </message>
    <message>
        <location filename="../runtime/worker.py" line="109"/>
        <source>The worker failed: {error}</source>
        <translation>ワーカーでエラーが発生しました: {error}</translation>
    </message>
    <message>
        <location filename="../core/labels/split_area.py" line="192"/>
        <source>The guard distance leaves nothing to train on: choose a smaller one.</source>
        <translation>緩衝距離が大きすぎて学習用のピクセルが残りません。小さくしてください。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/progress.py" line="22"/>
        <source>Cancelled: no unfinished output is left behind.</source>
        <translation>中止しました。書きかけの出力は残っていません。</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="44"/>
        <source>Makes a network with random initial weights and saves it as a model file, to be trained by “Train model”. ENVINet5 is the U-Net of ENVI's Deep Learning module, with 5 levels and 23 convolutional layers without padding; ResUNet is made of residual units (Qi et al. 2020).</source>
        <translation>乱数の初期重みを持つネットワークを作り、「モデルの学習」で使うモデルファイルとして保存します。ENVINet5 は ENVI の Deep Learning モジュールの U-Net で、5 階層、パディングなしの畳み込み 23 層からなります。ResUNet は残差ユニットで構成されます (Qi et al. 2020)。</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="66"/>
        <source>Normalisation layers</source>
        <translation>正規化層</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="66"/>
        <source>ResUNet only. Batch: the values of the class activation raster do not depend on how the image is cut into tiles. Group: they do, slightly.</source>
        <translation>ResUNet の正規化層。バッチ: クラス活性化ラスタの値は画像のタイル分割に左右されません。グループ: わずかに左右されます。</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="15"/>
        <source>Batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="15"/>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="31"/>
        <source>Search parameters</source>
        <translation>パラメータの探索</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="34"/>
        <source>random search</source>
        <translation>ランダムサーチ</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="47"/>
        <source>Trials</source>
        <translation>試行回数</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="47"/>
        <source>Number of trainings; each takes as long as “Train model”.</source>
        <translation>学習の回数。1回ごとに「モデルの学習」と同じ時間がかかります。</translation>
    </message>
    <message>
        <location filename="../models/settings/search.py" line="15"/>
        <source>Range of the class weight</source>
        <translation>クラス重みの範囲</translation>
    </message>
    <message>
        <location filename="../models/settings/search.py" line="36"/>
        <source>In the first epoch; it falls evenly to the minimum given below.</source>
        <translation>最初のエポックの値。下で指定する最小値まで一定の割合で下がります。</translation>
    </message>
    <message>
        <location filename="../models/settings/search.py" line="22"/>
        <source>Range of the loss weight</source>
        <translation>損失重みの範囲</translation>
    </message>
    <message>
        <location filename="../models/settings/search.py" line="22"/>
        <source>How much more feature pixels weigh than others; 0: no more.</source>
        <translation>対象ピクセルの重みに加える値。0: 加えません。</translation>
    </message>
    <message>
        <location filename="../models/settings/search.py" line="29"/>
        <source>Range of the solid distance (pixels)</source>
        <translation>ソリッド距離の範囲（ピクセル）</translation>
    </message>
    <message>
        <location filename="../models/settings/search.py" line="29"/>
        <source>By how much features are widened.</source>
        <translation>対象を広げる距離。</translation>
    </message>
    <message>
        <location filename="../models/settings/search.py" line="36"/>
        <source>Range of the blur distance (pixels)</source>
        <translation>ぼかし距離の範囲（ピクセル）</translation>
    </message>
    <message>
        <location filename="../models/settings/search.py" line="43"/>
        <source>Range of the learning rate</source>
        <translation>学習率の範囲</translation>
    </message>
    <message>
        <location filename="../models/settings/search.py" line="43"/>
        <source>Drawn evenly in its logarithm.</source>
        <translation>対数で一様に選びます。</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="69"/>
        <source>Best model</source>
        <translation>最良のモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="69"/>
        <source>The model of the best trial.</source>
        <translation>最良の試行のモデル。</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="76"/>
        <source>Leaderboard</source>
        <translation>順位表</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="76"/>
        <source>A table with a row per trial, the best one first, written as the search goes on.</source>
        <translation>試行ごとに 1 行の表。最良の試行が先頭で、探索中に更新されます。</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="84"/>
        <source>All trials, and the report of the best one, in one file.</source>
        <translation>すべての試行と、最良の試行のレポート(1 ファイル)。</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="93"/>
        <source>Best trial</source>
        <translation>最良の試行</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="106"/>
        <source>{name} needs two numbers, a minimum and a maximum, neither below {least}.</source>
        <translation>{name} には最小と最大の二つの数値を、どちらも {least} 以上で指定してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="59"/>
        <source>Label rasters to learn from, of one event or several.</source>
        <translation>学習に使うラベルラスタ（一つまたは複数のイベント）。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/presets.py" line="32"/>
        <source>Preset</source>
        <translation>プリセット</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/presets.py" line="32"/>
        <source>As in the paper</source>
        <translation>論文のとおり</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="56"/>
        <source>Patches between two changes of the weights; 0: as many as fit, 16 at most. Halved where memory runs out. 1 in the paper.</source>
        <translation>重みを 1 回更新するまでのパッチ数。0: メモリに収まる数(最大 16)。メモリが不足すると半分にします。論文では 1。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="66"/>
        <source>Class weight of the last epoch. With class weight w, a share of w / (1 + w) of the patches is centred on a feature; the others lie anywhere.</source>
        <translation>最終エポックのクラス重み。クラス重みが w のとき、パッチの w / (1 + w) は対象を中心に、残りは任意の場所に取ります。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="85"/>
        <source>Weighted cross-entropy, as in the paper, or the Dice loss added to it.</source>
        <translation>論文と同じ重み付き交差エントロピー、またはそれに Dice 損失を加えたもの。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="21"/>
        <source>Cross-entropy</source>
        <translation>交差エントロピー</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="21"/>
        <source>Cross-entropy + Dice</source>
        <translation>交差エントロピー + Dice</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="95"/>
        <source>Loss weight</source>
        <translation>損失重み</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="95"/>
        <source>How much the loss favours feature pixels: they weigh 1 + this number. 0: all alike. 0.70 in the paper.</source>
        <translation>損失で対象ピクセルを重視する度合い。対象の重みは 1 + この値になります。0: すべて同じ。論文では 0.70。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="106"/>
        <source>Solid distance (pixels)</source>
        <translation>ソリッド距離（ピクセル）</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="106"/>
        <source>Features are widened by it: for lines and points, or labels drawn narrowly.</source>
        <translation>対象をこの距離だけ広げます。線や点、または狭めに描かれたラベルに使います。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="114"/>
        <source>Blur distance, minimum (pixels)</source>
        <translation>ぼかし距離の最小（ピクセル）</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="114"/>
        <source>Width of the rim over which a feature fades out, in the last epoch.</source>
        <translation>最終エポックで、対象の周囲が徐々に薄れる幅。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="122"/>
        <source>Blur distance, maximum (pixels)</source>
        <translation>ぼかし距離の最大（ピクセル）</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="122"/>
        <source>The same in the first epoch; it falls evenly. It helps to find features whose edges are uncertain. 3.8566 in the paper.</source>
        <translation>最初のエポックでの同じ幅。一定の割合で下がります。境界が不明瞭な対象の検出に役立ちます。論文では 3.8566。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="133"/>
        <source>Border weight</source>
        <translation>境界重み</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="133"/>
        <source>Additional weight of pixels between features that lie close together (w0 of Ronneberger et al. 2015, where it is 10); 0: none.</source>
        <translation>近接する対象の間のピクセルに加える重み(Ronneberger et al. 2015 の w0、同論文では 10)。0: なし。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="144"/>
        <source>Border distance (pixels)</source>
        <translation>境界距離（ピクセル）</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="144"/>
        <source>Distance over which the border weight falls (sigma).</source>
        <translation>境界重みが減衰する距離(シグマ)。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="163"/>
        <source>Augment: brightness</source>
        <translation>拡張：明るさ</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="163"/>
        <source>Change brightness and contrast of each band a little.</source>
        <translation>各バンドの明るさとコントラストを少し変えます。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="249"/>
        <source>Normalisation</source>
        <translation>正規化</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="23"/>
        <source>By the training rasters</source>
        <translation>学習ラスタによる</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="24"/>
        <source>By each image</source>
        <translation>画像ごと</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="284"/>
        <source>Freeze the encoder</source>
        <translation>エンコーダを固定</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="284"/>
        <source>Train only the decoder of a trained model: for few new labels.</source>
        <translation>学習済みモデルのデコーダだけを学習します。新しいラベルが少ないとき。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="81"/>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="31"/>
        <source>Trains a network on label rasters. Each epoch draws random patches; after it the validation rasters are classified and compared. The model of the epoch with the lowest validation loss is kept, and the metrics are those of that epoch. A trained model can be trained further, with the label rasters of another event.</source>
        <translation>ラベルラスタでネットワークを学習します。エポックごとに無作為なパッチを取り、その後で検証ラスタを分類して比較します。検証損失が最小のエポックのモデルを残し、指標もそのエポックの値とします。学習済みモデルを別のイベントのラベルラスタでさらに学習することもできます。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="41"/>
        <source>Checkpoint folder</source>
        <translation>チェックポイントのフォルダ</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="50"/>
        <source>TensorBoard folder</source>
        <translation>TensorBoardのフォルダ</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="50"/>
        <source>The metrics of each epoch are logged here for TensorBoard; needs TensorFlow.</source>
        <translation>各エポックの指標を TensorBoard 用に記録します。TensorFlow が必要です。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="95"/>
        <source>Curves, metrics, settings and some validation patches, in one file.</source>
        <translation>曲線、指標、設定、検証パッチの例(1 ファイル)。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="78"/>
        <source>A table with a row per epoch, written during the training.</source>
        <translation>エポックごとに 1 行の表。学習中に書き足されます。</translation>
    </message>
    <message>
        <location filename="../models/training/checkpoint.py" line="174"/>
        <source>The checkpoint {path} is of a training with another model, other rasters or other settings: choose another folder, or delete it to start afresh.</source>
        <translation>チェックポイント {path} は別のモデル・ラスタ・設定の学習のものです。別のフォルダを選ぶか、削除して最初から始めてください。</translation>
    </message>
    <message>
        <location filename="../models/inference/compatibility.py" line="91"/>
        <source>{name} has the classes {found}, but the model has {expected}: initialise a model with the label raster&apos;s classes, in the same order.</source>
        <translation>{name} のクラスは {found} ですが、モデルのクラスは {expected} です。ラベルラスタと同じクラスを同じ順番で指定してモデルを初期化してください。</translation>
    </message>
    <message>
        <location filename="../models/training/search.py" line="89"/>
        <source>Trial {number} of {trials}: {drawn}.</source>
        <translation>試行 {number}/{trials}：{drawn}。</translation>
    </message>
    <message>
        <location filename="../models/training/train.py" line="75"/>
        <source>The encoder of an untrained model cannot be frozen: train the model first.</source>
        <translation>未学習のモデルのエンコーダは固定できません。先に学習してください。</translation>
    </message>
    <message>
        <location filename="../models/training/train.py" line="95"/>
        <source>The training goes on from its checkpoint, in epoch {epoch}.</source>
        <translation>チェックポイントからエポック {epoch} の学習を再開します。</translation>
    </message>
    <message>
        <location filename="../models/data/holdout.py" line="163"/>
        <source>No validation rasters, and too few features to hold any out: the best epoch is that of the lowest training loss.</source>
        <translation>検証ラスタがなく、対象が少なすぎて検証用に取り分けられないため、学習損失が最小のエポックを最良とします。</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="76"/>
        <source>Patch size of the model</source>
        <translation>モデルのパッチサイズ</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="263"/>
        <source>SGD has a momentum of 0.99; with a fixed learning rate it is that of the paper. With warm-up and cosine decay, as of AdamW, the rate rises at first and falls to 0 at the end.</source>
        <translation>SGD のモメンタムは 0.99 で、固定学習率の場合は論文と同じです。ウォームアップとコサイン減衰では(AdamW も同様)、学習率は初めに上がり、最後に 0 まで下がります。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="19"/>
        <source>SGD with warm-up and cosine decay</source>
        <translation>SGD（ウォームアップとコサイン減衰）</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="58"/>
        <source>The image to classify: any raster that GDAL reads. Bands are matched by their names in training, or by their order if image or model has no names.</source>
        <translation>分類する画像。GDAL が読めるラスタであれば何でもかまいません。バンドは学習時の名前で対応づけられ、画像またはモデルに名前がない場合は順番で対応づけられます。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="84"/>
        <source>Finished tiles are kept here, so that a classification that was cancelled or killed can be resumed: run it again with the same image, model and settings. They are removed when it is done.</source>
        <translation>完了したタイルがここに保存されるので、キャンセルまたは強制終了された分類を途中から再開できます。同じ画像・モデル・設定で再実行してください。完了すると削除されます。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="98"/>
        <source>Spread over flips and turns</source>
        <translation>反転・回転によるばらつき</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="98"/>
        <source>The standard deviation of the eight values that are averaged: large where the network is unsure. Needs “Average over flips and turns”.</source>
        <translation>平均される 8 つの値の標準偏差。ネットワークの判断が不確かな場所で大きくなります。「反転と回転で平均」が必要です。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="141"/>
        <source>There is a spread only where flips and turns are averaged: switch that on.</source>
        <translation>ばらつきは反転・回転の平均をとる場合にのみ得られます。平均を有効にしてください。</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="28"/>
        <source>Export model (ONNX)</source>
        <translation>モデルのエクスポート (ONNX)</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="47"/>
        <source>Side of the tiles that the exported model takes, and gives. Larger tiles overlap less, and need more memory. 0: automatic, at least as large as the training patches. A side that the network cannot take is raised to the next that it can.</source>
        <translation>エクスポートしたモデルが入出力するタイルの一辺。大きいほど重なりは減りますが、メモリを多く使います。0: 自動(学習時のパッチ以上)。ネットワークが扱えない値は、次に大きい扱える値に切り上げます。</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="59"/>
        <source>Exported model</source>
        <translation>エクスポートしたモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="59"/>
        <source>The model as ONNX, in one file.</source>
        <translation>ONNX 形式のモデル(1 ファイル)。</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="59"/>
        <source>ONNX file (*.onnx)</source>
        <translation>ONNX ファイル (*.onnx)</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="65"/>
        <source>Tile size of the model</source>
        <translation>モデルのタイルサイズ</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="66"/>
        <source>Largest difference between ONNX Runtime and Keras</source>
        <translation>ONNX Runtime と Keras の最大の差</translation>
    </message>
    <message>
        <location filename="../models/inference/classifier.py" line="151"/>
        <source>{count} tiles of an earlier run are there.</source>
        <translation>以前の実行で完了したタイルが {count} 個あります。</translation>
    </message>
    <message>
        <location filename="../models/inference/classifier.py" line="197"/>
        <source>Memory ran out: from here on in tiles of {rows} x {cols} pixels.</source>
        <translation>メモリが不足しました。ここからは {rows} x {cols} ピクセルのタイルで続けます。</translation>
    </message>
    <message>
        <location filename="../models/onnx/export.py" line="82"/>
        <source>{path} does not end in “.onnx”: choose a name that does.</source>
        <translation>{path} の末尾が「.onnx」ではありません。「.onnx」で終わる名前を選んでください。</translation>
    </message>
    <message>
        <location filename="../models/onnx/export.py" line="88"/>
        <source>{network} cannot take tiles of {wanted} pixels: those of {size} are taken.</source>
        <translation>{network} は {wanted} ピクセルのタイルを扱えません。{size} ピクセルのタイルを使います。</translation>
    </message>
    <message>
        <location filename="../models/onnx/export.py" line="102"/>
        <source>Running it with ONNX Runtime and with Keras, to compare.</source>
        <translation>ONNX Runtime と Keras で実行して比較しています。</translation>
    </message>
    <message>
        <location filename="../models/onnx/export.py" line="105"/>
        <source>ONNX Runtime&apos;s values differ from Keras&apos;s by up to {difference}: the exported model would be wrong, and is not kept.</source>
        <translation>ONNX Runtime の値は Keras の値と最大 {difference} 異なります。エクスポートしたモデルは誤りとなるため保存されません。</translation>
    </message>
    <message>
        <location filename="../models/onnx/export.py" line="112"/>
        <source>Tiles of {size} x {size} pixels; values differ from Keras&apos;s by at most {difference}.</source>
        <translation>{size} x {size} ピクセルのタイル。Keras の値との差は最大 {difference} です。</translation>
    </message>
    <message>
        <location filename="../models/onnx/export.py" line="185"/>
        <source>To export, the runtime needs the packages onnx and onnxruntime, and lacks “{package}”. Type: {python} -m pip install onnx onnxruntime</source>
        <translation>エクスポートにはランタイムにパッケージ onnx と onnxruntime が必要ですが、「{package}」がありません。次を実行してください: {python} -m pip install onnx onnxruntime</translation>
    </message>
    <message>
        <location filename="../models/onnx/export.py" line="202"/>
        <source>This model normalises each image by its own values. The exported one normalises all by those of the training rasters: {values}.</source>
        <translation>このモデルは画像ごとにその値で正規化します。エクスポートしたモデルはすべてを学習ラスタの値で正規化します: {values}。</translation>
    </message>
    <message>
        <location filename="../models/onnx/export.py" line="211"/>
        <source>The model was trained on pixels that are not measured in metres: set the resolution in Deepness yourself, which takes images in metres only.</source>
        <translation>モデルの学習に使ったピクセルの単位がメートルではありません。Deepness はメートル単位の画像だけを扱うため、解像度を Deepness で設定してください。</translation>
    </message>
    <message>
        <location filename="../models/onnx/graph.py" line="102"/>
        <source>The layer “{layer}” ({kind}) of the network cannot be exported to ONNX.</source>
        <translation>ネットワークの層「{layer}」({kind})は ONNX にエクスポートできません。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/mapping.py" line="183"/>
        <source>Bands by name: {names}.</source>
        <translation>名前で対応づけたバンド: {names}。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/mapping.py" line="186"/>
        <source>Bands by order: {names}; the model was trained on {trained}.</source>
        <translation>順番で対応づけたバンド: {names}。モデルの学習に使われたバンド: {trained}。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="46"/>
        <source>Assess accuracy</source>
        <translation>精度の評価</translation>
    </message>
    <message>
        <location filename="../gui/preview/curve_plot.py" line="67"/>
        <source>precision</source>
        <translation>適合率</translation>
    </message>
    <message>
        <location filename="../gui/preview/curve_plot.py" line="67"/>
        <source>recall</source>
        <translation>再現率</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="62"/>
        <source>Predicted</source>
        <translation>予測</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="62"/>
        <source>The landslides to assess, as “Threshold to polygons” makes them; may be none.</source>
        <translation>評価する地すべり。「しきい値からポリゴンへ」が作成するもの。空でもかまいません。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="67"/>
        <source>Known landslides to compare with. Where polygons overlap they count once by area; polygons that repeat others are left out.</source>
        <translation>比較する既知の地すべり。重なったポリゴンの面積は一度だけ数え、重複するポリゴンは除きます。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="77"/>
        <source>Mapped area</source>
        <translation>判読範囲</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="75"/>
        <source>Where the inventory is complete: both layers are clipped to it. Without it: the rectangle around both layers, on whose size accuracy and kappa depend.</source>
        <translation>インベントリが完全な区域。両レイヤをこの範囲で切り抜きます。指定がなければ両レイヤを囲む長方形とし、正解率とカッパ係数はその広さに左右されます。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="85"/>
        <source>Smallest overlap</source>
        <translation>最小の重なり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="85"/>
        <source>A landslide is found, and a prediction right, when the other layer covers at least this share of it. Two polygons are linked when they have at least this share of the smaller one in common.</source>
        <translation>もう一方のレイヤがこの割合以上を覆うとき、地すべりは見つかった、予測は正しいと判定します。二つのポリゴンは、共通部分が小さい方のこの割合以上のとき対応づけます。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="105"/>
        <source>Verdicts</source>
        <translation>判定結果</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="105"/>
        <source>The polygons of both layers in the inventory&apos;s CRS, with source, verdict, area, share that the other layer covers, and number of linked polygons.</source>
        <translation>インベントリの CRS による両レイヤのポリゴン。出所、判定、面積、もう一方のレイヤが覆う割合、対応するポリゴン数を持ちます。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="114"/>
        <source>All metrics, recall by size, a map, and the sub-areas with the best and the worst agreement, as in Figure 15 of the paper.</source>
        <translation>すべての指標、大きさ別の再現率、地図、および論文の図 15 のような一致度が最良と最低の小区域。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Kappa</source>
        <translation>カッパ係数</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Matthews&apos; correlation coefficient</source>
        <translation>マシューズ相関係数</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Precision by object</source>
        <translation>オブジェクト単位の適合率</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Recall by object</source>
        <translation>オブジェクト単位の再現率</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>F1 by object</source>
        <translation>オブジェクト単位の F1</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Landslides matched</source>
        <translation>一致した地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Landslides found in pieces</source>
        <translation>分割されて見つかった地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Landslides found merged</source>
        <translation>結合されて見つかった地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Landslides found in part</source>
        <translation>一部だけ見つかった地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Landslides missed</source>
        <translation>見逃した地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>False predictions</source>
        <translation>誤った予測</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Predicted polygons in the area</source>
        <translation>区域内の予測ポリゴン数</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Landslides of the inventory in the area</source>
        <translation>区域内のインベントリの地すべり数</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Area predicted (m²)</source>
        <translation>予測された面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Area of the inventory (m²)</source>
        <translation>インベントリの面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Area assessed (m²)</source>
        <translation>評価した面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Mean distance between outlines (m, median of matched pairs)</source>
        <translation>輪郭間の平均距離 (m、一致した組の中央値)</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Hausdorff distance (m, median of matched pairs)</source>
        <translation>ハウスドルフ距離 (m、一致した組の中央値)</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="103"/>
        <source>Bands of the image</source>
        <translation>画像のバンド数</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="34"/>
        <source>Writes a trained model as an ONNX file, which runs without Scarp: in the QGIS plugin Deepness, or wherever there is ONNX Runtime. Deepness reads tile size, overlap, resolution, threshold and classes from the file: press “Load default parameters” there, and leave the threshold switched on. Normalisation is part of the model: it takes the image's values divided by 255, as Deepness gives them for all data types. Near the image's edge and next to nodata, which Deepness does not know, results differ from those of “Classify”. The file is run with ONNX Runtime and compared with Keras before it is kept. The runtime needs the packages onnx and onnxruntime for this.</source>
        <translation>学習済みモデルを ONNX ファイルとして出力します。Scarp がなくても、QGIS プラグイン Deepness や ONNX Runtime のある環境で実行できます。Deepness はタイルサイズ、重なり、解像度、しきい値、クラスをファイルから読み込みます。Deepness で「Load default parameters」を押し、しきい値は有効のままにしてください。正規化はモデルに含まれ、入力は画像の値を 255 で割ったものです(Deepness はどのデータ型でもそのように渡します)。画像の端の近くと、Deepness が扱わないデータなしの隣では、結果が「分類」と異なります。ファイルは ONNX Runtime で実行し、Keras と比較してから保存します。そのためランタイムにはパッケージ onnx と onnxruntime が必要です。</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="55"/>
        <source>Threshold, where it is 0</source>
        <translation>0 のときのしきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/groups.py" line="44"/>
        <source>Workflows</source>
        <translation>ワークフロー</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="44"/>
        <source>Suggest threshold</source>
        <translation>しきい値の推奨</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="47"/>
        <source>accuracy</source>
        <translation>精度</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="50"/>
        <source>Finds the class activation value from which pixels count as landslides: by the histogram alone, or, with an inventory, by the accuracy at every threshold. Table and report compare thresholds, as Figures 12 and 13 of the paper do.</source>
        <translation>ピクセルを地すべりとみなすクラス活性値を、ヒストグラムだけから、またはインベントリがあればすべてのしきい値での精度から求めます。表とレポートは論文の図 12・13 のようにしきい値を比較します。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="57"/>
        <source>As “Classify” makes it.</source>
        <translation>「分類」が作成するもの。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="62"/>
        <source>Otsu&apos;s method, the paper&apos;s, and the next five look for a gap in the histogram. Best F1 is the threshold that agrees best with the inventory.</source>
        <translation>論文で使われた大津の方法と続く五つの方法は、ヒストグラムの谷を探します。最良の F1 はインベントリと最もよく一致するしきい値です。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="62"/>
        <source>Minimum</source>
        <translation>最小値法</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="62"/>
        <source>Triangle</source>
        <translation>三角法</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="62"/>
        <source>Best F1</source>
        <translation>最良の F1</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="72"/>
        <source>Known landslides, to compare with. Where polygons overlap they count once.</source>
        <translation>比較する既知の地すべり。重なったポリゴンは一度だけ数えます。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="78"/>
        <source>Where the inventory is complete: only pixels inside count. Without it: all pixels.</source>
        <translation>インベントリが完全な区域。その中だけを数えます。指定しなければ全体を数えます。</translation>
    </message>
    <message>
        <location filename="../gui/preview/layer_choice.py" line="46"/>
        <source>Class</source>
        <translation>クラス</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="87"/>
        <source>The band of one class; without it, each pixel&apos;s highest class counts.</source>
        <translation>一つのクラスのバンド。指定しなければ各ピクセルで最も高いクラスを使います。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="104"/>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="104"/>
        <source>Counts and metrics at the thresholds 0.01 to 0.99.</source>
        <translation>しきい値 0.01〜0.99 での画素数と指標。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="111"/>
        <source>Histogram, precision and recall, F1 over the threshold, reliability, and the thresholds that the paper compared.</source>
        <translation>ヒストグラム、適合率と再現率、しきい値ごとの F1、信頼度、および論文で比較されたしきい値。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="122"/>
        <source>Best F1, lower end of the 95 % interval</source>
        <translation>最良の F1、95 % 区間の下限</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="122"/>
        <source>Best F1, upper end of the 95 % interval</source>
        <translation>最良の F1、95 % 区間の上限</translation>
    </message>
    <message>
        <location filename="../core/cam/suggestion.py" line="98"/>
        <source>The best F1 needs an inventory to compare with: give one, or choose another method.</source>
        <translation>最良の F1 には比較するインベントリが必要です。指定するか、別の方法を選んでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="154"/>
        <source>{name} has no band {band}: choose one.</source>
        <translation>{name} にバンド {band} はありません。別のバンドを選んでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="184"/>
        <source>The threshold {threshold:.3f} is suggested.</source>
        <translation>推奨されるしきい値は {threshold:.3f} です。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="88"/>
        <source>Join pixels that touch at a corner</source>
        <translation>角で接するピクセルをつなぐ</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="88"/>
        <source>Such pixels form one landslide, not two: along pixel edges a multipolygon whose parts touch at corners, or a smooth contour that crosses the corner.</source>
        <translation>角で接するピクセルを二つではなく一つの地すべりとします。ピクセルの縁に沿う場合は角で接するマルチポリゴンになり、滑らかな等値線の場合は角をまたいでつながります。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="55"/>
        <source>Train on one event</source>
        <translation>一つのイベントで学習</translation>
    </message>
    <message>
        <location filename="../algorithms/mapanewimage.py" line="34"/>
        <source>Map a new image</source>
        <translation>新しい画像の判読</translation>
    </message>
    <message>
        <location filename="../core/assessment/assess.py" line="112"/>
        <source>Matching {predicted} predicted polygons with {inventory} of the inventory.</source>
        <translation>予測ポリゴン {predicted} 個とインベントリの {inventory} 個を対応づけています。</translation>
    </message>
    <message>
        <location filename="../core/assessment/assess.py" line="119"/>
        <source>No predicted polygon lies in the area: precision is undefined.</source>
        <translation>区域内に予測ポリゴンがありません。適合率は定義されません。</translation>
    </message>
    <message>
        <location filename="../core/assessment/assess.py" line="119"/>
        <source>The inventory has no polygon in the area: recall is undefined.</source>
        <translation>区域内にインベントリのポリゴンがありません。再現率は定義されません。</translation>
    </message>
    <message>
        <location filename="../core/assessment/assess.py" line="125"/>
        <source>Measuring distances between outlines.</source>
        <translation>輪郭間の距離を測っています。</translation>
    </message>
    <message>
        <location filename="../core/assessment/inputs.py" line="77"/>
        <source>Neither {predicted} nor {inventory} holds polygons: there is nothing to assess.</source>
        <translation>{predicted} にも {inventory} にもポリゴンがなく、評価できません。</translation>
    </message>
    <message>
        <location filename="../core/inventory/statistics.py" line="165"/>
        <source>{name}: {count} polygons lie outside the area and are not counted.</source>
        <translation>{name}: 区域外のポリゴン {count} 個は数えません。</translation>
    </message>
    <message>
        <location filename="../core/assessment/inputs.py" line="116"/>
        <source>No area given: the rectangle around both layers is assessed, {area:.2f} km².</source>
        <translation>区域の指定がないため、両レイヤを囲む長方形 ({area:.2f} km²) を評価します。</translation>
    </message>
    <message>
        <location filename="../core/assessment/inputs.py" line="161"/>
        <source>{name}: {count} polygons that repeat others left out.</source>
        <translation>{name}: 重複するポリゴン {count} 個を除きました。</translation>
    </message>
    <message>
        <location filename="../core/assessment/inputs.py" line="161"/>
        <source>{name}: {count} polygons overlap: what they have in common is counted once.</source>
        <translation>{name}: {count} 個のポリゴンが重なっています。共通部分は一度だけ数えます。</translation>
    </message>
    <message>
        <location filename="../core/cam/automatic_thresholds.py" line="50"/>
        <source>The method “{method}” finds no threshold: the histogram has no two peaks. Choose another method.</source>
        <translation>方法「{method}」ではしきい値が見つかりません。ヒストグラムに二つの山がありません。別の方法を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/cam/cam.py" line="139"/>
        <source>The class activation raster {path} has no data: all its pixels are nodata.</source>
        <translation>クラス活性化ラスタ {path} にはデータがありません。すべてのピクセルがデータなしです。</translation>
    </message>
    <message>
        <location filename="../core/cam/block_counts.py" line="72"/>
        <source>{name} lies outside {cam}: choose layers of the same place.</source>
        <translation>{name} は {cam} の外にあります。同じ場所のレイヤを選んでください。</translation>
    </message>
    <message>
        <location filename="../core/cam/suggestion.py" line="120"/>
        <source>No pixel with data lies in the inventory and the area: there is no F1. Choose layers of the same place, or another method.</source>
        <translation>インベントリと区域の中にデータのあるピクセルがなく、F1 を計算できません。同じ場所のレイヤか、別の方法を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/cam/suggestion.py" line="126"/>
        <source>No pixel with data lies in the inventory and the area: there is no F1.</source>
        <translation>インベントリと区域の中にデータのあるピクセルがなく、F1 を計算できません。</translation>
    </message>
    <message>
        <location filename="../core/cam/histogram.py" line="62"/>
        <source>The class activation raster holds no data here: no threshold can be found. Is it of the right image, and the area of the right place?</source>
        <translation>クラス活性化ラスタのここにはデータがなく、しきい値が見つかりません。画像と区域の場所を確かめてください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/mapping.py" line="243"/>
        <source>Drawing the report.</source>
        <translation>レポートを作成しています。</translation>
    </message>
    <message>
        <location filename="../core/cam/block_counts.py" line="103"/>
        <source>{name}: {pixels} pixels lie in several polygons, and count once.</source>
        <translation>{name}: {pixels} ピクセルが複数のポリゴンに含まれます。一度だけ数えます。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="97"/>
        <source>The image that was classified: only what lies on it is assessed, and the report&apos;s map and pictures show it below the polygons.</source>
        <translation>分類した画像。画像上にあるものだけを評価し、レポートの地図と図ではポリゴンの背景に表示します。</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="38"/>
        <source>Training and classification run in a Python of their own, the runtime, which has Keras. This says which interpreter it is, the versions of its packages, the device it would run on, free memory and disk, what is missing, and what the last job printed. The report can be pasted into an issue as it is: it does not contain your name.</source>
        <translation>学習と分類は、Keras を備えた専用の Python(ランタイム)で実行されます。ここでは、使われるインタプリタ、パッケージのバージョン、使用するデバイス、メモリとディスクの空き、不足しているもの、直前のジョブの出力を示します。レポートにはユーザー名が含まれないため、そのまま issue に貼り付けられます。</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="47"/>
        <source>Report as a file</source>
        <translation>レポートのファイル</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="47"/>
        <source>The report as text; it is in the log as well.</source>
        <translation>テキスト形式のレポート。ログにも出力されます。</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="47"/>
        <source>Text file (*.txt)</source>
        <translation>テキストファイル (*.txt)</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="82"/>
        <source>Scarp&apos;s runtime</source>
        <translation>Scarp のランタイム</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="82"/>
        <source>Computer</source>
        <translation>コンピュータ</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="82"/>
        <source>missing</source>
        <translation>不足</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="82"/>
        <source>problem</source>
        <translation>問題</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="82"/>
        <source>The last job</source>
        <translation>直前のジョブ</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="82"/>
        <source>The last installation</source>
        <translation>直前のインストール</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="99"/>
        <source>The runtime lacks: {missing}. Install it with “{python} -m pip install …”, or run “Install runtime”.</source>
        <translation>ランタイムに不足しているもの: {missing}。「{python} -m pip install …」でインストールするか、「ランタイムのインストール」を実行してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="45"/>
        <source>Install runtime</source>
        <translation>ランタイムのインストール</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="48"/>
        <source>install</source>
        <translation>インストール</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="51"/>
        <source>Training and classification need Keras, which cannot be loaded into QGIS. This makes a Python environment for it in your QGIS profile, from QGIS&apos;s own Python, and tries a training step in it. Nothing else on your computer is changed. It downloads some hundred megabytes, or some thousand with NVIDIA&apos;s libraries, and takes minutes.</source>
        <translation>学習と分類には Keras が必要ですが、QGIS には読み込めません。そこで、QGIS の Python から QGIS プロファイル内に専用の Python 環境を作り、学習を 1 ステップ試します。コンピュータのほかの部分は変更しません。ダウンロードは数百 MB(NVIDIA のライブラリを含む場合は数千 MB)で、数分かかります。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="51"/>
        <source>Run it again to update, to change the backend, or after an update of QGIS. The old environment stays in use until the new one has been tried, and is then deleted: wait for other Scarp jobs to finish first.</source>
        <translation>更新、バックエンドの変更、QGIS の更新後には再び実行してください。古い環境は新しい環境の動作を確かめるまで使われ、その後削除されます。先に Scarp のほかのジョブを終わらせてください。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="51"/>
        <source>Instead you may name a Python of your own, such as that of a conda environment (“conda create -n scarp -c conda-forge python gdal keras tensorflow h5py scikit-image plotly shapely psutil”), in Settings &gt; Options &gt; Scarp or in the environment variable SCARP_PYTHON: also where there are no packages for QGIS's Python.</source>
        <translation>代わりに、conda 環境(「conda create -n scarp -c conda-forge python gdal keras tensorflow h5py scikit-image plotly shapely psutil」)など自分で用意した Python を、設定 &gt; オプション &gt; Scarp または環境変数 SCARP_PYTHON で指定することもできます。QGIS の Python 用のパッケージがない場合にも使えます。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="82"/>
        <source>What computes. TensorFlow on the CPU is the smallest that does everything. For NVIDIA&apos;s GPUs: on Linux TensorFlow with CUDA, or torch; on Windows torch, with the index of packages below.</source>
        <translation>計算に使うライブラリ。すべての機能が使える中で最も小さいのは CPU 版の TensorFlow です。NVIDIA の GPU を使う場合、Linux では CUDA 対応の TensorFlow または torch、Windows では torch とし、下のパッケージインデックスを指定します。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="92"/>
        <source>Folder of packages</source>
        <translation>パッケージのフォルダ</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="114"/>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="114"/>
        <source>Install, or bring up to date; or remove the environment from the profile.</source>
        <translation>環境をインストールまたは更新します。あるいはプロファイルから削除します。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="114"/>
        <source>Install or update</source>
        <translation>インストールまたは更新</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="114"/>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="122"/>
        <source>Size (MB)</source>
        <translation>サイズ (MB)</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="123"/>
        <source>Duration (minutes)</source>
        <translation>所要時間(分)</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="272"/>
        <source>Removing the runtime.</source>
        <translation>ランタイムを削除しています。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="146"/>
        <source>Looking for QGIS&apos;s own Python.</source>
        <translation>QGIS の Python を探しています。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="151"/>
        <source>{backend} is installed and works: {megabytes} MB in {folder}.</source>
        <translation>{backend} をインストールし、動作を確認しました({folder} に {megabytes} MB)。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="171"/>
        <source>Jobs still run in {path}, named in {place}: clear that to use the new runtime.</source>
        <translation>ジョブは引き続き {path}({place} で指定)で実行されます。指定を消すと、新しいランタイムが使われます。</translation>
    </message>
    <message>
        <location filename="../core/assessment/inputs.py" line="133"/>
        <source>The image {path} covers nothing of the area: choose the one that was classified.</source>
        <translation>画像 {path} は区域をまったく覆っていません。分類した画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/assessment/inputs.py" line="138"/>
        <source>The image covers {area:.2f} km² of it, and only that is assessed.</source>
        <translation>そのうち画像が覆う {area:.2f} km² だけを評価します。</translation>
    </message>
    <message>
        <location filename="../core/vectors/equal_area.py" line="86"/>
        <source>The coordinate reference system “{name}” has no place on the Earth, so areas cannot be measured in it: choose the right CRS for the layer.</source>
        <translation>座標参照系「{name}」は地球上の位置を持たないため、面積を測れません。レイヤに正しい CRS を設定してください。</translation>
    </message>
    <message>
        <location filename="../gui/counting/counting_task.py" line="193"/>
        <source>Scarp: metrics at all thresholds</source>
        <translation>Scarp: すべてのしきい値の指標</translation>
    </message>
    <message>
        <location filename="../gui/preview/curve_plot.py" line="45"/>
        <source>Metrics over the threshold</source>
        <translation>しきい値ごとの指標</translation>
    </message>
    <message>
        <location filename="../gui/preview/curve_plot.py" line="71"/>
        <source>share of the area</source>
        <translation>面積の割合</translation>
    </message>
    <message>
        <location filename="../gui/preview/curve_plot.py" line="105"/>
        <source>No metrics yet</source>
        <translation>指標はまだありません</translation>
    </message>
    <message>
        <location filename="../gui/preview/help.py" line="13"/>
        <source>Scarp: threshold preview</source>
        <translation>Scarp: しきい値のプレビュー</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="126"/>
        <source>Whole area</source>
        <translation>全範囲</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="126"/>
        <source>Present extent only</source>
        <translation>現在の表示範囲のみ</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="127"/>
        <source>What the metrics cover</source>
        <translation>指標の対象</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="128"/>
        <source>What the metrics cover: the whole CAM, or what the map shows.</source>
        <translation>指標の対象。CAM の全体、または地図の表示範囲。</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="162"/>
        <source>On the map</source>
        <translation>地図に表示</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="64"/>
        <source>Nine maps</source>
        <translation>9 枚の地図</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="131"/>
        <source>Copy table</source>
        <translation>表をコピー</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="131"/>
        <source>Copies the metrics at 0.1 to 0.9 and at 0.51 to 0.59.</source>
        <translation>0.1〜0.9 と 0.51〜0.59 の指標をコピーします。</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="144"/>
        <source>0.1 to 0.9</source>
        <translation>0.1〜0.9</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="144"/>
        <source>As Figure 12 of the paper</source>
        <translation>論文の図 12 と同じ</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="146"/>
        <source>Around</source>
        <translation>周辺</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="146"/>
        <source>Nine hundredths around this threshold, as Figure 13 of the paper</source>
        <translation>このしきい値の周辺を 0.01 刻みで 9 段階(論文の図 13 と同じ)</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="149"/>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="170"/>
        <source>Extract polygons…</source>
        <translation>ポリゴンを抽出…</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="176"/>
        <source>Extract at once, to a temporary layer</source>
        <translation>すぐに一時レイヤへ抽出</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="143"/>
        <source>Help</source>
        <translation>ヘルプ</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock.py" line="204"/>
        <source>The extent of the map cannot be transformed to the CRS of the CAM.</source>
        <translation>地図の表示範囲を CAM の座標参照系に変換できません。</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="41"/>
        <source>Save the nine maps</source>
        <translation>9 枚の地図を保存</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="41"/>
        <source>PNG picture (*.png)</source>
        <translation>PNG 画像 (*.png)</translation>
    </message>
    <message>
        <location filename="../gui/maps/printed_maps.py" line="101"/>
        <source>{path} cannot be written.</source>
        <translation>{path} に書き込めません。</translation>
    </message>
    <message>
        <location filename="../gui/counting/counting_task.py" line="58"/>
        <source>best F1</source>
        <translation>最良の F1</translation>
    </message>
    <message>
        <location filename="../gui/counting/counting_task.py" line="60"/>
        <source>model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Threshold preview</source>
        <translation>しきい値のプレビュー</translation>
    </message>
    <message>
        <location filename="../gui/entries.py" line="47"/>
        <source>Scarp: choose a threshold while looking at the map</source>
        <translation>Scarp: 地図を見ながらしきい値を選ぶ</translation>
    </message>
    <message>
        <location filename="../gui/entries.py" line="58"/>
        <source>Scarp: preview thresholds</source>
        <translation>Scarp: しきい値をプレビュー</translation>
    </message>
    <message>
        <location filename="../gui/preview/extracting.py" line="78"/>
        <source>No polygons were made.</source>
        <translation>ポリゴンは作成されませんでした。</translation>
    </message>
    <message>
        <location filename="../gui/preview/extracting.py" line="85"/>
        <source>{count} polygons at {threshold:g}.</source>
        <translation>しきい値 {threshold:g} で {count} ポリゴン。</translation>
    </message>
    <message>
        <location filename="../gui/counting/accuracy_table.py" line="39"/>
        <source>Pixels</source>
        <translation>ピクセル数</translation>
    </message>
    <message>
        <location filename="../gui/counting/accuracy_table.py" line="39"/>
        <source>Area (km²)</source>
        <translation>面積 (km²)</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="65"/>
        <source>Layers</source>
        <translation>レイヤ</translation>
    </message>
    <message>
        <location filename="../gui/preview/layer_choice.py" line="47"/>
        <source>The class whose values are looked at.</source>
        <translation>値を表示するクラス。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="191"/>
        <source>&amp;CAM</source>
        <translation>CAM(&amp;C)</translation>
    </message>
    <message>
        <location filename="../gui/preview/layer_choice.py" line="51"/>
        <source>The class activation raster, as “Classify” makes it.</source>
        <translation>「分類」が作成するクラス活性化ラスタ。</translation>
    </message>
    <message>
        <location filename="../gui/preview/layer_choice.py" line="51"/>
        <source>&amp;Inventory</source>
        <translation>インベントリ(&amp;I)</translation>
    </message>
    <message>
        <location filename="../gui/preview/layer_choice.py" line="51"/>
        <source>Known landslides, shown in red. Without them there are no metrics of accuracy.</source>
        <translation>既知の地すべり。赤で表示します。指定がなければ精度の指標は得られません。</translation>
    </message>
    <message>
        <location filename="../gui/preview/layer_choice.py" line="51"/>
        <source>&amp;Mapped area</source>
        <translation>判読範囲(&amp;M)</translation>
    </message>
    <message>
        <location filename="../gui/preview/layer_choice.py" line="51"/>
        <source>Where the inventory is complete: metrics cover this area only.</source>
        <translation>インベントリが完全な区域。指標はこの区域だけを対象とします。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="191"/>
        <source>Im&amp;age</source>
        <translation>画像(&amp;A)</translation>
    </message>
    <message>
        <location filename="../gui/preview/layer_choice.py" line="51"/>
        <source>Shown below, even if it is switched off.</source>
        <translation>レイヤが非表示でも背景に表示します。</translation>
    </message>
    <message>
        <location filename="../gui/preview/layer_choice.py" line="83"/>
        <source>C&amp;lass</source>
        <translation>クラス(&amp;L)</translation>
    </message>
    <message>
        <location filename="../gui/preview/layer_choice.py" line="190"/>
        <source>Each pixel&apos;s highest class</source>
        <translation>各ピクセルで最も高いクラス</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="84"/>
        <source>Runtime: the Python that trains and classifies</source>
        <translation>ランタイム: 学習と分類を行う Python</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="189"/>
        <source>Install…</source>
        <translation>インストール…</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="90"/>
        <source>Remove…</source>
        <translation>削除…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="189"/>
        <source>Check…</source>
        <translation>確認…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="190"/>
        <source>Tries the current settings, and writes a report that you can pass on.</source>
        <translation>現在の設定を試し、ほかの人に渡せるレポートを出力します。</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="102"/>
        <source>A Python with Keras</source>
        <translation>Keras のある Python</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="105"/>
        <source>Managed by Scarp</source>
        <translation>Scarp が管理</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="107"/>
        <source>Python of your own</source>
        <translation>自分で用意した Python</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="109"/>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="114"/>
        <source>Optional: the Python of an environment that you have made, such as one of conda (“conda create -n scarp -c conda-forge python gdal keras tensorflow h5py scikit-image plotly shapely psutil”). It comes before SCARP_PYTHON, and before the one managed by Scarp.</source>
        <translation>任意: conda(「conda create -n scarp -c conda-forge python gdal keras tensorflow h5py scikit-image plotly shapely psutil」)など、自分で作った環境の Python。SCARP_PYTHON や Scarp が管理するものより優先されます。</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="122"/>
        <source>Training and classification</source>
        <translation>学習と分類</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="124"/>
        <source>Automatic: the one installed</source>
        <translation>自動: インストール済みのもの</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="134"/>
        <source>Automatic: what is free</source>
        <translation>自動: 空きメモリ</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="138"/>
        <source>Memory limit</source>
        <translation>メモリの上限</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="148"/>
        <source>Device and precision apply where a step&apos;s own parameter is set to automatic. Tiles and batches are sized to fit into the memory limit; a GPU&apos;s memory does not count.</source>
        <translation>デバイスと精度は、各処理のパラメータが自動のときに使われます。タイルとバッチはメモリの上限に収まるように決められます。GPU のメモリは含みません。</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="186"/>
        <source>Not installed. Installing takes minutes, and some hundred megabytes.</source>
        <translation>インストールされていません。インストールには数分の時間と数百 MB の容量が必要です。</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="188"/>
        <source>{backend}, Python {python}, {megabytes} MB, since {date}.</source>
        <translation>{backend}、Python {python}、{megabytes} MB、{date} にインストール。</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="200"/>
        <source>Update or change…</source>
        <translation>更新・変更…</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="210"/>
        <source>{path}, named above</source>
        <translation>{path}(上で指定)</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="173"/>
        <source>{path}, named in SCARP_PYTHON</source>
        <translation>{path}(SCARP_PYTHON で指定)</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="174"/>
        <source>{path}, managed by Scarp</source>
        <translation>{path}(Scarp が管理)</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="185"/>
        <source>None yet: install it, or name a Python of your own.</source>
        <translation>まだありません。インストールするか、自分で用意した Python を指定してください。</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="245"/>
        <source>Remove the runtime from {folder}? Models and results stay. Training and classification need it, or another one.</source>
        <translation>{folder} のランタイムを削除しますか？モデルと結果は残ります。学習と分類には、このランタイムか別のランタイムが必要です。</translation>
    </message>
    <message>
        <location filename="../gui/maps/small_maps.py" line="221"/>
        <source>Map at the threshold {threshold}</source>
        <translation>しきい値 {threshold} の地図</translation>
    </message>
    <message>
        <location filename="../gui/maps/small_maps.py" line="222"/>
        <source>Takes {threshold} and shows the thresholds around it</source>
        <translation>{threshold} を選び、その周辺のしきい値を表示します</translation>
    </message>
    <message>
        <location filename="../gui/preview/threshold_slider.py" line="46"/>
        <source>Pixels with at least this value are landslides. Arrows: 0.01, page keys: 0.1.</source>
        <translation>値がこれ以上のピクセルを地すべりとします。矢印キー: 0.01、PageUp/PageDown キー: 0.1。</translation>
    </message>
    <message>
        <location filename="../gui/preview/threshold_slider.py" line="56"/>
        <source>&amp;Threshold</source>
        <translation>しきい値(&amp;T)</translation>
    </message>
    <message>
        <location filename="../gui/preview/threshold_slider.py" line="121"/>
        <source>Takes the threshold {threshold:.3f}</source>
        <translation>しきい値 {threshold:.3f} を選びます</translation>
    </message>
    <message>
        <location filename="../models/hardware/devices.py" line="64"/>
        <source>{backend} trains on one GPU only: for all {count} choose TensorFlow or JAX.</source>
        <translation>{backend} は 1 台の GPU だけで学習します。{count} 台すべてで学習するには TensorFlow か JAX を選んでください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/base_python.py" line="129"/>
        <source>QGIS&apos;s own Python {version} was not found as a program that has GDAL and numpy (looked at: {paths}). Make an environment with conda instead, and name its Python in Settings &gt; Options &gt; Scarp or in SCARP_PYTHON.</source>
        <translation>QGIS の Python {version} で、GDAL と numpy を備えた実行ファイルが見つかりません(探した場所: {paths})。代わりに conda で環境を作り、その Python を設定 &gt; オプション &gt; Scarp または SCARP_PYTHON で指定してください。</translation>
    </message>
    <message>
        <location filename="../runtime/interpreter.py" line="48"/>
        <source>No Python with Keras was found. Run “Install runtime” (in the toolbox under Scarp &gt; Runtime, or by the button in Settings &gt; Options &gt; Scarp), or name a Python of your own there or in the environment variable {variable}.</source>
        <translation>Keras のある Python が見つかりません。「ランタイムのインストール」(ツールボックスの Scarp &gt; ランタイム、または設定 &gt; オプション &gt; Scarp のボタン)を実行するか、自分で用意した Python を設定 &gt; オプション &gt; Scarp または環境変数 {variable} で指定してください。</translation>
    </message>
    <message>
        <location filename="../runtime/interpreter.py" line="57"/>
        <source>The backend chosen in Settings &gt; Options &gt; Scarp is {chosen}, but the runtime has {installed}: choose automatic there, or run “Install runtime” with {chosen}.</source>
        <translation>設定 &gt; オプション &gt; Scarp で選ばれたバックエンドは {chosen} ですが、ランタイムにあるのは {installed} です。自動を選ぶか、{chosen} を指定して「ランタイムのインストール」を実行してください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/install.py" line="36"/>
        <source>The packages were installed, but a training step fails with them: {reason}</source>
        <translation>パッケージはインストールされましたが、学習の試行に失敗しました: {reason}</translation>
    </message>
    <message>
        <location filename="../runtime/install/install.py" line="126"/>
        <source>{backend} is for Linux only: choose torch, which can use GPUs here.</source>
        <translation>{backend} は Linux 専用です。この環境で GPU を使える torch を選んでください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/install.py" line="131"/>
        <source>The folder {folder} holds no packages (*.whl): name another, or leave it empty.</source>
        <translation>フォルダ {folder} にパッケージ (*.whl) がありません。別のフォルダを指定するか、空欄にしてください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/install.py" line="148"/>
        <source>{backend} needs {needed} MB in {folder} while it is installed, and {free} MB are free: make room, or choose a smaller backend.</source>
        <translation>{backend} のインストールには {folder} に {needed} MB が必要ですが、空きは {free} MB です。空きを増やすか、より小さいバックエンドを選んでください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/runtime_checks.py" line="101"/>
        <source>The runtime has no GDAL: it must be made from QGIS&apos;s own Python.</source>
        <translation>ランタイムに GDAL がありません。QGIS の Python から作る必要があります。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/runtime_checks.py" line="125"/>
        <source>Training a tiny network for one step.</source>
        <translation>小さなネットワークで学習を 1 ステップ試しています。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/runtime_checks.py" line="132"/>
        <source>A model that was written is read differently: install again.</source>
        <translation>保存したモデルを読み込むと内容が一致しません。インストールし直してください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/venv_builder.py" line="84"/>
        <source>Making a virtual environment with {python}.</source>
        <translation>{python} で仮想環境を作成しています。</translation>
    </message>
    <message>
        <location filename="../runtime/install/venv_builder.py" line="90"/>
        <source>Installing {backend}.</source>
        <translation>{backend} をインストールしています。</translation>
    </message>
    <message>
        <location filename="../runtime/install/venv_builder.py" line="127"/>
        <source>No virtual environment could be made with {python}: {reason}</source>
        <translation>{python} で仮想環境を作成できませんでした: {reason}</translation>
    </message>
    <message>
        <location filename="../runtime/install/venv_builder.py" line="150"/>
        <source>QGIS's Python has no pip, ensurepip or virtualenv: install one of them (on Debian and Ubuntu: “sudo apt install python3-venv python3-pip”) and try again.</source>
        <translation>QGIS の Python に pip、ensurepip、virtualenv のいずれもありません。どれかをインストールして(Debian・Ubuntu では「sudo apt install python3-venv python3-pip」)、やり直してください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/venv_builder.py" line="240"/>
        <source>Downloading {file} ({size}).</source>
        <translation>{file} ({size}) をダウンロードしています。</translation>
    </message>
    <message>
        <location filename="../runtime/install/venv_builder.py" line="242"/>
        <source>Unpacking {count} packages.</source>
        <translation>{count} 個のパッケージを展開しています。</translation>
    </message>
    <message>
        <location filename="../runtime/install/environments.py" line="74"/>
        <source>The runtime in {folder} has lost the Python that it was made from, as after an update of QGIS: run “Install runtime” again.</source>
        <translation>QGIS の更新などにより、{folder} のランタイムの元になった Python がなくなりました。「ランタイムのインストール」を再び実行してください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/environments.py" line="83"/>
        <source>The runtime was made for Python {old}, and QGIS has Python {new} now: run “Install runtime” again.</source>
        <translation>ランタイムは Python {old} 用ですが、現在の QGIS は Python {new} です。「ランタイムのインストール」を再び実行してください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/environments.py" line="185"/>
        <source>Nothing can be written into the QGIS profile&apos;s folder {folder} ({reason}).</source>
        <translation>QGIS プロファイルのフォルダ {folder} に書き込めません ({reason})。</translation>
    </message>
    <message>
        <location filename="../runtime/install/environments.py" line="194"/>
        <source>The runtime is being installed or removed elsewhere at this moment, perhaps in another window of QGIS: wait until that is done.</source>
        <translation>ランタイムは現在、QGIS の別のウィンドウなどでインストールまたは削除されています。終わるまで待ってください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/pip_problems.py" line="33"/>
        <source>The disk became full while {backend} was installed: make room and try again.</source>
        <translation>{backend} のインストール中にディスクがいっぱいになりました。空きを増やしてやり直してください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/pip_problems.py" line="45"/>
        <source>Windows allows no paths of more than 260 characters here: switch on “long paths” in Windows (LongPathsEnabled), or use a QGIS profile with a short path.</source>
        <translation>この Windows では 260 文字を超えるパスを使えません。Windows の「長いパス」(LongPathsEnabled) を有効にするか、パスの短い QGIS プロファイルを使ってください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/pip_problems.py" line="52"/>
        <source>pip cannot use the SOCKS proxy of QGIS&apos;s settings: name an HTTP proxy there, or install from a folder of packages.</source>
        <translation>pip は QGIS に設定された SOCKS プロキシを使えません。HTTP プロキシを設定するか、パッケージのフォルダからインストールしてください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/pip_problems.py" line="59"/>
        <source>The package index shows a certificate that is not trusted: add your network&apos;s certificate in Settings &gt; Options &gt; Authentication &gt; Manage certificates, or name it to pip (PIP_CERT).</source>
        <translation>パッケージインデックスの証明書が信頼されていません。ネットワークの証明書を設定 &gt; オプション &gt; 認証 &gt; 証明書の管理で追加するか、pip に指定してください (PIP_CERT)。</translation>
    </message>
    <message>
        <location filename="../runtime/install/pip_problems.py" line="67"/>
        <source>QGIS&apos;s Python has no SSL when it runs on its own: install from a folder of packages, or name the Python of a conda environment in Settings &gt; Options &gt; Scarp.</source>
        <translation>QGIS の Python は単独で実行すると SSL を使えません。パッケージのフォルダからインストールするか、conda 環境の Python を設定 &gt; オプション &gt; Scarp で指定してください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/pip_problems.py" line="75"/>
        <source>The package index cannot be reached: check the network and the proxy in Settings &gt; Options &gt; Network, or install from a folder of packages.</source>
        <translation>パッケージインデックスに接続できません。ネットワークと、設定 &gt; オプション &gt; ネットワークのプロキシを確かめるか、パッケージのフォルダからインストールしてください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/pip_problems.py" line="82"/>
        <source>The folder {folder} lacks the package {package} for Python {python} on this system: download it there with “pip download” as the help of “Install runtime” says.</source>
        <translation>フォルダ {folder} に、このシステムの Python {python} 用のパッケージ {package} がありません。「ランタイムのインストール」のヘルプに従って「pip download」でダウンロードしてください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/pip_problems.py" line="93"/>
        <source>There is no package {package} for Python {python} on this system, so {backend} cannot be installed: choose another backend, or make an environment with conda and name its Python in Settings &gt; Options &gt; Scarp or in SCARP_PYTHON.</source>
        <translation>このシステムの Python {python} 用のパッケージ {package} がないため、{backend} をインストールできません。別のバックエンドを選ぶか、conda で環境を作り、その Python を設定 &gt; オプション &gt; Scarp または SCARP_PYTHON で指定してください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/pip_problems.py" line="104"/>
        <source>pip could not install {backend}. Last output: {words}</source>
        <translation>pip で {backend} をインストールできませんでした。最後の出力: {words}</translation>
    </message>
    <message>
        <location filename="../models/settings/parameter.py" line="49"/>
        <source>Automatic: a GPU if there is one. torch classifies on all GPUs, but trains on one.</source>
        <translation>自動: GPU があれば使います。torch は、すべての GPU で分類できますが、学習は 1 台だけで行います。</translation>
    </message>
    <message>
        <location filename="../core/device_options.py" line="13"/>
        <source>All GPUs</source>
        <translation>すべての GPU</translation>
    </message>
    <message>
        <location filename="../models/settings/parameter.py" line="42"/>
        <source>Numerical precision</source>
        <translation>計算精度</translation>
    </message>
    <message>
        <location filename="../models/training/monitor.py" line="145"/>
        <source>Logs for TensorBoard are written by TensorFlow only: choose that backend, or name no TensorBoard folder.</source>
        <translation>TensorBoard 用のログを書けるのは TensorFlow だけです。バックエンドに TensorFlow を選ぶか、TensorBoard フォルダーを指定しないでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/problems.py" line="29"/>
        <source>{path} cannot be read ({reason}).</source>
        <translation>{path} を読み込めません ({reason})。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/problems.py" line="57"/>
        <source>There is not enough memory for this step: close other programs, or use less data.</source>
        <translation>このステップを実行するメモリが足りません。ほかのプログラムを閉じるか、データを減らしてください。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/problems.py" line="61"/>
        <source>Scarp failed unexpectedly ({error}). “Check runtime” shows the details: please report them.</source>
        <translation>Scarp で予期しないエラーが起きました ({error})。詳細は「ランタイムの確認」に表示されますので、ご報告ください。</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="82"/>
        <source>The last failure of a step</source>
        <translation>最後に失敗したステップ</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="126"/>
        <source>The extent is empty, or not made of four numbers: choose another one.</source>
        <translation>範囲が空か、四つの数値になっていません。別の範囲を選んでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="51"/>
        <source>Proxy and certificates are those of QGIS&apos;s settings. Of pip&apos;s own settings (pip.conf, PIP_INDEX_URL) the index, proxy, certificates and trusted hosts are obeyed; further indexes are not asked, because a package of the same name there could replace the real one.</source>
        <translation>プロキシと証明書は QGIS の設定に従います。pip の設定 (pip.conf、PIP_INDEX_URL) のうち、インデックス、プロキシ、証明書、信頼するホストを使います。追加のインデックスは使いません。同名の別のパッケージが本物の代わりに入るおそれがあるためです。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="92"/>
        <source>To install without a network: a folder with all packages (*.whl). Fill it on another computer with the same system and Python: “pip download --only-binary :all: --dest FOLDER -r requirements/lock/tensorflow-numpy2.txt” (the file is in the plugin's folder; numpy1 for a QGIS whose numpy is older than 2). Empty: from pip's package index, each package being checked by its hash.</source>
        <translation>ネットワークなしでインストールする場合: すべてのパッケージ (*.whl) を入れたフォルダ。同じ OS と Python の別のコンピュータで「pip download --only-binary :all: --dest FOLDER -r requirements/lock/tensorflow-numpy2.txt」を実行して用意します(ファイルはプラグインのフォルダにあります。QGIS の numpy が 2 より古い場合は numpy1)。空: pip のパッケージインデックスから取得し、各パッケージをハッシュで確かめます。</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="103"/>
        <source>Index of the backend&apos;s packages</source>
        <translation>バックエンドのパッケージのインデックス</translation>
    </message>
    <message>
        <location filename="../algorithms/installruntime.py" line="103"/>
        <source>Address of an index that the backend is taken from, such as the one that PyTorch&apos;s installation page names for CUDA on Windows. All other packages come from pip&apos;s index.</source>
        <translation>バックエンドを取得するインデックスのアドレス。たとえば PyTorch のインストールページにある Windows の CUDA 用のもの。ほかのパッケージはすべて pip のインデックスから取得します。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/layer_sources.py" line="107"/>
        <source>The nodata values that the layer {name} sets cannot be passed on: save it with a single nodata value first, with Export &gt; Save As.</source>
        <translation>レイヤ {name} がデータなしとする値を引き継げません。「エクスポート &gt; 名前を付けて保存」で、データなしの値を一つにして保存してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/results/outputs.py" line="127"/>
        <source>“{one}” and “{other}” are to be written to the same file, {path}: give each a name of its own.</source>
        <translation>「{one}」と「{other}」の出力先が同じファイル {path} になっています。それぞれ別の名前にしてください。</translation>
    </message>
    <message>
        <location filename="../algorithms/results/outputs.py" line="143"/>
        <source>“{label}” is to be written to {path}, which is an input of this step: choose another name, or the input would be lost.</source>
        <translation>「{label}」の出力先 {path} はこのステップの入力です。そのままでは失われるため、別の名前を選んでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/results/outputs.py" line="169"/>
        <source>{path} holds {count} layers ({names}), all of which would be lost: choose another file, or “Save to GeoPackage…”, which adds a layer to it.</source>
        <translation>{path} には {count} 個のレイヤ ({names}) があり、すべて失われてしまいます。別のファイルを選ぶか、レイヤを追加する「GeoPackage に保存…」を使ってください。</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="37"/>
        <source>Trains a network several times, with class weight, loss weight, solid distance, blur distance and learning rate drawn at random from ranges, and keeps the model with the lowest validation loss. The first trial has the settings as they are given. The best of many trials is best partly by chance, so one half of the labelled validation blocks selects the trial, and its metrics are measured on the other half.</source>
        <translation>クラス重み、損失重み、ソリッド距離、ぼかし距離、学習率を範囲から無作為に選んで何度か学習し、検証損失が最も小さいモデルを残します。最初の試行は指定どおりの設定で行います。多くの試行の最良は偶然にもよるため、検証用のラベル付きブロックの半分で試行を選び、残りの半分で指標を測ります。</translation>
    </message>
    <message>
        <location filename="../algorithms/results/sinks.py" line="158"/>
        <source>{path} could not be written.</source>
        <translation>{path} を書き込めませんでした。</translation>
    </message>
    <message>
        <location filename="../algorithms/results/sinks.py" line="169"/>
        <source>{path} could not be written whole: is the disk full?</source>
        <translation>{path} を最後まで書き込めませんでした。ディスクの空き容量を確かめてください。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="145"/>
        <source>Left out between them, within {guard} pixels of the validation part: {pixels} labelled pixels.</source>
        <translation>検証用の部分から {guard} ピクセル以内の、ラベル付き {pixels} ピクセルを除きました。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="63"/>
        <source>Label rasters to measure with, of another area. Without them a fifth of the labelled blocks of the training rasters is held out, and labels near them are left out.</source>
        <translation>検証に使う、別の区域のラベルラスタ。指定しなければ、学習ラスタのラベル付きブロックの 5 分の 1 を検証用に取り置き、その近くのラベルを除きます。</translation>
    </message>
    <message>
        <location filename="../core/files.py" line="108"/>
        <source>{path} is a folder: choose another name.</source>
        <translation>{path} はフォルダです。別の名前を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/files.py" line="112"/>
        <source>{path} is open in another program, which has not written all changes into it yet ({log} is not empty): close it there, or choose another output.</source>
        <translation>{path} は別のプログラムで開かれていて、まだ書き込まれていない変更があります({log} が空ではありません)。そのプログラムで閉じるか、別の出力先を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/files.py" line="126"/>
        <source>{path} cannot be replaced ({reason}): close it in other programs, or choose another output.</source>
        <translation>{path} を置き換えられません ({reason})。ほかのプログラムで閉じるか、別の出力先を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/files.py" line="179"/>
        <source>{path} cannot be replaced ({reason}): is it open in another program? The result is kept as {kept}.</source>
        <translation>{path} を置き換えられません ({reason})。別のプログラムで開いていないか確かめてください。結果は {kept} に保存しました。</translation>
    </message>
    <message>
        <location filename="../core/rasters/georeference.py" line="49"/>
        <source>The extent is not made of four numbers: choose another one.</source>
        <translation>範囲が四つの数値になっていません。別の範囲を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/rasters/georeference.py" line="87"/>
        <source>Coordinates cannot be brought from the CRS “{source}” to “{target}”: set the right CRS of the layers first.</source>
        <translation>CRS「{source}」から「{target}」へ座標を変換できません。先にレイヤに正しい CRS を設定してください。</translation>
    </message>
    <message>
        <location filename="../core/labels/label_raster.py" line="53"/>
        <source>{path} is a damaged label raster: its classes or its fill value cannot be read. Make it again with “Create label raster”.</source>
        <translation>ラベルラスタ {path} は壊れています。クラスまたは埋め込み値を読み込めません。「ラベルラスタの作成」で作り直してください。</translation>
    </message>
    <message>
        <location filename="../core/rasters/raster.py" line="205"/>
        <source>The georeference of {path} is damaged (its geotransform is {numbers}): georeference it anew.</source>
        <translation>{path} の位置情報が壊れています(ジオトランスフォーム: {numbers})。位置合わせをやり直してください。</translation>
    </message>
    <message>
        <location filename="../core/labels/shared_labels.py" line="37"/>
        <source>{share} % of the labelled pixels of the validation rasters are labelled in the training rasters, too, so the figures, the best epoch and the suggested threshold are not reliable: give validation rasters of another area, or none.</source>
        <translation>検証用ラスタのラベル付きピクセルの {share} % は学習ラスタでもラベル付けされています。このため、指標、最良のエポック、推奨しきい値は信頼できません。別の区域の検証用ラスタを指定するか、何も指定しないでください。</translation>
    </message>
    <message>
        <location filename="../core/vectors/class_field.py" line="47"/>
        <source>The field “{field}” of {name} holds lists or binary data: choose one that holds a text or a number.</source>
        <translation>{name} のフィールド「{field}」はリストまたはバイナリデータです。文字列か数値のフィールドを選んでください。</translation>
    </message>
    <message>
        <location filename="../core/vectors/projecting.py" line="86"/>
        <source>The coordinates of {name} do not fit its CRS, {crs}, which is probably wrong: set the right one in the layer&apos;s properties.</source>
        <translation>{name} の座標はその CRS {crs} に合いません。CRS が誤っていると思われます。レイヤのプロパティで正しい CRS を設定してください。</translation>
    </message>
    <message>
        <location filename="../core/vectors/polygon_layer.py" line="168"/>
        <source>{name}: {count} features outside the area of the CRS left out, ids {ids}.</source>
        <translation>{name}: CRS の範囲外にある {count} 個の地物を除きました (ID: {ids})。</translation>
    </message>
    <message>
        <location filename="../core/vectors/polygon_layer.py" line="196"/>
        <source>{name} does not overlap with the image {image}. If it should, its CRS, {crs}, or the image&apos;s is wrong.</source>
        <translation>{name} は画像 {image} と重なりません。重なるはずであれば、その CRS {crs} か画像の CRS が誤っています。</translation>
    </message>
    <message>
        <location filename="../models/data/holdout.py" line="152"/>
        <source>No validation rasters: a fifth of the labelled blocks of the training rasters is held out for validation, and labels within {guard} pixels of them are left out.</source>
        <translation>検証用ラスタがないため、学習ラスタのラベル付きブロックの 5 分の 1 を検証用に取り置き、そこから {guard} ピクセル以内のラベルを除きます。</translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="209"/>
        <source>The weights of “{layer}” in {path} are not finite: its training diverged (choose a smaller learning rate), or the file is damaged.</source>
        <translation>{path} の「{layer}」の重みが有限の値ではありません。学習が発散した(学習率を小さくしてください)か、ファイルが壊れています。</translation>
    </message>
    <message>
        <location filename="../models/training/search.py" line="134"/>
        <source>One half of the labelled blocks for validation chooses the best trial, the other gives its final figures.</source>
        <translation>検証用のラベル付きブロックの半分で最良の試行を選び、残りの半分で最終的な指標を求めます。</translation>
    </message>
    <message>
        <location filename="../models/training/search.py" line="142"/>
        <source>Too few features for validation to set any apart: the final figures are of the same labels that choose the best trial, and are therefore optimistic.</source>
        <translation>検証用の対象が少なく、取り分けられません。最終的な指標は最良の試行を選んだのと同じラベルによるため、実際より良い値になります。</translation>
    </message>
    <message>
        <location filename="../models/storage/hdf5_file.py" line="104"/>
        <source>{path} is refused: “{name}” is to be read from elsewhere, not from this file.</source>
        <translation>{path} は受け付けません。「{name}」がこのファイルではなく別の場所から読み込まれるようになっています。</translation>
    </message>
    <message>
        <location filename="../models/storage/hdf5_file.py" line="117"/>
        <source>{path} could not be read within {seconds} seconds: it is damaged.</source>
        <translation>{path} を {seconds} 秒以内に読み込めませんでした。ファイルが壊れています。</translation>
    </message>
    <message>
        <location filename="../models/storage/hdf5_file.py" line="124"/>
        <source>The file {path} is damaged: the weights of “{layer}” are missing, or of another size than the network's.</source>
        <translation>ファイル {path} は壊れています。「{layer}」の重みがないか、ネットワークと大きさが異なります。</translation>
    </message>
    <message>
        <location filename="../models/training/train.py" line="124"/>
        <source>Memory ran out: the training goes on in epoch {epoch}, with {batch} patches per batch.</source>
        <translation>メモリが不足したため、バッチあたり {batch} パッチにして、エポック {epoch} から学習を続けます。</translation>
    </message>
    <message>
        <location filename="../models/inference/image_values.py" line="54"/>
        <source>{path}: scale and offset of its bands are applied, as in training.</source>
        <translation>{path}: 学習時と同じく、バンドのスケールとオフセットを適用します。</translation>
    </message>
    <message>
        <location filename="../models/inference/image_values.py" line="56"/>
        <source>{path}: the offset of its bands, {offset:g} in stored numbers, is applied, and their scale is not: the model was trained on stored numbers.</source>
        <translation>{path}: バンドのオフセット(格納値で {offset:g})を適用し、スケールは適用しません。モデルが格納値で学習されているためです。</translation>
    </message>
    <message>
        <location filename="../models/inference/image_values.py" line="61"/>
        <source>{path}: the scale of its bands is not applied: the model was trained on stored numbers.</source>
        <translation>{path}: バンドのスケールは適用しません。モデルが格納値で学習されているためです。</translation>
    </message>
    <message>
        <location filename="../models/inference/image_values.py" line="79"/>
        <source>The values of {path} are around {found:.4g}, those that the model was trained on around {trained:.4g}: it will hardly find anything right. Are both of the same sensor, and in the same units?</source>
        <translation>{path} の値は {found:.4g} 前後ですが、モデルの学習に使われた値は {trained:.4g} 前後です。正しい結果はほとんど期待できません。センサと単位が同じか確かめてください。</translation>
    </message>
    <message>
        <location filename="../models/inference/pixel_sizes.py" line="62"/>
        <source>The pixels of {path} are of {found:.3g} m, those that the model was trained on of {trained:.3g} m: landslides look different to it. Bring the image to that pixel size first, with Raster &gt; Projections &gt; Warp.</source>
        <translation>{path} のピクセルは {found:.3g} m ですが、モデルの学習に使われたピクセルは {trained:.3g} m です。地すべりの見え方が異なるため、先に「ラスタ &gt; 投影法 &gt; 再投影」で画像をそのピクセルサイズにしてください。</translation>
    </message>
    <message>
        <location filename="../runtime/install/install.py" line="137"/>
        <source>There is no {backend} for Python {python}, which QGIS has here: choose {others}, or name a Python of your own in Settings &gt; Options &gt; Scarp or in SCARP_PYTHON.</source>
        <translation>この QGIS の Python {python} 用の {backend} はありません。{others} を選ぶか、「設定 &gt; オプション &gt; Scarp」または SCARP_PYTHON で別の Python を指定してください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/learning.py" line="279"/>
        <source>The model is kept as {path}.</source>
        <translation>モデルは {path} に保存しました。</translation>
    </message>
    <message>
        <location filename="../runtime/install/pip_problems.py" line="38"/>
        <source>The package index delivered a package that differs from the one Scarp was tested with; it was not installed. Try again, or ask whoever runs the index.</source>
        <translation>パッケージインデックスから、Scarp で確認したものと異なるパッケージが返されました。インストールはしていません。もう一度試すか、インデックスの管理者に問い合わせてください。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/base.py" line="156"/>
        <source>“{label}” is not a number: give one.</source>
        <translation>「{label}」が数値ではありません。数値を指定してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/results/outputs.py" line="51"/>
        <source>{path} is not the name of a file on this computer: choose one.</source>
        <translation>{path} はこのコンピュータのファイル名ではありません。ファイル名を指定してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/results/outputs.py" line="123"/>
        <source>“{label}” is a GeoTIFF: give it a name that ends in .tif.</source>
        <translation>「{label}」は GeoTIFF です。.tif で終わる名前にしてください。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="84"/>
        <source>Labels of the training part within this distance of the validation part are left out, so that no landslide is on both sides and no training patch shows the validation part. -1 (automatic): 96 pixels, as far as the networks see, but at most a quarter of a block, or of the training part at a single cut. 0: none.</source>
        <translation>検証用の部分からこの距離以内にある学習用のラベルを除きます。同じ地すべりが両側に入らず、学習パッチに検証用の部分が写らないようにするためです。-1(自動): ネットワークが参照する 96 ピクセル。ただしブロックの 4 分の 1、または 1 か所で切る場合は学習用の部分の 4 分の 1 を上限とします。0: 除きません。</translation>
    </message>
    <message>
        <location filename="../core/files.py" line="98"/>
        <source>The name {name} is too long: {most} bytes at most are possible.</source>
        <translation>名前 {name} が長すぎます。{most} バイト以内にしてください。</translation>
    </message>
    <message>
        <location filename="../core/files.py" line="110"/>
        <source>{path} is not a plain file: choose another name.</source>
        <translation>{path} は通常のファイルではありません。別の名前を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/labels/label_raster.py" line="77"/>
        <source>{path} has the label {value} at row {row}, column {col}, but it can only have 0 (background), 255 (unlabelled) and a number for each of its {count} classes ({classes}). If it was warped or resampled, do that again with nearest neighbour; else make it again with “Create label raster”.</source>
        <translation>{path} の {row} 行 {col} 列にラベル {value} がありますが、使えるのは 0 (背景)、255 (ラベルなし)、{count} 個のクラス ({classes}) の番号だけです。再投影や再サンプリングをした場合は最近傍法でやり直し、そうでなければ「ラベルラスタの作成」で作り直してください。</translation>
    </message>
    <message>
        <location filename="../core/rasters/raster.py" line="62"/>
        <source>{path} holds transparency (alpha) only, and no image.</source>
        <translation>{path} には透明度(アルファ)だけがあり、画像がありません。</translation>
    </message>
    <message>
        <location filename="../core/rasters/raster.py" line="137"/>
        <source>{path}: band {band} is marked as transparency (alpha), but its values are those of an image band, so it is used as one.</source>
        <translation>{path}: バンド {band} は透明度(アルファ)とされていますが、値は画像のバンドのものなので、画像のバンドとして使います。</translation>
    </message>
    <message>
        <location filename="../core/labels/shared_labels.py" line="57"/>
        <source>The training rasters overlap, so what is held out of one for validation may be trained on in another, and the figures are not reliable: give validation rasters of another area.</source>
        <translation>学習ラスタどうしが重なっているため、一方で検証用に取り置いた部分が他方で学習されることがあり、指標は信頼できません。別の区域の検証用ラスタを指定してください。</translation>
    </message>
    <message>
        <location filename="../models/data/holdout.py" line="157"/>
        <source>No validation rasters: a fifth of the labelled blocks of the training rasters is held out for validation, without a guard, which would leave no features.</source>
        <translation>検証用ラスタがないため、学習ラスタのラベル付きブロックの 5 分の 1 を検証用に取り置きます。間隔を空けると対象が残らないため、間隔は設けません。</translation>
    </message>
    <message>
        <location filename="../models/training/run.py" line="126"/>
        <source>The validation rasters hold no labelled pixel: give others, or none, and a part of the training rasters is held out.</source>
        <translation>検証用ラスタにラベル付きのピクセルがありません。別のラスタを指定するか、何も指定しなければ学習ラスタの一部を検証用に取り置きます。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/common.py" line="73"/>
        <source>The report {path} could not be drawn ({reason}).</source>
        <translation>レポート {path} を作成できませんでした ({reason})。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/common.py" line="77"/>
        <source>All but the report has been saved.</source>
        <translation>レポート以外はすべて保存されています。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/mapping.py" line="156"/>
        <source>Nothing was classified: no pixel of {image} with data lies in the extent and the mask.</source>
        <translation>何も分類されませんでした。範囲とマスクの中に、データのある {image} のピクセルがありません。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="132"/>
        <source>“Predicted” and “Inventory” are the same layer: choose the known landslides to compare with.</source>
        <translation>「予測」と「インベントリ」が同じレイヤです。比較する既知の地すべりを選んでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="154"/>
        <source>Report – accuracy of {name}</source>
        <translation>レポート – {name} の精度</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="168"/>
        <source>Assessment – {name}</source>
        <translation>評価 – {name}</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="164"/>
        <source>CAM – {image}</source>
        <translation>CAM – {image}</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="166"/>
        <source>Spread – {image}</source>
        <translation>ばらつき – {image}</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="135"/>
        <source>Labels – {image}</source>
        <translation>ラベル – {image}</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="35"/>
        <source>Model&apos;s suggestion</source>
        <translation>モデルの推奨値</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="63"/>
        <source>For scripts of earlier versions; replaced by “Threshold”.</source>
        <translation>以前の版のスクリプトのためのもの。代わりに「しきい値」を使います。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/groups.py" line="40"/>
        <source>Prepare</source>
        <translation>準備</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/groups.py" line="41"/>
        <source>Learn</source>
        <translation>学習</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Map</source>
        <translation>判読</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/groups.py" line="60"/>
        <source>earthquake</source>
        <translation>地震</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/groups.py" line="60"/>
        <source>deep learning</source>
        <translation>深層学習</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/groups.py" line="60"/>
        <source>segmentation</source>
        <translation>セグメンテーション</translation>
    </message>
    <message>
        <location filename="../algorithms/results/loading.py" line="132"/>
        <source>background</source>
        <translation>背景</translation>
    </message>
    <message>
        <location filename="../algorithms/results/loading.py" line="137"/>
        <source>not labelled</source>
        <translation>ラベルなし</translation>
    </message>
    <message>
        <location filename="../algorithms/mapanewimage.py" line="37"/>
        <source>Maps the landslides of an image with a trained model: class activation raster, polygons, and a report on the threshold. Run it as a batch for the images of a folder.</source>
        <translation>学習済みモデルで画像の地すべりを判読します。クラス活性化ラスタ、ポリゴン、しきい値のレポートを作成します。フォルダ内の画像にはバッチで実行してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/mapanewimage.py" line="44"/>
        <source>The image to map, with the bands that the model was trained on.</source>
        <translation>判読する画像。モデルの学習時と同じバンドが必要です。</translation>
    </message>
    <message>
        <location filename="../algorithms/mapanewimage.py" line="54"/>
        <source>Threshold report</source>
        <translation>しきい値のレポート</translation>
    </message>
    <message>
        <location filename="../algorithms/mapanewimage.py" line="54"/>
        <source>Histogram, the thresholds that automatic methods find, and those that the paper compared.</source>
        <translation>ヒストグラム、自動的な方法で求めたしきい値、論文で比較されたしきい値。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="152"/>
        <source>Report – threshold for {name}</source>
        <translation>レポート – {name} のしきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="57"/>
        <source>Measure polygons</source>
        <translation>ポリゴンの計測</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="60"/>
        <source>area</source>
        <translation>面積</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="60"/>
        <source>attributes</source>
        <translation>属性</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="63"/>
        <source>Gives any polygons the fields of “Threshold to polygons”: ellipsoidal area, perimeter, length and width, and with a class activation raster its values inside. Use it after drawing or editing landslides by hand, whose fields are empty or no longer correct. Other fields stay as they are.</source>
        <translation>任意のポリゴンに「しきい値からポリゴンへ」と同じフィールドを与えます。楕円体上の面積、周長、長さと幅、クラス活性化ラスタがあればその値です。手で描いたり編集したりした地すべりで、フィールドが空か古くなっているときに使います。ほかのフィールドはそのまま残ります。</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="72"/>
        <source>Polygons</source>
        <translation>ポリゴン</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="72"/>
        <source>The polygons to measure, edits that are not saved included.</source>
        <translation>計測するポリゴン。保存していない編集も含みます。</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="76"/>
        <source>Without it, “cam_mean” and “cam_max” stay as they are.</source>
        <translation>指定がなければ「cam_mean」と「cam_max」はそのままです。</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="83"/>
        <source>Measured polygons</source>
        <translation>計測したポリゴン</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="83"/>
        <source>The same polygons: GeoPackage, Shapefile or any other format.</source>
        <translation>同じポリゴン。GeoPackage、Shapefile、そのほかの形式。</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="138"/>
        <source>{count} features without a geometry are left out.</source>
        <translation>ジオメトリのない地物 {count} 個を除きました。</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="141"/>
        <source>{count} polygons of {area:.0f} m².</source>
        <translation>{count} ポリゴン、{area:.0f} m²。</translation>
    </message>
    <message>
        <location filename="../algorithms/measurepolygons.py" line="142"/>
        <source>Measured – {name}</source>
        <translation>計測 – {name}</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="58"/>
        <source>Report – model {name}</source>
        <translation>レポート – モデル {name}</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/presets.py" line="32"/>
        <source>Own settings</source>
        <translation>自分の設定</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/presets.py" line="32"/>
        <source>Quick look (minutes)</source>
        <translation>試し(数分)</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/presets.py" line="32"/>
        <source>Standard</source>
        <translation>標準</translation>
    </message>
    <message>
        <location filename="../algorithms/results/reports.py" line="44"/>
        <source>The report is listed in Processing &gt; Results Viewer.</source>
        <translation>レポートは「プロセシング &gt; 結果ビューア」にあります。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="165"/>
        <source>Training part – {image}</source>
        <translation>学習用 – {image}</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="166"/>
        <source>Validation part – {image}</source>
        <translation>検証用 – {image}</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="48"/>
        <source>Model&apos;s suggestion: the threshold at which the model did best in its training; for a raster without one, Otsu&apos;s. Otsu: found on this image, as in the paper. Value: the one given below.</source>
        <translation>モデルの推奨値: 学習でモデルの成績が最も良かったしきい値。それがないラスタでは大津の方法の値。Otsu: 論文のように、この画像から求めた値。値: 下に入力した値。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="35"/>
        <source>Value</source>
        <translation>値</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="56"/>
        <source>Value of the threshold</source>
        <translation>しきい値の値</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="68"/>
        <source>Smaller polygons are left out. Not set: those of fewer than {count} pixels, which are mostly noise. 0: none.</source>
        <translation>これより小さいポリゴンを除きます。未設定: ほとんどがノイズである {count} ピクセル未満のものを除きます。0: 除きません。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="114"/>
        <source>The value {value:g} is given for the threshold, but “{method}” is chosen: choose “Value”, or clear the value.</source>
        <translation>しきい値に {value:g} が入力されていますが、「{method}」が選ばれています。「値」を選ぶか、入力した値を消してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="61"/>
        <source>Turns a class activation raster into an inventory: polygons around all pixels whose value is at least the threshold, with their area, size and CAM values. Loaded into a project, they are drawn as light blue outlines; the style “Inventory” in the layer's menu draws them in red: copy it to an inventory's layer to see both side by side.</source>
        <translation>クラス活性化ラスタからインベントリを作ります。値がしきい値以上のピクセルを囲むポリゴンで、面積、大きさ、CAM の値を持ちます。プロジェクトに読み込むと水色の輪郭で描かれます。レイヤのメニューのスタイル「インベントリ」では赤になります。インベントリのレイヤにコピーすると、両方を並べて見られます。</translation>
    </message>
    <message>
        <location filename="../gui/preview/extracting.py" line="63"/>
        <source>Landslides – {image} at {threshold:g}</source>
        <translation>地すべり – {image}、しきい値 {threshold:g}</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="275"/>
        <source>The highest value. Not set, or 0: 0.0001 for SGD with a fixed rate, else 0.001.</source>
        <translation>最大のときの値。未設定または 0: 固定の SGD では 0.0001、それ以外は 0.001。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="113"/>
        <source>The training's settings are those of “{preset}”.</source>
        <translation>学習の設定は「{preset}」です。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="121"/>
        <source>Report – training of {name}</source>
        <translation>レポート – {name} の学習</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="67"/>
        <source>The image after the event.</source>
        <translation>イベント後の画像。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="72"/>
        <source>Polygons of the landslides that were mapped on the image.</source>
        <translation>画像の上で判読された地すべりのポリゴン。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="77"/>
        <source>Polygons inside which all landslides were mapped. Without it: all of the image.</source>
        <translation>その中の地すべりがすべて判読されているポリゴン。指定がなければ画像全体。</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="53"/>
        <source>Width of the network</source>
        <translation>ネットワークの幅</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="95"/>
        <source>Training report</source>
        <translation>学習のレポート</translation>
    </message>
    <message>
        <location filename="../core/files.py" line="74"/>
        <source>{path} may take up to {needed:.1f} GB, and its disk has {free:.1f} GB left: if it becomes full, choose another disk.</source>
        <translation>{path} は最大 {needed:.1f} GB になりますが、ディスクの空きは {free:.1f} GB です。足りなくなったら別のディスクを選んでください。</translation>
    </message>
    <message>
        <location filename="../core/cam/threshold_choice.py" line="32"/>
        <source>The threshold is {threshold:.3f}, as the model suggests.</source>
        <translation>しきい値は {threshold:.3f}(モデルの推奨値)です。</translation>
    </message>
    <message>
        <location filename="../core/cam/threshold_choice.py" line="33"/>
        <source>The threshold is {threshold:.3f}, found by Otsu&apos;s method.</source>
        <translation>しきい値は {threshold:.3f}(大津の方法)です。</translation>
    </message>
    <message>
        <location filename="../core/cam/threshold_choice.py" line="34"/>
        <source>The threshold is {threshold:.3f}, as given.</source>
        <translation>しきい値は {threshold:.3f}(指定された値)です。</translation>
    </message>
    <message>
        <location filename="../gui/counting/counting_task.py" line="225"/>
        <source>Scarp: metrics at one threshold</source>
        <translation>Scarp: 一つのしきい値での指標</translation>
    </message>
    <message>
        <location filename="../gui/preview/curve_plot.py" line="46"/>
        <source>Click to go to a threshold. The curve and the marks are of all pixels: smallest area and holes are not taken into account.</source>
        <translation>クリックするとそのしきい値になります。曲線と印はすべてのピクセルのもので、最小面積と穴は考慮していません。</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock.py" line="253"/>
        <source>Switch off “On the map” to see them.</source>
        <translation>見るには「地図に表示」をオフにしてください。</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock.py" line="260"/>
        <source>The table is copied. It covers all pixels: smallest area and holes are not taken into account.</source>
        <translation>表をコピーしました。数値はすべてのピクセルのもので、最小面積と穴は考慮していません。</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock.py" line="267"/>
        <source>The table is copied.</source>
        <translation>表をコピーしました。</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="55"/>
        <source>At this threshold, after smallest area and holes; counted pixel by pixel.</source>
        <translation>このしきい値での値。最小面積と穴を適用した後に、ピクセルごとに数えたもの。</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="63"/>
        <source>Curve</source>
        <translation>曲線</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="98"/>
        <source>Choose a class activation raster here.</source>
        <translation>ここでクラス活性化ラスタを選んでください。</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="149"/>
        <source>Draws the nine maps anew for a printed page: PNG picture or PDF</source>
        <translation>9 枚の地図を印刷用に描き直します(PNG または PDF)</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="163"/>
        <source>Shows the preview on the map, without polygons that were extracted before; off: the layers as they are.</source>
        <translation>プレビューを地図に表示します。前に抽出したポリゴンは表示しません。オフ: レイヤをそのまま表示します。</translation>
    </message>
    <message>
        <location filename="../gui/preview/dock_layout.py" line="170"/>
        <source>Opens “Threshold to polygons” with this CAM, this threshold and these areas</source>
        <translation>この CAM、しきい値、面積で「しきい値からポリゴンへ」を開きます</translation>
    </message>
    <message>
        <location filename="../gui/preview/filter_fields.py" line="34"/>
        <source>Smaller landslides are left out: on the map, in the figures and in the polygons. At first this keeps landslides of four pixels and more.</source>
        <translation>これより小さい地すべりを、地図、数値、ポリゴンから除きます。最初は 4 ピクセル以上の地すべりが残る値です。</translation>
    </message>
    <message>
        <location filename="../gui/preview/filter_fields.py" line="34"/>
        <source>Holes of up to this area are filled, with all that lies in them.</source>
        <translation>この面積までの穴を、その中にあるものとともに埋めます。</translation>
    </message>
    <message>
        <location filename="../gui/preview/help.py" line="13"/>
        <source>&lt;p&gt;A class activation raster (CAM) says of each pixel how sure the model is that it is a landslide, from 0 to 1. The inventory is of the pixels at or above a threshold: a low one finds more landslides and more that are none, a high one fewer of both.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Move the slider&lt;/b&gt; and the map follows: yellow is what would be mapped, red the inventory, also while it is edited. The slider starts at the threshold that the model suggests, else at Otsu's. The layers of the project and their styles stay as they are; polygons that were extracted before, light blue, are hidden until you switch off &lt;i&gt;On the map&lt;/i&gt;.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Smallest area&lt;/b&gt; and &lt;b&gt;Fill holes up to&lt;/b&gt; apply to the map, the nine maps, the figures and the polygons. At first what is smaller than four pixels is left out. On a map that is zoomed out, sizes are counted in pixels of the map.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Figures&lt;/b&gt;: with an inventory precision, recall, F1 and IoU at this threshold, after smallest area and holes. Give the mapped area too (&lt;i&gt;Layers&lt;/i&gt;) if the inventory is not complete everywhere.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Curve&lt;/b&gt;: the figures of all pixels at every threshold, without smallest area and holes. Click on it to go to a threshold. The marks are Otsu's threshold, the one of the best F1, and what the model suggests.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Nine maps&lt;/b&gt;: 0.1 to 0.9, as Figure 12 of Zhang et al. 2020. Click on one for nine hundredths around it, as Figure 13. &lt;i&gt;Save…&lt;/i&gt; draws them anew for a printed page, with scale bar and legend, as PNG picture or PDF.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Keys&lt;/b&gt;: on the slider the arrows move by 0.01, the page keys by 0.1; Tab goes on, the space bar takes a map.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Extract polygons&lt;/b&gt; makes the inventory at the threshold chosen.&lt;/p&gt;&lt;p&gt;The threshold, the areas and the layers that you set are kept in the project.&lt;/p&gt;</source>
        <translation>&lt;p&gt;クラス活性化ラスタ(CAM)は、各ピクセルが地すべりである確からしさをモデルが 0 から 1 で示したものです。しきい値以上のピクセルがインベントリになります。低いしきい値では地すべりも地すべりでないものも多く見つかり、高いしきい値ではどちらも少なくなります。&lt;/p&gt;&lt;p&gt;&lt;b&gt;スライダを動かす&lt;/b&gt;と地図が変わります。黄色は判読されるもの、赤はインベントリで、編集中も表示されます。スライダはモデルの推奨値から、なければ大津の方法の値から始まります。プロジェクトのレイヤとスタイルは変わりません。前に抽出したポリゴン(水色)は、&lt;i&gt;地図に表示&lt;/i&gt;をオフにするまで隠されます。&lt;/p&gt;&lt;p&gt;&lt;b&gt;最小面積&lt;/b&gt;と&lt;b&gt;この面積までの穴を埋める&lt;/b&gt;は、地図、9 枚の地図、数値、ポリゴンに適用されます。最初は 4 ピクセルより小さいものを除きます。縮小した地図では、大きさを地図のピクセルで数えます。&lt;/p&gt;&lt;p&gt;&lt;b&gt;数値&lt;/b&gt;: インベントリがあれば、このしきい値での適合率、再現率、F1、IoU(最小面積と穴を適用した後)。インベントリが全域で完全でないときは、判読範囲(&lt;i&gt;レイヤ&lt;/i&gt;)も指定してください。&lt;/p&gt;&lt;p&gt;&lt;b&gt;曲線&lt;/b&gt;: 最小面積と穴を適用しない、すべてのピクセルの数値をしきい値ごとに示します。クリックするとそのしきい値になります。印は大津の方法の値、最良の F1 の値、モデルの推奨値です。&lt;/p&gt;&lt;p&gt;&lt;b&gt;9 枚の地図&lt;/b&gt;: Zhang ら (2020) の図 12 のように 0.1 から 0.9。1 枚をクリックすると、図 13 のようにその前後の 0.01 刻みの 9 枚になります。&lt;i&gt;保存…&lt;/i&gt; は縮尺と凡例をつけて印刷用に描き直し、PNG または PDF に保存します。&lt;/p&gt;&lt;p&gt;&lt;b&gt;キー&lt;/b&gt;: スライダでは矢印キーで 0.01、ページキーで 0.1 動きます。Tab で次へ進み、スペースで地図を選びます。&lt;/p&gt;&lt;p&gt;&lt;b&gt;ポリゴンを抽出&lt;/b&gt;は、選んだしきい値でインベントリを作ります。&lt;/p&gt;&lt;p&gt;設定したしきい値、面積、レイヤはプロジェクトに保存されます。&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../gui/boxes/model_box.py" line="36"/>
        <source>{count} bands</source>
        <translation>{count} バンド</translation>
    </message>
    <message>
        <location filename="../gui/boxes/model_box.py" line="40"/>
        <source>not trained yet</source>
        <translation>未学習</translation>
    </message>
    <message>
        <location filename="../gui/boxes/model_box.py" line="46"/>
        <source>comes with Scarp</source>
        <translation>Scarp に付属</translation>
    </message>
    <message>
        <location filename="../gui/boxes/model_box.py" line="64"/>
        <source>A model file (.h5)</source>
        <translation>モデルファイル (.h5)</translation>
    </message>
    <message>
        <location filename="../gui/boxes/model_box.py" line="105"/>
        <source>Choose a model file</source>
        <translation>モデルファイルを選ぶ</translation>
    </message>
    <message>
        <location filename="../gui/boxes/preset_box.py" line="142"/>
        <source>Measuring how long a training takes on this computer…</source>
        <translation>このコンピュータでの学習時間を測っています…</translation>
    </message>
    <message>
        <location filename="../gui/boxes/preset_box.py" line="174"/>
        <source>{time} and {memory:.1f} GB of memory on {device}.</source>
        <translation>{device} で{time}、メモリ {memory:.1f} GB。</translation>
    </message>
    <message>
        <location filename="../gui/boxes/preset_box.py" line="176"/>
        <source>{time} for 1,000 patches, {memory:.1f} GB of memory on {device}.</source>
        <translation>{device} で 1,000 パッチに{time}、メモリ {memory:.1f} GB。</translation>
    </message>
    <message>
        <location filename="../gui/boxes/preset_box.py" line="208"/>
        <source>Less than a minute</source>
        <translation>1 分未満</translation>
    </message>
    <message>
        <location filename="../gui/boxes/preset_box.py" line="210"/>
        <source>About {count:.0f} minutes</source>
        <translation>約 {count:.0f} 分</translation>
    </message>
    <message>
        <location filename="../gui/boxes/preset_box.py" line="211"/>
        <source>About {count:.1f} hours</source>
        <translation>約 {count:.1f} 時間</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="41"/>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="61"/>
        <source>The nine maps are being drawn…</source>
        <translation>9 枚の地図を描いています…</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="72"/>
        <source>{path} exists already. Do you want to replace it?</source>
        <translation>{path} はすでにあります。置き換えますか?</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="83"/>
        <source>Saved to {path}</source>
        <translation>{path} に保存しました</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="91"/>
        <source>Image: {name}</source>
        <translation>画像: {name}</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="93"/>
        <source>smallest area {area:g} m²</source>
        <translation>最小面積 {area:g} m²</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="95"/>
        <source>holes filled up to {area:g} m²</source>
        <translation>{area:g} m² までの穴を埋める</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="96"/>
        <source>{cam}: nine thresholds</source>
        <translation>{cam}: 9 つのしきい値</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="96"/>
        <source>At or above the threshold</source>
        <translation>しきい値以上</translation>
    </message>
    <message>
        <location filename="../gui/maps/printing.py" line="96"/>
        <source>Inventory: {name}</source>
        <translation>インベントリ: {name}</translation>
    </message>
    <message>
        <location filename="../gui/boxes/preset_box.py" line="143"/>
        <source>Scarp: how long a training takes</source>
        <translation>Scarp: 学習にかかる時間</translation>
    </message>
    <message>
        <location filename="../models/training/monitor.py" line="109"/>
        <source>Epoch {epoch} of {epochs}: loss {loss}, validation loss {val_loss}, accuracy {accuracy}, precision {precision}, recall {recall}, F1 {f1}, IoU {iou}.</source>
        <translation>エポック {epoch}/{epochs}: 損失 {loss}、検証損失 {val_loss}、正解率 {accuracy}、適合率 {precision}、再現率 {recall}、F1 {f1}、IoU {iou}。</translation>
    </message>
    <message>
        <location filename="../models/training/monitor.py" line="109"/>
        <source>Epoch {epoch} of {epochs}: loss {loss}, accuracy {accuracy}, precision {precision}, recall {recall}, F1 {f1}, IoU {iou}.</source>
        <translation>エポック {epoch}/{epochs}: 損失 {loss}、正解率 {accuracy}、適合率 {precision}、再現率 {recall}、F1 {f1}、IoU {iou}。</translation>
    </message>
    <message>
        <location filename="../models/training/monitor.py" line="129"/>
        <source>About {minutes:.0f} minutes left.</source>
        <translation>残り約 {minutes:.0f} 分。</translation>
    </message>
    <message>
        <location filename="../models/training/monitor.py" line="131"/>
        <source>Less than a minute left.</source>
        <translation>残り 1 分未満。</translation>
    </message>
    <message>
        <location filename="../models/training/run.py" line="245"/>
        <source>The model before this training could not be measured ({reason}).</source>
        <translation>この学習の前のモデルを測れませんでした({reason})。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/learning.py" line="150"/>
        <source>Saving the model, and drawing the report.</source>
        <translation>モデルを保存し、レポートを描いています。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/learning.py" line="216"/>
        <source>A new model: {network} of width {width}, {bands} bands, classes {classes}.</source>
        <translation>新しいモデル: {network}、幅 {width}、{bands} バンド、クラス {classes}。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="94"/>
        <source>Threshold that was used</source>
        <translation>使われたしきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="103"/>
        <source>The threshold of an existing map: the report is on this one.</source>
        <translation>すでに作られた判読結果のしきい値。レポートはこの値についてのものになります。</translation>
    </message>
    <message>
        <location filename="../gui/entries.py" line="36"/>
        <source>Start panel</source>
        <translation>スタートパネル</translation>
    </message>
    <message>
        <location filename="../gui/entries.py" line="39"/>
        <source>Scarp: from an image to mapped landslides, step by step</source>
        <translation>Scarp: 画像から地すべりの判読までの手順</translation>
    </message>
    <message>
        <location filename="../gui/start/new_inventory.py" line="50"/>
        <source>New layer to draw landslides in</source>
        <translation>地すべりを描く新しいレイヤ</translation>
    </message>
    <message>
        <location filename="../gui/start/new_inventory.py" line="50"/>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <location filename="../gui/start/new_inventory.py" line="62"/>
        <source>{path} exists already. Choose another name, or add that layer to the project.</source>
        <translation>{path} はすでにあります。別の名前を選ぶか、そのレイヤをプロジェクトに追加してください。</translation>
    </message>
    <message>
        <location filename="../gui/start/sample_project.py" line="46"/>
        <source>{path} could not be written: {reason}</source>
        <translation>{path} に書き込めませんでした: {reason}</translation>
    </message>
    <message>
        <location filename="../gui/start/new_inventory.py" line="115"/>
        <source>Click along the edge of a landslide, and end with a click of the right button. Save the edits when you have drawn some.</source>
        <translation>地すべりの縁に沿ってクリックし、右クリックで終えます。いくつか描いたら編集を保存してください。</translation>
    </message>
    <message>
        <location filename="../gui/start/sample_project.py" line="30"/>
        <source>Where should the folder “{name}” be created?</source>
        <translation>フォルダ「{name}」をどこに作りますか?</translation>
    </message>
    <message>
        <location filename="../gui/start/sample_project.py" line="78"/>
        <source>Scarp sample</source>
        <translation>Scarp サンプル</translation>
    </message>
    <message>
        <location filename="../gui/start/sample_project.py" line="80"/>
        <source>Sample image</source>
        <translation>サンプル画像</translation>
    </message>
    <message>
        <location filename="../gui/start/sample_project.py" line="81"/>
        <source>Sample mapped area</source>
        <translation>サンプル判読範囲</translation>
    </message>
    <message>
        <location filename="../gui/start/sample_project.py" line="83"/>
        <source>Sample landslides</source>
        <translation>サンプル地すべり</translation>
    </message>
    <message>
        <location filename="../gui/start/start_card.py" line="132"/>
        <source>Next</source>
        <translation>次</translation>
    </message>
    <message>
        <location filename="../gui/start/start_card.py" line="133"/>
        <source>next to do</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <location filename="../gui/start/start_card.py" line="133"/>
        <source>done</source>
        <translation>済み</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="54"/>
        <source>Scarp: start</source>
        <translation>Scarp: スタート</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="104"/>
        <source>No data at hand?</source>
        <translation>データがないときは</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="106"/>
        <source>Make the sample…</source>
        <translation>サンプルを作る…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="107"/>
        <source>Copies an image of 512 × 512 pixels, landslides drawn on it and the area in which they are complete into a folder that you choose, and adds them to the project. The scene is computed, not photographed.</source>
        <translation>512 × 512 ピクセルの画像、その上に描いた地すべり、地すべりがすべて判読されている範囲を、選んだフォルダにコピーしてプロジェクトに追加します。写真ではなく計算で作った場面です。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="168"/>
        <source>The Python that trains and classifies.</source>
        <translation>学習と分類を行う Python。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="172"/>
        <source>{path}, named in the settings</source>
        <translation>{path}(設定で指定)</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="184"/>
        <source>none yet</source>
        <translation>まだありません</translation>
    </message>
    <message>
        <location filename="../gui/start/start_panel.py" line="190"/>
        <source>Installs the Python that trains and classifies; it takes minutes.</source>
        <translation>学習と分類を行う Python をインストールします。数分かかります。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Draw</source>
        <translation>描く</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Draw some landslides on the image, for the network to learn from.</source>
        <translation>ネットワークが学習する地すべりを、画像の上にいくつか描きます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Add an image…</source>
        <translation>画像を追加…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Opens QGIS&apos;s window for rasters.</source>
        <translation>QGIS のラスタのウィンドウを開きます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>New layer to draw in…</source>
        <translation>描くための新しいレイヤ…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Makes a GeoPackage for landslides in the image&apos;s coordinate reference system, and starts to draw: click along a landslide, and end with a click of the right button.</source>
        <translation>画像と同じ座標参照系で地すべりの GeoPackage を作り、描き始めます。地すべりに沿ってクリックし、右クリックで終えます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Create label raster…</source>
        <translation>ラベルラスタの作成…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Puts landslides and image into one file. “Train on one event” does this for you.</source>
        <translation>地すべりと画像を一つのファイルにまとめます。「一つのイベントで学習」ではこれも行われます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Train</source>
        <translation>学習</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Train a network on the landslides drawn; a part is held back to measure accuracy.</source>
        <translation>描いたものでネットワークを学習します。一部は評価のために取っておきます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Train on one event…</source>
        <translation>一つのイベントで学習…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>From image and inventory to a trained model with its report, in one go.</source>
        <translation>画像とインベントリから、学習済みモデルとそのレポートまでを一度に行います。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Train model…</source>
        <translation>モデルの学習…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>With all settings, from label rasters, also of several events.</source>
        <translation>すべての設定を使い、ラベルラスタ(複数のイベントも可)から学習します。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Let the model map the landslides of a whole image, this or another one.</source>
        <translation>この画像や別の画像全体の地すべりを、モデルに判読させます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Map a new image…</source>
        <translation>新しい画像の判読…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Polygons, class activation raster and a report; in batch, of many images.</source>
        <translation>ポリゴン、クラス活性化ラスタ、レポート。バッチでは多数の画像に。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Extract landslides…</source>
        <translation>地すべりの抽出…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Polygons and class activation raster, with all settings.</source>
        <translation>すべての設定で、ポリゴンとクラス活性化ラスタを作ります。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Check</source>
        <translation>確認</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Move a slider and see on the map what would be mapped.</source>
        <translation>スライダを動かして、何が判読されるかを地図で見ます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Assess accuracy…</source>
        <translation>精度の評価…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Compares the mapped landslides with the inventory.</source>
        <translation>判読された地すべりをインベントリと比べます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Hand over</source>
        <translation>引き渡し</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Give the landslides to others: measured, and in the format that they ask for.</source>
        <translation>地すべりを計測し、求められる形式でほかの人に渡します。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Save features as…</source>
        <translation>地物を保存…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>QGIS&apos;s own export of the mapped landslides, to any format and coordinate system.</source>
        <translation>判読された地すべりを、QGIS の機能で任意の形式と座標参照系に書き出します。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Measure polygons…</source>
        <translation>ポリゴンの計測…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Fills in area, length and width, also of polygons drawn by hand.</source>
        <translation>手で描いたポリゴンも含めて、面積、長さ、幅を書き込みます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="271"/>
        <source>no landslide in {name} yet: draw some</source>
        <translation>{name} にはまだ地すべりがありません: 描いてください</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="273"/>
        <source>no image yet: add one, or make the sample</source>
        <translation>画像がまだありません: 追加するかサンプルを作ってください</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="274"/>
        <source>no inventory yet: draw one or load one</source>
        <translation>インベントリがまだありません: 描くか読み込んでください</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="275"/>
        <source>no runtime yet: install it, above</source>
        <translation>ランタイムがまだありません: 上でインストールしてください</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="276"/>
        <source>no trained model yet: train one</source>
        <translation>学習済みモデルがまだありません: 学習してください</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="277"/>
        <source>no class activation raster yet: map an image</source>
        <translation>クラス活性化ラスタがまだありません: 画像を判読してください</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="278"/>
        <source>no mapped landslides yet: map an image</source>
        <translation>判読された地すべりがまだありません: 画像を判読してください</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="289"/>
        <source>CAM</source>
        <translation>CAM</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="290"/>
        <source>Mapped landslides</source>
        <translation>判読された地すべり</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="291"/>
        <source>Assessment</source>
        <translation>評価</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="56"/>
        <source>Above 0, up to 1, for “Value”: pixels with at least this value are landslides. The threshold preview shows what each gives.</source>
        <translation>0 より大きく 1 以下。「値」を選んだときに使い、この値以上のピクセルが地すべりになります。それぞれの値の結果は「しきい値のプレビュー」で見られます。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/threshold_choice.py" line="112"/>
        <source>Give the value of the threshold: above 0, up to 1.</source>
        <translation>しきい値に「値」が選ばれています。0 より大きく 1 以下の値を入力してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="123"/>
        <source>Choose at least one training raster, as “Create label raster” makes it.</source>
        <translation>「ラベルラスタの作成」で作った学習用ラスタを少なくとも一つ選んでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="109"/>
        <source>“Inventory” and “Mapped area” are the same layer, so that there would be no background to learn from: choose the area in which all landslides were mapped, or none.</source>
        <translation>「インベントリ」と「判読範囲」が同じレイヤのため、学習する背景がなくなります。地すべりがすべて判読されている範囲を選ぶか、何も選ばないでください。</translation>
    </message>
    <message>
        <location filename="../core/vectors/equal_area.py" line="53"/>
        <source>Some coordinates lie outside of what their coordinate reference system covers, so that no area can be measured: choose the layer&apos;s right CRS, or mend the geometry.</source>
        <translation>座標参照系の範囲外の座標があるため、面積を測れません。レイヤの正しい CRS を選ぶか、ジオメトリを直してください。</translation>
    </message>
    <message>
        <location filename="../gui/boxes/preset_box.py" line="158"/>
        <source>It needs {memory:.1f} GB of memory, more than {device} has free: choose fewer patches per batch, smaller ones, or a narrower network.</source>
        <translation>{memory:.1f} GB のメモリが必要で、{device} の空きを超えています。バッチあたりのパッチ数を減らすか、パッチを小さく、またはネットワークの幅を狭くしてください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/input_checks.py" line="59"/>
        <source>{path} has {bands} bands and the classes {classes}, the first training raster {others} and {other_classes}: train on rasters that are alike.</source>
        <translation>{path} は {bands} バンドでクラスは {classes} ですが、最初の学習用ラスタは {others} バンドでクラスは {other_classes} です。同じ種類のラスタで学習してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="41"/>
        <source>The state of the training is saved here after each epoch. A training that was cancelled or killed resumes from there when it is started again with the same inputs and settings. The state is deleted when the training is done.</source>
        <translation>学習の状態をエポックごとにここへ保存します。キャンセルまたは強制終了された学習は、同じ入力と設定で再び開始すると続きから再開します。学習が終わると削除されます。</translation>
    </message>
    <message>
        <location filename="../models/training/checkpoint.py" line="184"/>
        <source>{path} is not a checkpoint of this version of Scarp, or it is damaged: delete it to start afresh.</source>
        <translation>{path} はこの版の Scarp のチェックポイントではないか、壊れています。削除して最初から始めてください。</translation>
    </message>
    <message>
        <location filename="../models/training/evaluation.py" line="81"/>
        <source>The training diverged (its loss is NaN or infinite): choose a lower learning rate.</source>
        <translation>学習が発散しました(損失が NaN または無限大です)。学習率を下げてください。</translation>
    </message>
    <message>
        <location filename="../models/training/search.py" line="108"/>
        <source>This trial diverged: its learning rate is too high.</source>
        <translation>この試行は発散しました。学習率が高すぎます。</translation>
    </message>
    <message>
        <location filename="../core/assessment/assess.py" line="110"/>
        <source>The smallest overlap must be above 0 and at most 1.</source>
        <translation>最小の重なりは 0 より大きく 1 以下にしてください。</translation>
    </message>
    <message>
        <location filename="../core/assessment/inputs.py" line="121"/>
        <source>The assessed area covers {area:.2f} km².</source>
        <translation>評価した区域は {area:.2f} km² です。</translation>
    </message>
    <message>
        <location filename="../core/cam/histogram.py" line="69"/>
        <source>No threshold can be found: the class activation raster has only one value. Give a threshold.</source>
        <translation>しきい値が見つかりません。クラス活性化ラスタの値が一つしかありません。しきい値を指定してください。</translation>
    </message>
    <message>
        <location filename="../core/labels/label_raster_creation.py" line="113"/>
        <source>No pixel was labelled as background: does the mapped area hold nothing but landslides? It should also hold the ground between them.</source>
        <translation>背景のラベルが付いたピクセルがありません。判読範囲が地すべりだけになっていませんか? 判読範囲には、地すべりの間の地面も含めてください。</translation>
    </message>
    <message>
        <location filename="../core/labels/split_area.py" line="91"/>
        <source>The training and the validation part need separate files.</source>
        <translation>学習用と検証用には別々のファイルを指定してください。</translation>
    </message>
    <message>
        <location filename="../runtime/worker.py" line="100"/>
        <source>The runtime {python} lacks the package “{package}”: run “Install runtime” again, or install it there.</source>
        <translation>ランタイム {python} にパッケージ「{package}」がありません。「ランタイムのインストール」をもう一度実行するか、そこにインストールしてください。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="41"/>
        <source>After each, the model is validated. 30 in the paper.</source>
        <translation>エポックごとにモデルを検証します。論文では 30。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/computing.py" line="120"/>
        <source>The folder {folder} also holds tiles of {count} other classifications ({size:.0f} MB), of another image, model, settings or version of Scarp: delete those that you will not resume.</source>
        <translation>フォルダ {folder} には、別の画像・モデル・設定や Scarp の別のバージョンによる {count} 件の分類のタイル ({size:.0f} MB) もあります。再開しないものは削除してください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/model_files.py" line="21"/>
        <source>{network} cannot take patches of {wanted} pixels: those of {size} are taken.</source>
        <translation>{network} は {wanted} ピクセルのパッチを扱えないため、{size} ピクセルとします。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/model_files.py" line="31"/>
        <source>{network} with {weights} weights.</source>
        <translation>{network}、重みの数 {weights}。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/model_files.py" line="69"/>
        <source>The model takes values to which the scale and the offset of the bands have been applied: apply them to an image before you give it to another program.</source>
        <translation>このモデルはバンドのスケールとオフセットを適用した値を受け取ります。ほかのプログラムで使う前に、画像に適用してください。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/declarations.py" line="195"/>
        <source>Adapted model</source>
        <translation>画像に合わせたモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/declarations.py" line="195"/>
        <source>The model as it was adapted to the image, to use it again on images like it.</source>
        <translation>画像に合わせたモデル。似た画像に再び使えます。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/map_step.py" line="23"/>
        <source>A trained model. Where none is given, the starter model that comes with Scarp: it has learned from other events, in red, green and blue, and maps an image that nobody has labelled yet.</source>
        <translation>学習済みのモデル。指定しない場合は Scarp に付属のスターターモデルを使います。ほかの災害の赤・緑・青の画像で学習してあり、まだラベルのない画像を判読します。</translation>
    </message>
    <message>
        <location filename="../core/cam/resampled_cam.py" line="109"/>
        <source>The values are brought to the pixels of the image itself.</source>
        <translation>値を元の画像のピクセルに戻します。</translation>
    </message>
    <message>
        <location filename="../core/rasters/resampled.py" line="114"/>
        <source>{path} is too coarse to be resampled to pixels of {wanted:.3g} m: its own are of {found:.3g} m. Choose a finer image, or give a pixel size of 0 to classify it as it is.</source>
        <translation>{path} は粗すぎて {wanted:.3g} m のピクセルにリサンプリングできません(元は {found:.3g} m)。より細かい画像を選ぶか、ピクセルサイズに 0 を指定してそのまま分類してください。</translation>
    </message>
    <message>
        <location filename="../core/rasters/resampled.py" line="128"/>
        <source>{path} is too small to be resampled from pixels of {found:.3g} m to {wanted:.3g} m: {rows} x {cols} pixels would be left. Choose a larger image, or give a pixel size of 0 to classify it as it is.</source>
        <translation>{path} は小さすぎて {found:.3g} m から {wanted:.3g} m のピクセルにリサンプリングできません({rows} x {cols} ピクセルしか残りません)。より大きい画像を選ぶか、ピクセルサイズに 0 を指定してそのまま分類してください。</translation>
    </message>
    <message>
        <location filename="../core/rasters/resampled.py" line="140"/>
        <source>{path} is resampled from pixels of {found:.3g} m to {wanted:.3g} m.</source>
        <translation>{path} を {found:.3g} m のピクセルから {wanted:.3g} m にリサンプリングします。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Map now</source>
        <translation>すぐに判読</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Let the starter model map an image that nobody has labelled yet.</source>
        <translation>まだラベルのない画像を、スターターモデルで判読します。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Map now…</source>
        <translation>すぐに判読…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>With the model that comes with Scarp, which has learned from other events: a first map, to be checked.</source>
        <translation>ほかの災害で学習した、Scarp に付属のモデルを使います。最初の判読図なので、確認が必要です。</translation>
    </message>
    <message>
        <location filename="../models/inference/compatibility.py" line="43"/>
        <source>{name} has {found} bands, but the model takes {expected} ({bands}): make an image of these with “Rearrange bands”, or choose another model.</source>
        <translation>{name} のバンド数は {found} ですが、モデルは {expected} バンド({bands})を使います。「バンドの並べ替え」でこれらの画像を作るか、ほかのモデルを選んでください。</translation>
    </message>
    <message>
        <location filename="../models/settings/classification.py" line="27"/>
        <source>Pixel size (metres)</source>
        <translation>ピクセルサイズ(m)</translation>
    </message>
    <message>
        <location filename="../models/settings/classification.py" line="27"/>
        <source>The image is resampled to it for the network; the result has the image&apos;s own pixels all the same. Not set: automatic, only where the image&apos;s pixels are more than 1.5 times larger or smaller than those that the model was trained on. 0: never, the image is taken as it is.</source>
        <translation>ネットワークに渡すため、画像をこのサイズにリサンプリングします。結果は元の画像のピクセルのままです。未設定: 自動(画像のピクセルがモデルの学習時より 1.5 倍を超えて大きいか小さい場合のみ)。0: リサンプリングせず、画像をそのまま使います。</translation>
    </message>
    <message>
        <location filename="../models/settings/classification.py" line="41"/>
        <source>Adapt the model to the image (minutes)</source>
        <translation>モデルを画像に合わせる(分)</translation>
    </message>
    <message>
        <location filename="../models/settings/classification.py" line="41"/>
        <source>The model learns for about so long from what it and a plain index agree on in this image, without labels. Not set: 2 minutes with the starter model that comes with Scarp, none with another one. 0: none.</source>
        <translation>モデルと単純な指標がこの画像で一致したところから、ラベルなしでおよそこの時間だけ学習します。未設定: Scarp に付属のスターターモデルでは 2 分、ほかのモデルではなし。0: なし。</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="25"/>
        <source>ENVINet5: the U-Net of Zhang et al. 2020. ResUNet: a U-Net of residual units with padding, whose output is as large as the patch. UNet: a U-Net with padding and batch normalisation.</source>
        <translation>ENVINet5: Zhang ほか 2020 の U-Net。ResUNet: 残差ユニットとパディングをもつ U-Net で、出力はパッチと同じ大きさです。UNet: パディングとバッチ正規化をもつ U-Net。</translation>
    </message>
    <message>
        <location filename="../models/settings/network.py" line="40"/>
        <source>Side of the patches that the network is trained on; 572 in the paper. ENVINet5 takes 188, 204, 220 … 572 …, and gives 184 pixels less; the others take multiples of 16. Another side is raised to the next of these.</source>
        <translation>ネットワークが学習するパッチの一辺。論文では 572。ENVINet5 は 188、204、220 … 572 … を受け取り、出力は 184 ピクセル小さくなります。ほかのネットワークは 16 の倍数を受け取ります。これ以外の値は次に大きい値に切り上げます。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="25"/>
        <source>By each image, all bands alike</source>
        <translation>画像ごと(全バンド共通)</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="170"/>
        <source>Augment: gamma</source>
        <translation>データ拡張: ガンマ</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="170"/>
        <source>Change the tone curve of half of the patches.</source>
        <translation>半数のパッチの階調曲線を変えます。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="179"/>
        <source>Augment: saturation</source>
        <translation>データ拡張: 彩度</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="179"/>
        <source>Make the colours of half of the patches stronger or weaker.</source>
        <translation>半数のパッチの色を強めたり弱めたりします。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="188"/>
        <source>Augment: exchange of bands</source>
        <translation>データ拡張: バンドの入れ替え</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="188"/>
        <source>Put the bands of half of the patches into another order.</source>
        <translation>半数のパッチのバンドの順序を変えます。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="197"/>
        <source>Augment: haze</source>
        <translation>データ拡張: かすみ</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="197"/>
        <source>Mix a bright veil into half of the patches.</source>
        <translation>半数のパッチに明るいかすみを加えます。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="206"/>
        <source>Augment: shadow</source>
        <translation>データ拡張: 影</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="206"/>
        <source>Darken parts of half of the patches.</source>
        <translation>半数のパッチの一部を暗くします。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="215"/>
        <source>Augment: blur</source>
        <translation>データ拡張: ぼかし</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="215"/>
        <source>Blur half of the patches, as if a coarser sensor had seen them.</source>
        <translation>より粗いセンサで見たように、半数のパッチをぼかします。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="224"/>
        <source>Augment: noise</source>
        <translation>データ拡張: ノイズ</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="224"/>
        <source>Add noise to half of the patches.</source>
        <translation>半数のパッチにノイズを加えます。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="249"/>
        <source>By the training rasters: brightness as such tells something. By each image: for images of other dates or sensors; an image should be large and show land mostly. All bands alike: one scale for all bands, which keeps their colours.</source>
        <translation>学習ラスタによる: 明るさそのものに意味があります。画像ごと: 撮影日やセンサの異なる画像に使います。画像は大きく、主に陸地が写っている必要があります。全バンド共通: すべてのバンドに同じ尺度を使い、色を保ちます。</translation>
    </message>
    <message>
        <location filename="../models/training/adaptation.py" line="115"/>
        <source>The model is adapted to the image for about {minutes:g} minutes, without labels.</source>
        <translation>モデルを約 {minutes:g} 分間、ラベルなしで画像に合わせます。</translation>
    </message>
    <message>
        <location filename="../models/training/adaptation.py" line="133"/>
        <source>The adaptation was given up: what the model and the plain index agree on could not be learned. The model is used as it is.</source>
        <translation>画像に合わせることをやめました。モデルと単純な指標が一致したところを学習できませんでした。モデルをそのまま使います。</translation>
    </message>
    <message>
        <location filename="../models/training/adaptation.py" line="139"/>
        <source>The model has been adapted to the image.</source>
        <translation>モデルを画像に合わせました。</translation>
    </message>
    <message>
        <location filename="../models/training/adaptation.py" line="163"/>
        <source>Only a model of one class that normalises each image by its own values can be adapted to an image without labels, such as the starter model: leave the minutes of adaptation at 0.</source>
        <translation>ラベルのない画像に合わせられるのは、スターターモデルのように、クラスが 1 つで画像ごとに正規化するモデルだけです。合わせる時間を 0 分にしてください。</translation>
    </message>
    <message>
        <location filename="../models/training/adaptation.py" line="184"/>
        <source>The image holds no data: there is nothing to adapt the model to.</source>
        <translation>画像にデータがないため、モデルを合わせられません。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/adapting.py" line="32"/>
        <source>There is an adapted model only where the model is adapted: give the minutes.</source>
        <translation>画像に合わせたモデルは、モデルを画像に合わせる場合にだけできます。分を指定してください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/adapting.py" line="64"/>
        <source>The model that an earlier run adapted to the image is taken.</source>
        <translation>以前の実行で画像に合わせたモデルを使います。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/adapting.py" line="98"/>
        <source>On {count} scenes that such a model had not seen, its F1 was {least:.2f} to {most:.2f}, {mean:.2f} on average: check the map before you use it.</source>
        <translation>学習に使っていない {count} 個のシーンで、このようなモデルの F1 は {least:.2f}~{most:.2f}(平均 {mean:.2f})でした。判読図は使う前に確認してください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/learning.py" line="238"/>
        <source>The starter model takes the bands {bands} from here on; it knew {known}.</source>
        <translation>スターターモデルはこれ以降 {bands} のバンドを使います(元は {known})。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="69"/>
        <source>Exclude pre-event</source>
        <translation>災害前の除外</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="52"/>
        <source>change detection</source>
        <translation>変化抽出</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="72"/>
        <source>old landslides</source>
        <translation>古い地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="72"/>
        <source>co-seismic</source>
        <translation>地震時</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="75"/>
        <source>Tells which of the polygons are new. Each is compared with the undisturbed ground around it on both dates, so that season and light do not count: by NDVI where both images have near infrared, else by 2 red - green. What clouds or snow hide before the event, and what lies on gentle ground, is doubtful.</source>
        <translation>ポリゴンのうちどれが新しいかを判定します。季節や光の違いが影響しないよう、両時期についてそれぞれを周囲の乱されていない地面と比べます。両画像に近赤外があれば NDVI、なければ 2 赤 - 緑 を使います。災害前に雲や雪で隠れていたもの、緩い斜面にあるものは「疑わしい」とします。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="84"/>
        <source>What was mapped, as by “Threshold to polygons”.</source>
        <translation>「しきい値からポリゴンへ」などで判読したもの。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="64"/>
        <source>Image after the event</source>
        <translation>災害後の画像</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="89"/>
        <source>The image that they were mapped on.</source>
        <translation>判読に使った画像。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="94"/>
        <source>Image before the event</source>
        <translation>災害前の画像</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="94"/>
        <source>Of any grid. Its brightness is matched to that of the image after the event.</source>
        <translation>グリッドは問いません。明るさは災害後の画像に合わせます。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="81"/>
        <source>Elevation model</source>
        <translation>標高モデル</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="98"/>
        <source>For slope and relief. Without it, gentle ground is not told from hillsides.</source>
        <translation>傾斜と起伏に使います。ない場合、緩い地面と斜面を区別しません。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="102"/>
        <source>Older landslides</source>
        <translation>古い地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="102"/>
        <source>What changed where one of them is mapped is reactivated.</source>
        <translation>その範囲で変化したものは「再活動」とします。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="108"/>
        <source>Maps both images, where they have its bands: what it finds before the event, too, is existing. It takes as long as classifying both.</source>
        <translation>モデルのバンドが両画像にある場合、両方を判読します。災害前にも判読されたものは「既存」とします。両画像の分類と同じ時間がかかります。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="115"/>
        <source>Smallest change</source>
        <translation>最小の変化</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="115"/>
        <source>The share of a polygon&apos;s contrast with the ground around it that must be new, 0 to 1.</source>
        <translation>周囲の地面との差のうち、新しいものであるべき割合(0~1)。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="125"/>
        <source>Smallest slope (degrees)</source>
        <translation>最小の傾斜(度)</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="125"/>
        <source>New polygons of a smaller mean slope are doubtful: fields, river bars, roads.</source>
        <translation>平均傾斜がこれより小さい新しいポリゴンは「疑わしい」とします(畑、河原、道路)。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="132"/>
        <source>Move the image from before</source>
        <translation>災害前の画像を移動する</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="132"/>
        <source>By the shift between the dates, where it can be measured.</source>
        <translation>測れる場合、両時期のずれの分だけ移動します。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="139"/>
        <source>Keep new landslides only</source>
        <translation>新しい地すべりだけを残す</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="139"/>
        <source>Leave out all polygons that are not new.</source>
        <translation>新しくないポリゴンをすべて除きます。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="145"/>
        <source>Compared polygons</source>
        <translation>比較したポリゴン</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="145"/>
        <source>The polygons with status, change (1: all of the contrast is new, 0: none), its p-value, mean slope in degrees, relief in metres, and the reason.</source>
        <translation>status(状態)、change(変化。1: 差はすべて新しい、0: まったくない)、その p 値、平均傾斜(度)、起伏(m)、理由をもつポリゴン。</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="154"/>
        <source>New</source>
        <translation>新規</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="154"/>
        <source>Existing</source>
        <translation>既存</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="154"/>
        <source>Reactivated</source>
        <translation>再活動</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="101"/>
        <source>Doubtful</source>
        <translation>疑わしい</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="192"/>
        <source>Before and after – {name}</source>
        <translation>災害前後 – {name}</translation>
    </message>
    <message>
        <location filename="../algorithms/excludepreevent.py" line="199"/>
        <source>{new} new, {existing} existing, {reactivated} reactivated, {doubtful} doubtful.</source>
        <translation>新規 {new}、既存 {existing}、再活動 {reactivated}、疑わしい {doubtful}。</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="52"/>
        <source>Own settings: as given below. The others set width and patch size, and “A few polygons” the network too, for a training with the preset of the same name.</source>
        <translation>独自の設定: 下のとおり。ほかは同じ名前のプリセットで学習するために幅とパッチサイズを、「少数のポリゴン」ではネットワークも設定します。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/presets.py" line="32"/>
        <source>A few polygons (minutes)</source>
        <translation>少数のポリゴン(数分)</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="49"/>
        <source>Stack images</source>
        <translation>画像の重ね合わせ</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="52"/>
        <source>co-registration</source>
        <translation>位置合わせ</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="52"/>
        <source>slope</source>
        <translation>傾斜</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="55"/>
        <source>Puts an image from after the event, images from before it, and the terrain into one raster with the grid of the first, for a network that learns from all of them. Everything is warped by GDAL: averaged where it is finer, else by cubic convolution. Where only one date lacks data, under a cloud perhaps, the other bands keep theirs.</source>
        <translation>災害後の画像、災害前の画像、地形を、災害後の画像のグリッドで 1 つのラスタにまとめ、すべてから学習するネットワークに使います。GDAL で変換し、より細かいものは平均、それ以外は 3 次畳み込みで補間します。雲の下など一方の時期だけデータがない場合、ほかのバンドのデータは残ります。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="64"/>
        <source>Its grid is that of the result. Bands are told by their names, else by their colours, else by their order: red, green, blue, near infrared.</source>
        <translation>結果はこのグリッドになります。バンドは名前、なければ色、なければ順序(赤、緑、青、近赤外)で判断します。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="72"/>
        <source>Images from before the event</source>
        <translation>災害前の画像</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="72"/>
        <source>Of any grid. Their bands get names such as pre_red; changes are measured from the first.</source>
        <translation>グリッドは問いません。バンドには pre_red などの名前が付きます。変化は最初の画像から測ります。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="81"/>
        <source>Heights, in metres or in feet, for slope, relief and curvature.</source>
        <translation>傾斜、起伏、曲率のための標高(m またはフィート)。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="85"/>
        <source>Further rasters</source>
        <translation>その他のラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="95"/>
        <source>Bands to derive</source>
        <translation>計算するバンド</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="95"/>
        <source>Computed beside the bands of the rasters. What needs a raster or a band that is not there is left out, and the log says so.</source>
        <translation>ラスタのバンドに加えて計算します。必要なラスタやバンドがないものは除き、ログに記します。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="109"/>
        <source>Move the images from before</source>
        <translation>災害前の画像を移動する</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="109"/>
        <source>By the shift between the dates, measured in many windows to a tenth of a pixel. Where the windows disagree, nothing is moved.</source>
        <translation>多くの窓で 10 分の 1 ピクセルまで測った、両時期のずれの分だけ移動します。窓どうしが一致しない場合は移動しません。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="118"/>
        <source>Match the brightness</source>
        <translation>明るさを合わせる</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="118"/>
        <source>Bring each band from before to the brightness that ground without changes has after the event.</source>
        <translation>災害前の各バンドを、変化のない地面の災害後の明るさに合わせます。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="127"/>
        <source>Window of the relief (m)</source>
        <translation>起伏の窓(m)</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="127"/>
        <source>Side of the square in which the highest and the lowest point are compared.</source>
        <translation>最高点と最低点を比べる正方形の一辺。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="136"/>
        <source>Stack</source>
        <translation>重ね合わせた画像</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="144"/>
        <source>Names of the bands</source>
        <translation>バンドの名前</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="145"/>
        <source>Shift to the right (pixels)</source>
        <translation>右へのずれ(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="145"/>
        <source>Shift downwards (pixels)</source>
        <translation>下へのずれ(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="145"/>
        <source>Standard deviation of the shift (pixels)</source>
        <translation>ずれの標準偏差(ピクセル)</translation>
    </message>
    <message>
        <location filename="../core/pre_event/exclusion.py" line="43"/>
        <source>It has no geometry that can be used.</source>
        <translation>使えるジオメトリがありません。</translation>
    </message>
    <message>
        <location filename="../core/stacking/settings.py" line="15"/>
        <source>NDVI</source>
        <translation>NDVI</translation>
    </message>
    <message>
        <location filename="../core/pre_event/exclusion.py" line="215"/>
        <source>2 red - green</source>
        <translation>2 赤 - 緑</translation>
    </message>
    <message>
        <location filename="../core/pre_event/exclusion.py" line="217"/>
        <source>brightness</source>
        <translation>明るさ</translation>
    </message>
    <message>
        <location filename="../core/pre_event/exclusion.py" line="228"/>
        <source>What is compared is {index}.</source>
        <translation>{index} を比べます。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="29"/>
        <source>Clouds, snow or the edge of the image hide it before the event.</source>
        <translation>災害前は雲、雪、または画像の端で隠れています。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="30"/>
        <source>It lies outside the image after the event, or where that has no data.</source>
        <translation>災害後の画像の外、またはデータのない場所にあります。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="31"/>
        <source>It is smaller than three pixels.</source>
        <translation>3 ピクセルより小さいです。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="32"/>
        <source>There is no undisturbed ground around it to compare it with.</source>
        <translation>比べるための乱されていない地面が周囲にありません。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="33"/>
        <source>It does not stand out from the ground around it.</source>
        <translation>周囲の地面と区別できません。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="34"/>
        <source>Its slope is gentle: it may be a field, a river bar or a road.</source>
        <translation>傾斜が緩く、畑、河原、道路かもしれません。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="35"/>
        <source>It changed, but hardly more than the ground around it varies.</source>
        <translation>変化しましたが、周囲の地面のばらつきとほとんど変わりません。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="36"/>
        <source>It stands out from the ground around it since the event only.</source>
        <translation>災害後にだけ周囲の地面と区別できます。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="37"/>
        <source>It stood out from the ground around it before the event, too.</source>
        <translation>災害前にも周囲の地面と区別できました。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="38"/>
        <source>A part of it was bare before the event.</source>
        <translation>災害前に一部が裸地でした。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="39"/>
        <source>It changed where an older landslide is mapped.</source>
        <translation>古い地すべりがある場所で変化しました。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/verdicts.py" line="40"/>
        <source>The model maps it on the image from before the event, too.</source>
        <translation>モデルは災害前の画像でもこれを判読します。</translation>
    </message>
    <message>
        <location filename="../core/stacking/band_roles.py" line="43"/>
        <source>The bands of {path} have no names: they are taken as {names}.</source>
        <translation>{path} のバンドに名前がありません。{names} とみなします。</translation>
    </message>
    <message>
        <location filename="../core/stacking/dates.py" line="126"/>
        <source>{path} is given for both dates: choose an image from before the event.</source>
        <translation>{path} が両方の時期に指定されています。災害前の画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/stacking/dates.py" line="144"/>
        <source>By their dates {pre} was taken after {post}: are the images before and after the event exchanged?</source>
        <translation>日付では {pre} は {post} より後に撮影されています。災害前と災害後の画像が逆ではありませんか?</translation>
    </message>
    <message>
        <location filename="../core/stacking/dates.py" line="177"/>
        <source>{pre} and {post} show no ground in common: choose images that overlap.</source>
        <translation>{pre} と {post} に共通の地面がありません。重なる画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/stacking/dates.py" line="182"/>
        <source>{pre} and {post} hold the same image: choose one from before the event.</source>
        <translation>{pre} と {post} は同じ画像です。災害前の画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/stacking/dates.py" line="200"/>
        <source>{path} is moved by {cols:.2f} columns and {rows:.2f} rows (standard deviation {spread:.2f} pixels, {agreeing} of {windows} windows).</source>
        <translation>{path} を {cols:.2f} 列、{rows:.2f} 行移動します(標準偏差 {spread:.2f} ピクセル、{windows} 個中 {agreeing} 個の窓)。</translation>
    </message>
    <message>
        <location filename="../core/stacking/dates.py" line="240"/>
        <source>Band {name} of {path}: gain {gain:.3f}, offset {offset:.4g}.</source>
        <translation>{path} のバンド {name}: ゲイン {gain:.3f}、オフセット {offset:.4g}。</translation>
    </message>
    <message>
        <location filename="../core/stacking/grids.py" line="43"/>
        <source>The pixels of {path} are turned on the map: reproject it first.</source>
        <translation>{path} のピクセルは地図上で回転しています。先に再投影してください。</translation>
    </message>
    <message>
        <location filename="../core/stacking/grids.py" line="144"/>
        <source>{path} cannot be read.</source>
        <translation>{path} を読み込めません。</translation>
    </message>
    <message>
        <location filename="../core/stacking/grids.py" line="174"/>
        <source>{path} cannot be brought onto the grid of the post-event image: {reason}</source>
        <translation>{path} を災害後の画像のグリッドに変換できません: {reason}</translation>
    </message>
    <message>
        <location filename="../core/stacking/registration.py" line="87"/>
        <source>The images have too little ground in common for their shift to be measured: nothing is moved.</source>
        <translation>画像に共通の地面が少なすぎてずれを測れません。移動しません。</translation>
    </message>
    <message>
        <location filename="../core/stacking/registration.py" line="97"/>
        <source>Parts of the images disagree about the shift between the dates, as where snow or clouds cover one of them: nothing is moved.</source>
        <translation>一方が雪や雲に覆われているなど、画像の部分ごとに時期間のずれが一致しません。移動しません。</translation>
    </message>
    <message>
        <location filename="../core/stacking/settings.py" line="16"/>
        <source>(R - G) / (R + G)</source>
        <translation>(R - G) / (R + G)</translation>
    </message>
    <message>
        <location filename="../core/stacking/settings.py" line="17"/>
        <source>Change of NDVI</source>
        <translation>NDVI の変化</translation>
    </message>
    <message>
        <location filename="../core/stacking/settings.py" line="18"/>
        <source>Change of (R - G) / (R + G)</source>
        <translation>(R - G) / (R + G) の変化</translation>
    </message>
    <message>
        <location filename="../core/stacking/settings.py" line="19"/>
        <source>Change of brightness</source>
        <translation>明るさの変化</translation>
    </message>
    <message>
        <location filename="../core/stacking/settings.py" line="20"/>
        <source>Slope (degrees)</source>
        <translation>傾斜(度)</translation>
    </message>
    <message>
        <location filename="../core/stacking/settings.py" line="21"/>
        <source>Relief (m)</source>
        <translation>起伏(m)</translation>
    </message>
    <message>
        <location filename="../core/stacking/settings.py" line="22"/>
        <source>Curvature (1/100 m)</source>
        <translation>曲率(1/100 m)</translation>
    </message>
    <message>
        <location filename="../core/stacking/stack.py" line="121"/>
        <source>The bands are {names}.</source>
        <translation>バンドは {names} です。</translation>
    </message>
    <message>
        <location filename="../core/stacking/stack.py" line="129"/>
        <source>There is nothing to stack: choose an image from before the event, an elevation model, or other rasters.</source>
        <translation>重ね合わせるものがありません。災害前の画像、標高モデル、またはその他のラスタを選んでください。</translation>
    </message>
    <message>
        <location filename="../core/stacking/stack.py" line="163"/>
        <source>The band {name} is left out: the images have no band {missing}.</source>
        <translation>バンド {name} を除きます。画像にバンド {missing} がありません。</translation>
    </message>
    <message>
        <location filename="../core/stacking/stack.py" line="185"/>
        <source>The band {name} is left out: no image from before the event was given.</source>
        <translation>バンド {name} を除きます。災害前の画像が指定されていません。</translation>
    </message>
    <message>
        <location filename="../core/stacking/stack.py" line="216"/>
        <source>The band {name} is left out: no elevation model was given.</source>
        <translation>バンド {name} を除きます。標高モデルが指定されていません。</translation>
    </message>
    <message>
        <location filename="../core/stacking/terrain.py" line="72"/>
        <source>{path} is coarse: its pixels are of {found:.3g} m, those of the image of {wanted:.3g} m. Slope and relief show hillsides, not single landslides.</source>
        <translation>{path} は粗く、ピクセルは {found:.3g} m、画像は {wanted:.3g} m です。傾斜と起伏は個々の地すべりではなく斜面を示します。</translation>
    </message>
    <message>
        <location filename="../core/stacking/terrain.py" line="87"/>
        <source>{path} does not overlap with the post-event image: choose another DEM.</source>
        <translation>{path} は災害後の画像と重なりません。ほかの標高モデルを選んでください。</translation>
    </message>
    <message>
        <location filename="../core/stacking/terrain.py" line="114"/>
        <source>The heights of {path} are in feet: they are converted.</source>
        <translation>{path} の標高はフィートなので変換します。</translation>
    </message>
    <message>
        <location filename="../core/stacking/terrain.py" line="117"/>
        <source>The heights of {path} have the unit “{unit}”: they are taken for metres.</source>
        <translation>{path} の標高の単位は「{unit}」です。m とみなします。</translation>
    </message>
    <message>
        <location filename="../core/stacking/terrain.py" line="124"/>
        <source>{path} does not say in which unit its heights are: they are taken for metres.</source>
        <translation>{path} に標高の単位がありません。m とみなします。</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="233"/>
        <source>Band dropout</source>
        <translation>バンドのドロップアウト</translation>
    </message>
    <message>
        <location filename="../models/settings/training.py" line="233"/>
        <source>Of a stack of two dates and the terrain: the share of the patches from which the bands from before the event are left out, and likewise those of the terrain, so that the network learns to do without where they lack data.</source>
        <translation>2 時期と地形を重ね合わせた画像で、災害前のバンドを除くパッチの割合。地形のバンドも同様です。データがない場所ではそれなしで判断することをネットワークが学びます。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/learning.py" line="177"/>
        <source>The starter model that comes with Scarp is trained on.</source>
        <translation>Scarp に付属のスターターモデルをさらに学習させます。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="136"/>
        <source>A .tif in Float32 with all bands, or a .vrt that refers to the image after the event and has the others in a file beside it. Nodata is NaN, in each band by itself.</source>
        <translation>すべてのバンドをもつ Float32 の .tif、または災害後の画像を参照し、ほかのバンドを隣のファイルにもつ .vrt。nodata は NaN で、バンドごとです。</translation>
    </message>
    <message>
        <location filename="../core/stacking/stack.py" line="136"/>
        <source>A stack is a .tif or a .vrt file, not {path}.</source>
        <translation>重ね合わせた画像は .tif または .vrt ファイルです。{path} ではありません。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/presets.py" line="61"/>
        <source>Own settings: as given below. Quick look: {quick} epochs of {few} patches, to see whether labels and image are usable. Standard: {standard} epochs of {more} patches. As in the paper: the numbers of Zhang et al. 2020 (30 epochs of 500 patches, one a batch, SGD, class weight 0.8022, loss weight 0.70, blur distance 3.8566, rotation and scale). A few polygons: for an image of which little is mapped yet; up to {pixels} labelled pixels of one class, the starter model that comes with Scarp is trained on where no model is named. A preset replaces the numbers below, except patience, normalisation, precision, device, seed and a frozen encoder. A new network has {narrow}, {wider} or {widest} feature maps on its first level; for a few polygons it is a UNet of {least}.</source>
        <translation>独自の設定: 下のとおり。クイックルック: {few} パッチ × {quick} エポックで、ラベルと画像が使えるかを見ます。標準: {more} パッチ × {standard} エポック。論文どおり: Zhang ほか 2020 の値(500 パッチ × 30 エポック、1 バッチに 1 パッチ、SGD、クラス重み 0.8022、損失重み 0.70、ぼかし距離 3.8566、回転と拡大縮小)。少数のポリゴン: まだ判読がわずかな画像用で、1 クラスのラベルが {pixels} ピクセル以下なら、モデルを指定しなければ Scarp に付属のスターターモデルをさらに学習させます。プリセットは、忍耐、正規化、精度、デバイス、シード、エンコーダの固定を除き、下の数値を置き換えます。新しいネットワークの第 1 レベルの特徴マップは {narrow}、{wider}、{widest} 枚で、「少数のポリゴン」では {least} 枚の UNet です。</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/training.py" line="49"/>
        <source>A trained model to train further with more label rasters, or one from “Initialize model”. Without it a new ENVINet5 is made that fits the rasters and the preset; with the preset “A few polygons” a UNet, or the starter model is trained on.</source>
        <translation>さらにラベルラスタで学習させる学習済みモデル、または「モデルの初期化」で作ったモデル。指定しない場合、ラスタとプリセットに合う新しい ENVINet5 を作ります。プリセット「少数のポリゴン」では UNet を作るか、スターターモデルをさらに学習させます。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainononeevent.py" line="58"/>
        <source>Trains a model on one image and the landslides that were mapped on it: label raster, split in blocks (60 % to learn from), a new ENVINet5, or with the preset “A few polygons” a UNet or the starter model, and its training. For other settings run the steps one by one.</source>
        <translation>1 枚の画像と、そこで判読した地すべりでモデルを学習させます。ラベルラスタ、ブロックでの分割(60 % を学習用)、新しい ENVINet5(プリセット「少数のポリゴン」では UNet またはスターターモデル)、その学習の順に進みます。ほかの設定は、各ステップを個別に実行してください。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Stack images…</source>
        <translation>画像の重ね合わせ…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Adds an image from before the event, and slope and relief, for the network to learn from as well.</source>
        <translation>災害前の画像、傾斜、起伏を加え、ネットワークがそれらからも学習するようにします。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Exclude pre-event…</source>
        <translation>災害前の除外…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Tells which of the mapped landslides were there before the event, by an image from before it.</source>
        <translation>災害前の画像により、判読した地すべりのうち災害前からあったものを判定します。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="182"/>
        <source>Event inventory</source>
        <translation>イベントインベントリ</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="88"/>
        <source>metadata</source>
        <translation>メタデータ</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="89"/>
        <source>density</source>
        <translation>密度</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="90"/>
        <source>gaps</source>
        <translation>未調査部分</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="94"/>
        <source>Writes one GeoPackage to hand over: the landslides, each with a name that stays, when and from what it was mapped and how sure it is; the area that was examined; the gaps in it with their reasons; and the density of landslides in cells of a grid. Styles and metadata are in the file, so that it opens the same everywhere.</source>
        <translation>引き渡し用の GeoPackage を 1 つ書き出します。地すべり(変わらない名前、いつ何から判読したか、確かさ)、調査した範囲、調査できなかった部分とその理由、格子のセルごとの地すべり密度を含みます。スタイルとメタデータもファイルに入るので、どこでも同じように開きます。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="103"/>
        <source>The polygons to hand over, with all their fields. A field “status” may say which are checked, edited or rejected; “landslide_id” is kept where it is filled in.</source>
        <translation>引き渡すポリゴンとそのすべてのフィールド。「status」フィールドで確認済み、編集済み、却下を示せます。「landslide_id」は入力されていればそのまま残ります。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="123"/>
        <source>The image that was mapped: where it has no data there is a gap.</source>
        <translation>判読した画像。データのない場所は未調査部分になります。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="83"/>
        <source>Examined area</source>
        <translation>調査範囲</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="128"/>
        <source>Without it: all that the image or the class activation raster covers.</source>
        <translation>指定しない場合は、画像またはクラス活性化ラスタが覆う範囲すべて。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="135"/>
        <source>Clouds and shadows</source>
        <translation>雲と影</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="135"/>
        <source>Polygons of what could not be seen, with the reason in a field “reason”, or a raster that is not 0 there.</source>
        <translation>見えなかった部分のポリゴン(理由は「reason」フィールド)、またはその部分が 0 でないラスタ。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="150"/>
        <source>Event</source>
        <translation>イベント</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="150"/>
        <source>Its name: “2018 Hokkaido Eastern Iburi”.</source>
        <translation>名前(例:「2018 Hokkaido Eastern Iburi」)。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="97"/>
        <source>Trigger</source>
        <translation>誘因</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="150"/>
        <source>What caused the landslides: “earthquake”.</source>
        <translation>地すべりの原因(例:「earthquake」)。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="150"/>
        <source>Date of the event</source>
        <translation>イベントの日付</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="150"/>
        <source>As 2018-09-06, or as 2018-09-06/2018-09-08 for a period.</source>
        <translation>2018-09-06、期間なら 2018-09-06/2018-09-08 のように書きます。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="150"/>
        <source>Mapped by</source>
        <translation>判読者</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="150"/>
        <source>A person, or an organisation.</source>
        <translation>個人または組織。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="161"/>
        <source>Cells of the density (m)</source>
        <translation>密度のセル(m)</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="161"/>
        <source>Side of the squares in which landslides are counted.</source>
        <translation>地すべりを数える正方形の一辺。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="168"/>
        <source>Its name is written down with each landslide.</source>
        <translation>その名前を各地すべりに記します。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="175"/>
        <source>The polygons with their verdicts, as “Assess accuracy” writes them.</source>
        <translation>「精度評価」が書き出す、判定付きのポリゴン。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="192"/>
        <source>One page to print: map, key figures, method, and what is to be kept in mind.</source>
        <translation>印刷用の 1 ページ: 地図、主な数値、方法、留意点。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="186"/>
        <source>Number of landslides</source>
        <translation>地すべりの数</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="207"/>
        <source>Polygons that do not count</source>
        <translation>数えないポリゴン</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="207"/>
        <source>Examined area (m²)</source>
        <translation>調査面積(m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="207"/>
        <source>Area of the gaps (m²)</source>
        <translation>未調査部分の面積(m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="294"/>
        <source>Report – event inventory {name}</source>
        <translation>レポート – イベントインベントリ {name}</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="55"/>
        <source>Inventory statistics</source>
        <translation>インベントリの統計</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="59"/>
        <source>size frequency</source>
        <translation>規模頻度</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="60"/>
        <source>power law</source>
        <translation>べき乗則</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="61"/>
        <source>volume</source>
        <translation>体積</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="62"/>
        <source>magnitude</source>
        <translation>マグニチュード</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="63"/>
        <source>amalgamation</source>
        <translation>合体</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="68"/>
        <source>Measures the landslides of an inventory and makes statistics of them: size–frequency with the inverse gamma and the double Pareto distribution and a power law for large landslides, landslide-event magnitude, volumes by published relations, shapes, and polygons that are probably several landslides in one. All figures have intervals of 95 %.</source>
        <translation>インベントリの地すべりを計測し、統計をまとめます。逆ガンマ分布、二重パレート分布、大きな地すべりのべき乗則による規模頻度、地すべりイベントのマグニチュード、公表された関係式による体積、形状、複数の地すべりが合体したと思われるポリゴンを含みます。数値には 95 % の区間が付きます。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="78"/>
        <source>One polygon for each landslide, mapped by Scarp or by hand, in any CRS.</source>
        <translation>地すべりごとに 1 つのポリゴン。Scarp または手作業で判読したもので、CRS は問いません。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="83"/>
        <source>Landslides outside of it do not count. Without it there are no densities.</source>
        <translation>範囲外の地すべりは数えません。指定しない場合、密度は求めません。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="90"/>
        <source>For slope, aspect, relief, the way of steepest descent and H/L of each landslide, and to find polygons that cross ridges.</source>
        <translation>各地すべりの傾斜、斜面方位、起伏、最急降下の経路、H/L と、尾根をまたぐポリゴンの検出に使います。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="97"/>
        <source>What caused the landslides, for the report: “earthquake”, “rainfall”.</source>
        <translation>レポートに記す地すべりの原因(例:「earthquake」、「rainfall」)。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="101"/>
        <source>Inventory to compare with</source>
        <translation>比較するインベントリ</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="101"/>
        <source>Another inventory of the same event: the report shows both distributions, and from which size on they agree.</source>
        <translation>同じイベントの別のインベントリ。レポートに両方の分布と、どの規模から一致するかを示します。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="112"/>
        <source>Measured landslides</source>
        <translation>計測した地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="112"/>
        <source>The polygons with area, perimeter, length, width, ellipse ratio, compactness, volume (Guzzetti et al. 2009), what the elevation model says, and “amalgam”, 1 where a polygon is probably several landslides, with the reason.</source>
        <translation>面積、周長、長さ、幅、楕円比、コンパクトさ、体積(Guzzetti ほか 2009)、標高モデルから求めた値、「amalgam」(複数の地すべりと思われる場合は 1)とその理由をもつポリゴン。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="124"/>
        <source>All figures with their intervals and units.</source>
        <translation>すべての数値と区間、単位。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="131"/>
        <source>The figures, the size–frequency chart, and what they say and do not say.</source>
        <translation>数値、規模頻度の図と、そこから言えること、言えないこと。</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="156"/>
        <source>Report – statistics of {name}</source>
        <translation>レポート – {name} の統計</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="186"/>
        <source>Area of the landslides (m²)</source>
        <translation>地すべりの面積(m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="186"/>
        <source>Landslide-event magnitude</source>
        <translation>地すべりイベントのマグニチュード</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="186"/>
        <source>Landslide-event magnitude, inferred from the tail</source>
        <translation>地すべりイベントのマグニチュード(裾から推定)</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="186"/>
        <source>Exponent of the tail</source>
        <translation>裾の指数</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="186"/>
        <source>Smallest area of the tail (m²)</source>
        <translation>裾の最小面積(m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="186"/>
        <source>Roll-over (m²)</source>
        <translation>ロールオーバー(m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="186"/>
        <source>Volume after Guzzetti et al. 2009 (m³)</source>
        <translation>Guzzetti ほか 2009 による体積(m³)</translation>
    </message>
    <message>
        <location filename="../algorithms/inventorystatistics.py" line="186"/>
        <source>Polygons that are probably several landslides</source>
        <translation>複数の地すべりと思われるポリゴン</translation>
    </message>
    <message>
        <location filename="../core/event/density.py" line="71"/>
        <source>Cells of {side:g} m are too small for {area:.0f} km²: choose larger ones for the density.</source>
        <translation>{side:g} m のセルは {area:.0f} km² には小さすぎます。密度にはより大きなセルを選んでください。</translation>
    </message>
    <message>
        <location filename="../core/event/replacing.py" line="27"/>
        <source>An event inventory is a .gpkg file, not {path}.</source>
        <translation>イベントインベントリは .gpkg ファイルです。{path} ではありません。</translation>
    </message>
    <message>
        <location filename="../core/event/replacing.py" line="43"/>
        <source>{path} holds other tables ({names}), which would be lost: choose another name for the event inventory.</source>
        <translation>{path} にはほかの表({names})があり、失われてしまいます。イベントインベントリに別の名前を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/vectors/projecting.py" line="81"/>
        <source>{name} holds no polygons: choose the layer of landslides.</source>
        <translation>{name} にポリゴンがありません。地すべりのレイヤを選んでください。</translation>
    </message>
    <message>
        <location filename="../core/event/writing.py" line="140"/>
        <source>{count} landslides lie outside the examined area or in its gaps: they are in the file, but not in the density.</source>
        <translation>{count} 個の地すべりが調査範囲の外か未調査部分にあります。ファイルには含まれますが、密度には含まれません。</translation>
    </message>
    <message>
        <location filename="../core/event/geopackage.py" line="70"/>
        <source>{path} could not be written: is the disk full?</source>
        <translation>{path} を書き込めませんでした。ディスクがいっぱいではありませんか?</translation>
    </message>
    <message>
        <location filename="../core/event/examined.py" line="29"/>
        <source>No image</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <location filename="../core/event/examined.py" line="29"/>
        <source>The image has no data</source>
        <translation>画像にデータなし</translation>
    </message>
    <message>
        <location filename="../core/event/examined.py" line="30"/>
        <source>Not classified</source>
        <translation>未分類</translation>
    </message>
    <message>
        <location filename="../core/event/examined.py" line="30"/>
        <source>Masked</source>
        <translation>マスク</translation>
    </message>
    <message>
        <location filename="../core/event/examined.py" line="104"/>
        <source>Neither area nor image nor class activation raster is given: the rectangle around the landslides is taken for the examined area.</source>
        <translation>範囲も画像もクラス活性化ラスタも指定されていません。地すべりを囲む長方形を調査範囲とします。</translation>
    </message>
    <message>
        <location filename="../core/event/examined.py" line="137"/>
        <source>{path} covers nothing of the examined area: choose another one.</source>
        <translation>{path} は調査範囲をまったく覆っていません。ほかのものを選んでください。</translation>
    </message>
    <message>
        <location filename="../core/inventory/frequency.py" line="162"/>
        <source>The inventory holds too few landslides for statistics: {count}, where at least {fewest} are needed.</source>
        <translation>統計には地すべりが少なすぎます({count} 個。少なくとも {fewest} 個必要です)。</translation>
    </message>
    <message>
        <location filename="../core/inventory/frequency.py" line="171"/>
        <source>All landslides have the same area, {area:.4g} m²: there is no distribution of sizes. Are these points with a buffer, or cells of a grid?</source>
        <translation>すべての地すべりが同じ面積({area:.4g} m²)で、規模の分布がありません。バッファを付けた点か格子のセルではありませんか?</translation>
    </message>
    <message>
        <location filename="../core/inventory/hillslopes.py" line="92"/>
        <source>{path} has no data below {count} of {all} landslides: what it would say of them is left empty.</source>
        <translation>{path} には {all} 個中 {count} 個の地すべりの下にデータがありません。該当する値は空になります。</translation>
    </message>
    <message>
        <location filename="../core/event/landslide_fields.py" line="90"/>
        <source>“{given}” is not a date: write it as 2018-09-06, or as 2018-09-06/2018-09-08 for a period.</source>
        <translation>「{given}」は日付ではありません。2018-09-06、期間なら 2018-09-06/2018-09-08 のように書いてください。</translation>
    </message>
    <message>
        <location filename="../core/event/landslide_fields.py" line="98"/>
        <source>The period {given} ends before it begins.</source>
        <translation>期間 {given} は始まる前に終わっています。</translation>
    </message>
    <message>
        <location filename="../core/inventory/reasons.py" line="8"/>
        <source>Its outline is branched: it covers little more than half of its convex hull, or less.</source>
        <translation>輪郭が枝分かれしており、凸包の半分程度かそれ以下しか覆っていません。</translation>
    </message>
    <message>
        <location filename="../core/inventory/reasons.py" line="8"/>
        <source>Its ground faces several ways, as across a ridge or a valley.</source>
        <translation>尾根や谷をまたぐように、地面がいくつもの方向を向いています。</translation>
    </message>
    <message>
        <location filename="../core/inventory/reasons.py" line="8"/>
        <source>It is twice as wide across the slope as it is long down it.</source>
        <translation>斜面に沿った長さの 2 倍の幅があります。</translation>
    </message>
    <message>
        <location filename="../core/inventory/statistics.py" line="114"/>
        <source>Fitting distributions to {count} areas.</source>
        <translation>{count} 個の面積に分布を当てはめています。</translation>
    </message>
    <message>
        <location filename="../core/inventory/statistics.py" line="152"/>
        <source>{name}: {count} features without a usable geometry are left out.</source>
        <translation>{name}: 使えるジオメトリのない {count} 個の地物を除きました。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="52"/>
        <source>Compares predicted landslides with an inventory: by area (what both cover, on the ellipsoid, Equations 2 to 5 of the paper, IoU, kappa and MCC) and by object: which landslides were found, missed, split, merged, and which predictions are false. Intervals of 95 % are by bootstrap of parts of the area. A metric is empty where it is undefined: precision without a prediction, recall without a landslide in the area.</source>
        <translation>判読した地すべりをインベントリと比べます。面積による比較(両方が覆う楕円体上の面積、論文の式 2~5、IoU、カッパ、MCC)と、物体による比較(見つかった、見逃した、分割された、結合された地すべりと、誤った判読)を行います。95 % の区間は範囲の一部のブートストラップによります。定義できない指標は空になります(判読がない場合の適合率、範囲に地すべりがない場合の再現率)。</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="95"/>
        <source>Precision, lower limit of 95 %</source>
        <translation>適合率、95 % の下限</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="95"/>
        <source>Precision, upper limit of 95 %</source>
        <translation>適合率、95 % の上限</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="95"/>
        <source>Recall, lower limit of 95 %</source>
        <translation>再現率、95 % の下限</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="95"/>
        <source>Recall, upper limit of 95 %</source>
        <translation>再現率、95 % の上限</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>F1, lower limit of 95 %</source>
        <translation>F1、95 % の下限</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>F1, upper limit of 95 %</source>
        <translation>F1、95 % の上限</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Precision by object, lower limit of 95 %</source>
        <translation>適合率(物体)、95 % の下限</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Precision by object, upper limit of 95 %</source>
        <translation>適合率(物体)、95 % の上限</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Recall by object, lower limit of 95 %</source>
        <translation>再現率(物体)、95 % の下限</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>Recall by object, upper limit of 95 %</source>
        <translation>再現率(物体)、95 % の上限</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>F1 by object, lower limit of 95 %</source>
        <translation>F1(物体)、95 % の下限</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="189"/>
        <source>F1 by object, upper limit of 95 %</source>
        <translation>F1(物体)、95 % の上限</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="54"/>
        <source>Draw sample</source>
        <translation>サンプルの抽出</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="57"/>
        <source>random points</source>
        <translation>ランダムな点</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="57"/>
        <source>stratified sample</source>
        <translation>層化サンプル</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="69"/>
        <source>The map that is to be assessed.</source>
        <translation>評価する判読図。</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="110"/>
        <source>Number of points</source>
        <translation>点の数</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="81"/>
        <source>Each stratum gets 30 of them at least. 200 are checked in an hour or two.</source>
        <translation>各層に少なくとも 30 点を割り当てます。200 点の確認には 1~2 時間かかります。</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="88"/>
        <source>Strata</source>
        <translation>層</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="88"/>
        <source>What points are drawn from: landslides and background, or the ground within 50 m of landslides as a part of its own, where most errors are.</source>
        <translation>点を抽出する区分: 地すべりと背景、または誤りの多い地すべりから 50 m 以内の地面も別に扱います。</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="88"/>
        <source>Landslides and background</source>
        <translation>地すべりと背景</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="88"/>
        <source>And the ground near landslides</source>
        <translation>さらに地すべりの近く</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="98"/>
        <source>The same seed draws the same points.</source>
        <translation>同じシードなら同じ点を抽出します。</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="101"/>
        <source>Points to check</source>
        <translation>確認する点</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="101"/>
        <source>Points with stratum, its area, and “mapped”; “reference” and “note” are to be filled in. They are in random order: the first of them are a sample, too.</source>
        <translation>層、その面積、「mapped」をもつ点。「reference」と「note」を記入してください。順序はランダムなので、はじめの一部だけでもサンプルになります。</translation>
    </message>
    <message>
        <location filename="../algorithms/results/sinks.py" line="106"/>
        <source>A {format} file cannot hold the fields: choose a GeoPackage (.gpkg), a Shapefile (.shp) or GeoJSON (.geojson).</source>
        <translation>{format} ファイルにはフィールドを保存できません。GeoPackage(.gpkg)、Shapefile(.shp)、GeoJSON(.geojson)のいずれかを選んでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/stackimages.py" line="85"/>
        <source>Anything else that may tell landslides. Whole numbers, such as those of geology, stay as they are; other values are interpolated.</source>
        <translation>地すべりの手がかりになるその他のもの。地質などの整数はそのまま使い、ほかの値は補間します。</translation>
    </message>
    <message>
        <location filename="../core/assessment/sample.py" line="84"/>
        <source>Each stratum of the sample needs at least two checked points: check more of them, or draw a sample with fewer strata.</source>
        <translation>サンプルの各層に、確認済みの点が少なくとも 2 つ必要です。さらに確認するか、層の少ないサンプルを抽出してください。</translation>
    </message>
    <message>
        <location filename="../core/assessment/sampling_design.py" line="88"/>
        <source>No landslide of {name} lies in the area: choose the area that was mapped.</source>
        <translation>{name} の地すべりは範囲内にありません。判読した範囲を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/assessment/sampling_design.py" line="93"/>
        <source>A sample of {size} points is too small: at least {least} are needed.</source>
        <translation>{size} 点のサンプルは小さすぎます。少なくとも {least} 点必要です。</translation>
    </message>
    <message>
        <location filename="../core/pre_event/exclusion.py" line="219"/>
        <source>{pre} has none of the bands of {post}, so that nothing can be compared: name the bands alike, or choose another image.</source>
        <translation>{pre} には {post} と共通のバンドがなく、比べられません。バンドに同じ名前を付けるか、ほかの画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/stacking/dates.py" line="233"/>
        <source>Band {name} of {path} therefore keeps its brightness.</source>
        <translation>そのため {path} のバンド {name} の明るさは変えません。</translation>
    </message>
    <message>
        <location filename="../core/stacking/radiometry.py" line="56"/>
        <source>The dates have too little ground in common to compare their brightness.</source>
        <translation>両時期に共通の地面が少なすぎて明るさを比べられません。</translation>
    </message>
    <message>
        <location filename="../core/stacking/radiometry.py" line="64"/>
        <source>The band is the same nearly everywhere on one of the dates.</source>
        <translation>一方の時期でバンドがほぼどこも同じ値です。</translation>
    </message>
    <message>
        <location filename="../core/stacking/radiometry.py" line="75"/>
        <source>The dates have too little in common, as where snow or clouds cover one of them.</source>
        <translation>一方が雪や雲に覆われているなど、両時期に共通する部分が少なすぎます。</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="34"/>
        <source>Assess sample</source>
        <translation>サンプルの評価</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="40"/>
        <source>Makes figures of points that “Draw sample” has drawn and you have checked: user's and producer's accuracy and the true area of landslides, with intervals of 95 %, by the stratified estimators of Olofsson et al. (2014). Points whose field “reference” is empty are left out.</source>
        <translation>「サンプルの抽出」で抽出し、確認した点から数値を求めます。Olofsson ほか(2014)の層化推定量により、ユーザー精度、プロデューサー精度、地すべりの真の面積を 95 % の区間付きで示します。「reference」が空の点は除きます。</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="49"/>
        <source>Checked points</source>
        <translation>確認した点</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="49"/>
        <source>Points of “Draw sample”, with 1 (landslide) or 0 (none) in the field “reference”.</source>
        <translation>「サンプルの抽出」の点で、「reference」に 1(地すべり)または 0(なし)を書いたもの。</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="53"/>
        <source>All estimates with standard errors and intervals, and the strata.</source>
        <translation>すべての推定値と標準誤差、区間、および層。</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="70"/>
        <source>{name} is not a sample: choose points that “Draw sample” has made.</source>
        <translation>{name} はサンプルではありません。「サンプルの抽出」が作った点を選んでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="78"/>
        <source>Report – checked sample {name}</source>
        <translation>レポート – 確認済みサンプル {name}</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="95"/>
        <source>Number of checked points</source>
        <translation>確認した点の数</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="95"/>
        <source>Accuracy, lower limit of 95 %</source>
        <translation>正解率、95 % の下限</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="95"/>
        <source>Accuracy, upper limit of 95 %</source>
        <translation>正解率、95 % の上限</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="95"/>
        <source>Area of landslides (m²)</source>
        <translation>地すべりの面積(m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="95"/>
        <source>Area of landslides, lower limit of 95 % (m²)</source>
        <translation>地すべりの面積、95 % の下限(m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/assesssample.py" line="95"/>
        <source>Area of landslides, upper limit of 95 % (m²)</source>
        <translation>地すべりの面積、95 % の上限(m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="60"/>
        <source>Draws points at random from the map, more of them from what is rare, for a person to look at in the image: write 1 into “reference” where there is a landslide and 0 where there is none. “Assess sample” makes figures of the checked points, with intervals (Olofsson et al. 2014), where no inventory is complete.</source>
        <translation>判読図から点をランダムに(まれなものからは多めに)抽出し、人が画像で確認できるようにします。地すべりがあれば「reference」に 1、なければ 0 を書いてください。完全なインベントリがない場合も、「サンプルの評価」が確認した点から区間付きの数値を求めます(Olofsson ほか 2014)。</translation>
    </message>
    <message>
        <location filename="../algorithms/drawsample.py" line="74"/>
        <source>Points are drawn in it. Without it: in the rectangle around the landslides.</source>
        <translation>この中から点を抽出します。指定しない場合は、地すべりを囲む長方形から抽出します。</translation>
    </message>
    <message>
        <location filename="../core/assessment/checked_sample.py" line="53"/>
        <source>The field “reference” of {name} holds {value}: write 1 where there is a landslide and 0 where there is none.</source>
        <translation>{name} の「reference」に {value} があります。地すべりがあれば 1、なければ 0 を書いてください。</translation>
    </message>
    <message>
        <location filename="../core/assessment/checked_sample.py" line="80"/>
        <source>No point of {name} is checked: write 1 or 0 into the field “reference” of each point that you have looked at.</source>
        <translation>{name} の点はまだ確認されていません。見た点の「reference」に 1 または 0 を書いてください。</translation>
    </message>
    <message>
        <location filename="../core/assessment/checked_sample.py" line="88"/>
        <source>{count} of {all} points of {name} are not checked: they are left out.</source>
        <translation>{name} の {all} 点のうち {count} 点は未確認なので除きます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Event inventory…</source>
        <translation>イベントインベントリ…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>One file with landslides, examined area, gaps and density, with styles and metadata, and a page to print.</source>
        <translation>地すべり、調査範囲、未調査部分、密度を、スタイルとメタデータ、印刷用の 1 ページとともに 1 つのファイルにまとめます。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Inventory statistics…</source>
        <translation>インベントリの統計…</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>How large the landslides are, and what follows from it.</source>
        <translation>地すべりの大きさと、そこからわかること。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="200"/>
        <source>Page to print</source>
        <translation>印刷用ページ</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="200"/>
        <source>The same on one page of A4, drawn by QGIS, with the image below the landslides.</source>
        <translation>同じ内容を A4 1 ページに、斜面崩壊の下に画像を置いて QGIS が描いたものです。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="200"/>
        <source>PDF file (*.pdf)</source>
        <translation>PDF ファイル (*.pdf)</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="218"/>
        <source>A name that stays as long as the outline does.</source>
        <translation>輪郭が変わらない限り変わらない名前。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="219"/>
        <source>The event.</source>
        <translation>イベント。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="220"/>
        <source>What caused the landslides.</source>
        <translation>斜面崩壊の誘因。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="221"/>
        <source>The first day on which it may have occurred.</source>
        <translation>発生した可能性のある最初の日。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="222"/>
        <source>The last day.</source>
        <translation>最後の日。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="223"/>
        <source>The image before the event.</source>
        <translation>イベント前の画像。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="224"/>
        <source>The image that it was mapped on.</source>
        <translation>判読に用いた画像。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="225"/>
        <source>What took that image.</source>
        <translation>その画像を撮影したセンサ。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="226"/>
        <source>Side of its pixels in metres.</source>
        <translation>ピクセルの一辺(m)。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="227"/>
        <source>How it was mapped.</source>
        <translation>判読の方法。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="228"/>
        <source>Who mapped it.</source>
        <translation>判読者。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="229"/>
        <source>high, medium or low.</source>
        <translation>high(高)、medium(中)、low(低)。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="230"/>
        <source>The probability that it is a landslide.</source>
        <translation>斜面崩壊である確率。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="231"/>
        <source>What the confidence comes from.</source>
        <translation>確信度の根拠。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="232"/>
        <source>automatic, checked, edited or rejected.</source>
        <translation>automatic(自動)、checked(確認済み)、edited(修正済み)、rejected(却下)。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="233"/>
        <source>What “Exclude pre-event” found.</source>
        <translation>「イベント前を除外」の結果。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="235"/>
        <source>Field</source>
        <translation>フィールド</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="235"/>
        <source>What it is</source>
        <translation>内容</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="238"/>
        <source>USGS: the attribute of “Landslide Inventories across the United States” (version 3.0) that it goes into; its confidence is a number, 1 to 8. Shapefile: its name there.</source>
        <translation>USGS:「Landslide Inventories across the United States」(バージョン 3.0)で対応する属性。その確信度は 1 から 8 の数です。Shapefile:そこでの名前。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="242"/>
        <source>Fields of the landslides</source>
        <translation>斜面崩壊のフィールド</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="280"/>
        <source>Retrain</source>
        <translation>再学習</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="63"/>
        <source>corrections</source>
        <translation>修正</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="63"/>
        <source>review</source>
        <translation>確認</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="63"/>
        <source>active learning</source>
        <translation>能動学習</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="78"/>
        <source>The polygons with their verdicts in a field “status”: checked and edited ones are landslides, rejected ones are background, doubtful ones are left out.</source>
        <translation>フィールド「status」に判定を持つポリゴン。checked と edited は斜面崩壊、rejected は背景とし、doubtful は除きます。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="86"/>
        <source>Checked tiles</source>
        <translation>確認済みタイル</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="86"/>
        <source>Polygons in which everything has been seen: what is no landslide there is background. The review panel makes them.</source>
        <translation>中のすべてを見終えたポリゴン。そこで斜面崩壊でないものは背景です。確認パネルが作ります。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="93"/>
        <source>The image that was mapped.</source>
        <translation>判読した画像。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="98"/>
        <source>The model that mapped it.</source>
        <translation>それを判読したモデル。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="99"/>
        <source>Way</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="99"/>
        <source>Train on: all weights go on from what they are. From the start: a new network of the same kind. Decoder only: the encoder stays as it is.</source>
        <translation>追加学習:すべての重みを今の値から続けて学習します。最初から:同じ種類の新しいネットワークを学習します。デコーダのみ:エンコーダは変えません。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="99"/>
        <source>Train on</source>
        <translation>追加学習</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="137"/>
        <source>From the start</source>
        <translation>最初から</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="138"/>
        <source>Decoder only</source>
        <translation>デコーダのみ</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="108"/>
        <source>Minutes</source>
        <translation>分</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="108"/>
        <source>About how long to train; the map takes its time besides.</source>
        <translation>学習のおおよその時間。地図の作成には別に時間がかかります。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="115"/>
        <source>Other label rasters</source>
        <translation>ほかのラベルラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="115"/>
        <source>Learned from as well, such as those that the model was trained on.</source>
        <translation>あわせて学習に使います。モデルを学習させたラベルラスタなど。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="125"/>
        <source>Of the random numbers of the training.</source>
        <translation>学習の乱数のシード。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="128"/>
        <source>The model after its last epoch.</source>
        <translation>最後のエポックのモデル。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="135"/>
        <source>The map of the image by that model.</source>
        <translation>そのモデルによる画像の地図。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="139"/>
        <source>Curves, metrics before and after, settings and some patches, in one file.</source>
        <translation>曲線、前後の指標、設定、いくつかのパッチを 1 つのファイルにまとめたものです。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="146"/>
        <source>F1 before</source>
        <translation>前の F1</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="146"/>
        <source>Precision before</source>
        <translation>前の適合率</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="146"/>
        <source>Recall before</source>
        <translation>前の再現率</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="146"/>
        <source>Tiles that were learned from</source>
        <translation>学習に使ったタイル</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="146"/>
        <source>Tiles that were measured on</source>
        <translation>測定に使ったタイル</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="193"/>
        <source>CAM – {image}, retrained</source>
        <translation>CAM – {image}、再学習後</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="195"/>
        <source>F1 on {count} tiles that were not learned from: {before:.3f} before, {after:.3f} after.</source>
        <translation>学習に使わなかった {count} 個のタイルでの F1:前 {before:.3f}、後 {after:.3f}。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="195"/>
        <source>F1 on what was learned from: {before:.3f} before, {after:.3f} after.</source>
        <translation>学習に使った部分での F1:前 {before:.3f}、後 {after:.3f}。</translation>
    </message>
    <message>
        <location filename="../core/review/checked_labels.py" line="92"/>
        <source>There is no checked tile: mark at least one as checked.</source>
        <translation>確認済みタイルがありません。少なくとも 1 つを確認済みにしてください。</translation>
    </message>
    <message>
        <location filename="../core/review/checked_labels.py" line="215"/>
        <source>What is checked holds nothing but landslides: mark a tile as checked that also holds other ground.</source>
        <translation>確認された範囲には斜面崩壊しかありません。ほかの地面も含むタイルを確認済みにしてください。</translation>
    </message>
    <message>
        <location filename="../core/review/checked_labels.py" line="215"/>
        <source>What is checked holds no landslide: accept some, or check another tile.</source>
        <translation>確認された範囲に斜面崩壊がありません。いくつか採用するか、別のタイルを確認してください。</translation>
    </message>
    <message>
        <location filename="../core/review/tiles.py" line="70"/>
        <source>{path} is on another grid than the map.</source>
        <translation>{path} は地図と異なるグリッド上にあります。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Review</source>
        <translation>確認</translation>
    </message>
    <message>
        <location filename="../gui/entries.py" line="54"/>
        <source>Scarp: check what was mapped, one key a polygon</source>
        <translation>Scarp:判読結果を 1 キーで 1 ポリゴンずつ確認します</translation>
    </message>
    <message>
        <location filename="../gui/review/click_tool.py" line="276"/>
        <source>Enter takes the outline, the wheel changes its size, Escape drops it.</source>
        <translation>Enter で輪郭を採用し、ホイールで大きさを変え、Escape で取り消します。</translation>
    </message>
    <message>
        <location filename="../gui/review/click_tool.py" line="267"/>
        <source>Enter takes the outline, Escape drops it.</source>
        <translation>Enter で輪郭を採用し、Escape で取り消します。</translation>
    </message>
    <message>
        <location filename="../gui/review/help.py" line="17"/>
        <source>Scarp: review</source>
        <translation>Scarp:確認</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="266"/>
        <source>All of these polygons have been looked at.</source>
        <translation>これらのポリゴンはすべて確認しました。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="266"/>
        <source>Choose polygons to go through.</source>
        <translation>確認するポリゴンを選んでください。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="161"/>
        <source>The draft cannot be kept ({reason}): save often.</source>
        <translation>下書きを残せません({reason})。こまめに保存してください。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="348"/>
        <source>The verdicts are saved.</source>
        <translation>判定を保存しました。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="366"/>
        <source>Draft of a review</source>
        <translation>確認の下書き</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="393"/>
        <source>Choose the polygons to which landslides are added.</source>
        <translation>斜面崩壊を追加するポリゴンを選んでください。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="399"/>
        <source>Click on a landslide that was missed, or draw it with the button held.</source>
        <translation>見落とされた斜面崩壊をクリックするか、ボタンを押したまま描いてください。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="418"/>
        <source>The landslide could not be added to {name}.</source>
        <translation>斜面崩壊を {name} に追加できませんでした。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="421"/>
        <source>Added. Click on the next one, or press N to end.</source>
        <translation>追加しました。次をクリックするか、N を押して終えてください。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="451"/>
        <source>Reading…</source>
        <translation>読み込み中…</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="457"/>
        <source>{done} of {total} looked at: {accepted} accepted, {edited} edited, {rejected} rejected, {doubtful} doubtful; {tiles} tiles checked.</source>
        <translation>{total} 件のうち {done} 件を確認:採用 {accepted}、修正 {edited}、却下 {rejected}、不明 {doubtful}。確認済みタイル {tiles} 個。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="470"/>
        <source>About {minutes:.0f} minutes left at this pace.</source>
        <translation>この速さで残り約 {minutes:.0f} 分です。</translation>
    </message>
    <message>
        <location filename="../gui/review/editing.py" line="204"/>
        <source>QGIS&apos;s editing tools are not there.</source>
        <translation>QGIS の編集ツールがありません。</translation>
    </message>
    <message>
        <location filename="../gui/review/editing.py" line="194"/>
        <source>No polygon touches this one: select those to merge, and press M again.</source>
        <translation>これに接するポリゴンがありません。結合するものを選択して、もう一度 M を押してください。</translation>
    </message>
    <message>
        <location filename="../gui/review/facts.py" line="83"/>
        <source>Reading {name} for the review</source>
        <translation>確認のため {name} を読み込んでいます</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="55"/>
        <source>Accept (A)</source>
        <translation>採用 (A)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="55"/>
        <source>It is a landslide.</source>
        <translation>斜面崩壊です。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="56"/>
        <source>Reject (R)</source>
        <translation>却下 (R)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="56"/>
        <source>It is none.</source>
        <translation>斜面崩壊ではありません。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="57"/>
        <source>Doubtful (D)</source>
        <translation>不明 (D)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="57"/>
        <source>It cannot be told: it is left out of the training.</source>
        <translation>判断できません。学習から除かれます。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="58"/>
        <source>Edit (E)</source>
        <translation>編集 (E)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="58"/>
        <source>Moves its corners, with QGIS&apos;s vertex tool.</source>
        <translation>QGIS の頂点ツールで頂点を動かします。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="59"/>
        <source>Split (S)</source>
        <translation>分割 (S)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="59"/>
        <source>Draw a line across it, with QGIS&apos;s tool.</source>
        <translation>QGIS のツールで、横切る線を描きます。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="60"/>
        <source>Merge (M)</source>
        <translation>結合 (M)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="60"/>
        <source>With those that touch it, or with those that are selected, by QGIS&apos;s tool.</source>
        <translation>接するもの、または選択したものと、QGIS のツールで結合します。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="64"/>
        <source>Back (Backspace)</source>
        <translation>戻る (Backspace)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="64"/>
        <source>The one that was looked at before.</source>
        <translation>前に見ていたもの。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="65"/>
        <source>Next (Space)</source>
        <translation>次へ (Space)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="65"/>
        <source>The next one, without a verdict.</source>
        <translation>判定せずに次へ。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="66"/>
        <source>Add (N)</source>
        <translation>追加 (N)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="66"/>
        <source>Click on a landslide that was missed; or draw it with the button held.</source>
        <translation>見落とされた斜面崩壊をクリックします。ボタンを押したまま描くこともできます。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="70"/>
        <source>Blink (B)</source>
        <translation>切替 (B)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="70"/>
        <source>Shows the image before the event, and hides it again.</source>
        <translation>イベント前の画像を表示し、もう一度押すと隠します。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="71"/>
        <source>Tile checked (T)</source>
        <translation>タイル確認済み (T)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="71"/>
        <source>All in the tile in the middle of the map has been seen: what is no landslide there is background. Again: no longer.</source>
        <translation>地図の中央のタイルの中をすべて見終えました。そこで斜面崩壊でないものは背景です。もう一度押すと取り消します。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="78"/>
        <source>Propose tile (P)</source>
        <translation>タイルを提案 (P)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="78"/>
        <source>Goes to the tile that would teach the model most.</source>
        <translation>モデルに最も役立つタイルへ移動します。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="95"/>
        <source>Least sure first</source>
        <translation>不確かなものから</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="95"/>
        <source>Largest first</source>
        <translation>大きいものから</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="95"/>
        <source>Along a path</source>
        <translation>経路に沿って</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="101"/>
        <source>Not looked at</source>
        <translation>未確認</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="101"/>
        <source>Rejected</source>
        <translation>却下</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="101"/>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="116"/>
        <source> min</source>
        <translation> 分</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="126"/>
        <source>Save verdicts</source>
        <translation>判定を保存</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="127"/>
        <source>Take the draft back</source>
        <translation>下書きを取り戻す</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="132"/>
        <source>Trains the model on with what was checked, and maps the image again.</source>
        <translation>確認した結果でモデルを追加学習させ、画像を再び分類します。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="142"/>
        <source>Shows the map of an earlier round.</source>
        <translation>以前のラウンドの地図を表示します。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="191"/>
        <source>&amp;Polygons</source>
        <translation>ポリゴン(&amp;P)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="191"/>
        <source>What was mapped, and is checked here.</source>
        <translation>判読され、ここで確認するもの。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="191"/>
        <source>Gives outlines by a click, and tiles to look at.</source>
        <translation>クリックによる輪郭と、見るべきタイルを与えます。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="191"/>
        <source>What the model is trained on with.</source>
        <translation>モデルの追加学習に使う画像。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="191"/>
        <source>&amp;Before</source>
        <translation>イベント前(&amp;B)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="191"/>
        <source>The image before the event, to blink with.</source>
        <translation>切り替えて見るための、イベント前の画像。</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="204"/>
        <source>&amp;Order</source>
        <translation>順序(&amp;O)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="205"/>
        <source>&amp;Show</source>
        <translation>表示(&amp;S)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="206"/>
        <source>S&amp;mallest</source>
        <translation>最小面積(&amp;M)</translation>
    </message>
    <message>
        <location filename="../gui/review/layout.py" line="207"/>
        <source>Chec&amp;ked by</source>
        <translation>確認者(&amp;K)</translation>
    </message>
    <message>
        <location filename="../gui/review/rounds.py" line="97"/>
        <source>The training was cancelled.</source>
        <translation>学習は取り消されました。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="144"/>
        <source>Choose the class activation raster: tiles follow its grid.</source>
        <translation>クラス活性化ラスタを選んでください。タイルはそのグリッドに沿います。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="99"/>
        <source>There is no tile in the middle of the map.</source>
        <translation>地図の中央にタイルがありません。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="102"/>
        <source>The tile is checked: what is no landslide there is background.</source>
        <translation>タイルを確認済みにしました。そこで斜面崩壊でないものは背景です。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="102"/>
        <source>The tile is no longer checked.</source>
        <translation>タイルの確認済みを取り消しました。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="125"/>
        <source>All tiles are checked.</source>
        <translation>すべてのタイルが確認済みです。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="133"/>
        <source>Look at all in this tile: judge its polygons, add what was missed (N), then press T.</source>
        <translation>このタイルの中をすべて見てください。ポリゴンを判定し、見落とされたものを追加し (N)、T を押します。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="170"/>
        <source>Choose polygons, class activation raster and image.</source>
        <translation>ポリゴン、クラス活性化ラスタ、画像を選んでください。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="176"/>
        <source>Mark at least one tile as checked (T): it shows background.</source>
        <translation>少なくとも 1 つのタイルを確認済みにしてください (T)。背景を示すものです。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="185"/>
        <source>The model that made {name} is not among those that were used last: run “Model info” with it, and try again.</source>
        <translation>{name} を作ったモデルは、最近使ったモデルの中にありません。そのモデルで「モデル情報」を実行してから、もう一度試してください。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="203"/>
        <source>The model is trained on; you can go on meanwhile.</source>
        <translation>モデルを追加学習しています。その間も作業を続けられます。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="240"/>
        <source>CAM – round {number}</source>
        <translation>CAM – ラウンド {number}</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="224"/>
        <source>Rounds</source>
        <translation>ラウンド</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="227"/>
        <source>Round {number}</source>
        <translation>ラウンド {number}</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="280"/>
        <source>Cancel</source>
        <translation>キャンセル</translation>
    </message>
    <message>
        <location filename="../gui/review/tile_layer.py" line="75"/>
        <source>Checked tiles – {image}</source>
        <translation>確認済みタイル – {image}</translation>
    </message>
    <message>
        <location filename="../gui/review/editing.py" line="55"/>
        <source>{name} cannot be edited: save it as a GeoPackage, and review that.</source>
        <translation>{name} は編集できません。GeoPackage として保存し、それを確認してください。</translation>
    </message>
    <message>
        <location filename="../gui/review/editing.py" line="60"/>
        <source>Fields of the review</source>
        <translation>確認のフィールド</translation>
    </message>
    <message>
        <location filename="../gui/review/editing.py" line="64"/>
        <source>{name} cannot have the fields “status”, “mapper” and “checked”: save it as a GeoPackage, and review that.</source>
        <translation>{name} にはフィールド「status」「mapper」「checked」を追加できません。GeoPackage として保存し、それを確認してください。</translation>
    </message>
    <message>
        <location filename="../gui/review/editing.py" line="95"/>
        <source>Verdict: {status}</source>
        <translation>判定:{status}</translation>
    </message>
    <message>
        <location filename="../gui/review/editing.py" line="102"/>
        <source>The verdict could not be written into {name}.</source>
        <translation>判定を {name} に書き込めませんでした。</translation>
    </message>
    <message>
        <location filename="../gui/review/editing.py" line="134"/>
        <source>Landslide that was missed</source>
        <translation>見落とされた斜面崩壊</translation>
    </message>
    <message>
        <location filename="../models/training/run.py" line="228"/>
        <source>The confidence of landslides could not be calibrated ({reason}).</source>
        <translation>斜面崩壊の確信度を較正できませんでした({reason})。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/retraining.py" line="70"/>
        <source>Only a model of one class can be trained on with what was checked.</source>
        <translation>確認した結果で追加学習できるのは、1 クラスのモデルだけです。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/retraining.py" line="115"/>
        <source>{landslides} polygons are landslides, {others} are not; the model learns from {tiles} tiles, and {kept} are kept to measure it on.</source>
        <translation>{landslides} 個のポリゴンは斜面崩壊、{others} 個はそうではありません。モデルは {tiles} 個のタイルから学び、{kept} 個は測定用に残します。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/retraining.py" line="127"/>
        <source>With fewer than three checked tiles that hold landslides none is kept to measure on: the figures are of what the model has learned from.</source>
        <translation>斜面崩壊を含む確認済みタイルが 3 個未満のため、測定用には残しません。数値はモデルが学習した部分のものです。</translation>
    </message>
    <message>
        <location filename="../gui/review/rounds.py" line="78"/>
        <source>Scarp&apos;s toolbox is not loaded: enable Processing first.</source>
        <translation>Scarp のツールボックスが読み込まれていません。先にプロセシングを有効にしてください。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Choose the threshold by eye, check polygons, and measure how good the map is.</source>
        <translation>目で見てしきい値を選び、ポリゴンを確認し、地図の精度を測ります。</translation>
    </message>
    <message>
        <location filename="../gui/start/start_rows.py" line="87"/>
        <source>Look at each polygon, add what was missed, and train the model on with it.</source>
        <translation>ポリゴンを 1 つずつ見て、見落とされたものを追加し、モデルを追加学習させます。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="111"/>
        <source>Where it has no data, nothing was classified: that is a gap. Where it holds the calibration of its model, each landslide gets the probability that it is one, where it was drawn at the model&apos;s own threshold and not reshaped since; else there are classes, with the reason.</source>
        <translation>データのない場所は分類されておらず、欠落域になります。モデルの較正を含む場合、モデル自身のしきい値で描かれ、その後形を変えていない斜面崩壊には、それが斜面崩壊である確率が付きます。それ以外には、理由とともに階級が付きます。</translation>
    </message>
    <message>
        <location filename="../algorithms/eventinventory.py" line="182"/>
        <source>The layers landslides, mapped_area, gaps, density and, if it was given, assessment; ISO 19115 metadata in the file and beside it. An earlier event inventory is replaced, a file with other tables never.</source>
        <translation>レイヤ landslides、mapped_area、gaps、density と、与えられた場合は assessment。ISO 19115 メタデータをファイルの中と横に置きます。以前のイベントインベントリは置き換えられますが、ほかのテーブルを持つファイルは決して置き換えられません。</translation>
    </message>
    <message>
        <location filename="../core/assessment/checked_sample.py" line="26"/>
        <source>No checked point of the stratum “{stratum}” disagrees with the map, so the intervals hold no error there: up to {share:.1%} of it may still be wrong at 95 % (rule of three, Hanley &amp; Lippman-Hand 1983).</source>
        <translation>層「{stratum}」には地図と食い違う確認点がないため、区間はそこでの誤りを含みません。95 % でその {share:.1%} までが誤っている可能性があります(3 の法則、Hanley &amp; Lippman-Hand 1983)。</translation>
    </message>
    <message>
        <location filename="../core/assessment/checked_sample.py" line="70"/>
        <source>The field “{field}” of {name} holds {value}: leave it as “Draw sample” has written it, and fill in “reference” only.</source>
        <translation>{name} のフィールド「{field}」に {value} があります。「標本を抽出」が書いたままにし、「reference」だけを記入してください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/nodes.py" line="43"/>
        <source>nothing</source>
        <translation>値なし</translation>
    </message>
    <message>
        <location filename="../core/assessment/checked_sample.py" line="104"/>
        <source>The points of the stratum “{stratum}” in {name} have different areas in “stratum_m2”: assess points of one sample at a time.</source>
        <translation>{name} の層「{stratum}」の点は「stratum_m2」の面積が異なります。1 つの標本の点ごとに評価してください。</translation>
    </message>
    <message>
        <location filename="../core/event/examined.py" line="128"/>
        <source>{name} does not overlap the examined area: it hides nothing of it.</source>
        <translation>{name} は判読範囲と重なりません。何も隠しません。</translation>
    </message>
    <message>
        <location filename="../core/event/replacing.py" line="30"/>
        <source>{path} was not written by Scarp and would be lost: choose another name for the event inventory.</source>
        <translation>{path} は Scarp が書いたものではなく、失われてしまいます。イベントインベントリに別の名前を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/event/writing.py" line="39"/>
        <source>Nothing of the area was examined: gaps cover it, so there is no density.</source>
        <translation>範囲は欠落域に覆われ、どこも判読されていません。そのため密度はありません。</translation>
    </message>
    <message>
        <location filename="../algorithms/retrain.py" line="66"/>
        <source>Trains the model that made a map on with what a person has checked of it, for a few minutes, and maps the image again. In the checked tiles everything is known; outside of them only polygons that were accepted, edited or rejected are, and a few pixels around them. The weights of the result are halfway between those before and after the training, so that what the model knew of other ground is not forgotten. Of three tiles one is kept: the model does not learn from it, and the figures before and after are those there.</source>
        <translation>地図を作成したモデルを、人が確認した内容で数分間追加学習し、画像を再び分類します。確認済みタイルの中ではすべてが既知とみなされ、タイルの外では採用・編集・却下されたポリゴンとその周囲数ピクセルだけが既知とみなされます。結果の重みは学習前と学習後の中間とするため、他の地域についてモデルが学んだことは失われません。3 つのタイルのうち 1 つは学習に使わず、学習前後の数値の計算に使います。</translation>
    </message>
    <message>
        <location filename="../core/review/checked_labels.py" line="105"/>
        <source>No checked tile lies on {path}: choose the tiles of this image.</source>
        <translation>{path} の上に確認済みタイルがありません。この画像のタイルを選んでください。</translation>
    </message>
    <message>
        <location filename="../core/review/checked_labels.py" line="148"/>
        <source>The field “status” of {path} is no text, as the review writes it: rename it.</source>
        <translation>{path} のフィールド「status」は、レビューが書き込む文字列型ではありません。名前を変更してください。</translation>
    </message>
    <message>
        <location filename="../gui/review/click_tool.py" line="208"/>
        <source>Nothing stands out there: draw with the button of the mouse held.</source>
        <translation>この場所に目立つものはありません。マウスのボタンを押したまま描いてください。</translation>
    </message>
    <message>
        <location filename="../gui/review/click_tool.py" line="208"/>
        <source>An outline by one click needs a class activation raster or an image: choose one above, or draw the landslide with the button of the mouse held.</source>
        <translation>クリックで輪郭を得るには、クラス活性化ラスタまたは画像が必要です。上で選ぶか、マウスのボタンを押したまま地すべりを描いてください。</translation>
    </message>
    <message>
        <location filename="../gui/review/click_tool.py" line="249"/>
        <source>Scarp: an outline by the image</source>
        <translation>Scarp: 画像による輪郭</translation>
    </message>
    <message>
        <location filename="../gui/review/click_tool.py" line="252"/>
        <source>Looking at the image…</source>
        <translation>画像を調べています…</translation>
    </message>
    <message>
        <location filename="../gui/review/click_tool.py" line="269"/>
        <source>Enter takes the outline, the wheel changes its size, Escape drops it. A second click there asks the image instead.</source>
        <translation>Enter で輪郭を採用、ホイールで大きさを変更、Escape で破棄します。同じ場所をもう一度クリックすると、画像から輪郭を求めます。</translation>
    </message>
    <message>
        <location filename="../gui/review/comparison.py" line="59"/>
        <source>Go on with the new map</source>
        <translation>新しい地図で続ける</translation>
    </message>
    <message>
        <location filename="../gui/review/comparison.py" line="62"/>
        <source>Outlines by a click and proposed tiles follow the new map from then on.</source>
        <translation>以後、クリックによる輪郭と提案されるタイルは新しい地図に従います。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="169"/>
        <source>QGIS ended before the edits of {count} polygons of {name} were saved: they can be taken back.</source>
        <translation>{name} のポリゴン {count} 個の編集が保存される前に QGIS が終了しました。編集を元に戻すことができます。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="178"/>
        <source>{name} is a temporary layer, which ends with QGIS: make it permanent (Layer &gt; Save As) before you review it.</source>
        <translation>{name} は QGIS の終了とともに失われる一時レイヤです。レビューの前に永続化してください（レイヤ &gt; 名前をつけて保存）。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="348"/>
        <source>The verdicts are saved in a temporary layer, which ends with QGIS.</source>
        <translation>判定は、QGIS の終了とともに失われる一時レイヤに保存されました。</translation>
    </message>
    <message>
        <location filename="../gui/review/dock.py" line="374"/>
        <source>The edits of {count} polygons were taken back: save them.</source>
        <translation>ポリゴン {count} 個の編集を元に戻しました。保存してください。</translation>
    </message>
    <message>
        <location filename="../gui/review/editing.py" line="48"/>
        <source>The field “{field}” of {name} cannot hold what the review writes, for it is of another type: rename it, and review again.</source>
        <translation>{name} のフィールド「{field}」は型が異なるため、レビューの内容を書き込めません。名前を変更してから、もう一度レビューしてください。</translation>
    </message>
    <message>
        <location filename="../gui/review/help.py" line="17"/>
        <source>&lt;p&gt;Every map that a model has made is checked before it is used, and what you correct is the best there is to learn from.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Polygons&lt;/b&gt; come one after the other, the least sure first, with a yellow outline. &lt;b&gt;A&lt;/b&gt; accepts, &lt;b&gt;R&lt;/b&gt; rejects, &lt;b&gt;D&lt;/b&gt; says that it cannot be told; each shows the next one. &lt;b&gt;Space&lt;/b&gt; goes on without a verdict, &lt;b&gt;Backspace&lt;/b&gt; goes back. &lt;b&gt;E&lt;/b&gt; takes QGIS&apos;s vertex tool: a polygon whose corners you move is &lt;i&gt;edited&lt;/i&gt;. &lt;b&gt;S&lt;/b&gt; splits and &lt;b&gt;M&lt;/b&gt; merges with QGIS&apos;s tools. All of it can be undone as any other edit.&lt;/p&gt;&lt;p&gt;&lt;b&gt;What was missed&lt;/b&gt;: press &lt;b&gt;N&lt;/b&gt; and click on it. The outline is that of the class activation raster around the point, where it shows something there, else that of the image; a second click there asks the image, too. The mouse wheel makes it larger or smaller, &lt;b&gt;Enter&lt;/b&gt; takes it. With the button of the mouse held you draw by hand.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Tiles&lt;/b&gt;: &lt;b&gt;P&lt;/b&gt; goes to the tile that would teach the model most. When you have seen all in it, press &lt;b&gt;T&lt;/b&gt;: only in checked tiles is what is no landslide known to be background.&lt;/p&gt;&lt;p&gt;&lt;b&gt;B&lt;/b&gt; shows the image before the event, and hides it again.&lt;/p&gt;&lt;p&gt;&lt;b&gt;Retrain&lt;/b&gt; trains the model on for a few minutes and maps the image again, while you go on. Of three checked tiles with landslides one is kept to measure on. Old and new map are shown side by side, and each round is kept: choose it from the list of rounds to see it again. Each trains the first model on, with all that has been checked by then.&lt;/p&gt;&lt;p&gt;The fields &lt;i&gt;status&lt;/i&gt;, &lt;i&gt;mapper&lt;/i&gt; and &lt;i&gt;checked&lt;/i&gt; are written into the layer&apos;s edit buffer; &lt;i&gt;Save verdicts&lt;/i&gt; saves them. Should QGIS end before, all edits are offered again when the layer is opened here; a temporary layer ends with QGIS: make it permanent first. The keys work on the map and in this panel.&lt;/p&gt;</source>
        <translation>&lt;p&gt;モデルが作った地図は使う前に必ず確認します。そして、その修正こそが最良の学習データです。&lt;/p&gt;&lt;p&gt;&lt;b&gt;ポリゴン&lt;/b&gt;は、最も不確かなものから順に、黄色の輪郭で表示されます。&lt;b&gt;A&lt;/b&gt; で採用、&lt;b&gt;R&lt;/b&gt; で却下、&lt;b&gt;D&lt;/b&gt; で判断できないものとし、それぞれ次のポリゴンに進みます。&lt;b&gt;Space&lt;/b&gt; で判定せずに次へ、&lt;b&gt;Backspace&lt;/b&gt; で前に戻ります。&lt;b&gt;E&lt;/b&gt; で QGIS の頂点ツールに切り替わり、頂点を動かしたポリゴンは &lt;i&gt;edited&lt;/i&gt; になります。&lt;b&gt;S&lt;/b&gt; で分割、&lt;b&gt;M&lt;/b&gt; で結合（QGIS のツール）を行います。すべて通常の編集と同じように元に戻せます。&lt;/p&gt;&lt;p&gt;&lt;b&gt;見落とされた地すべり&lt;/b&gt;: &lt;b&gt;N&lt;/b&gt; を押してその上をクリックします。その点のクラス活性化ラスタに何かが現れていればその輪郭、なければ画像から求めた輪郭が提案されます。同じ場所をもう一度クリックすると、画像から求めます。マウスホイールで大きさを変え、&lt;b&gt;Enter&lt;/b&gt; で採用します。マウスのボタンを押したままにすると手で描けます。&lt;/p&gt;&lt;p&gt;&lt;b&gt;タイル&lt;/b&gt;: &lt;b&gt;P&lt;/b&gt; で、モデルが最も多くを学べるタイルに移動します。その中をすべて確認したら &lt;b&gt;T&lt;/b&gt; を押してください。地すべりでないところが背景とわかるのは、確認済みタイルの中だけです。&lt;/p&gt;&lt;p&gt;&lt;b&gt;B&lt;/b&gt; で発生前の画像の表示を切り替えます。&lt;/p&gt;&lt;p&gt;&lt;b&gt;再学習&lt;/b&gt;は、作業を続けている間にモデルを数分間追加学習し、画像を再び分類します。地すべりを含む確認済みタイル 3 つのうち 1 つは評価用に残されます。古い地図と新しい地図が並べて表示され、各ラウンドは保存されます。ラウンドの一覧から選ぶと再び表示できます。どのラウンドも、それまでに確認したすべてを使って最初のモデルを追加学習します。&lt;/p&gt;&lt;p&gt;フィールド &lt;i&gt;status&lt;/i&gt;、&lt;i&gt;mapper&lt;/i&gt;、&lt;i&gt;checked&lt;/i&gt; はレイヤの編集バッファに書き込まれ、&lt;i&gt;判定を保存&lt;/i&gt;で保存されます。その前に QGIS が終了しても、次にここでレイヤを開いたときにすべての編集を元に戻せます。一時レイヤは QGIS の終了とともに失われるので、先に永続化してください。キーは地図の上でもこのパネルでも使えます。&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="145"/>
        <source>{name} is no class activation raster of Scarp, or cannot be read: choose another one.</source>
        <translation>{name} は Scarp のクラス活性化ラスタではないか、読み込めません。別のものを選んでください。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="166"/>
        <source>A training is running: cancel it first.</source>
        <translation>学習を実行中です。先に中止してください。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="241"/>
        <source>CAM – before round {number}</source>
        <translation>CAM – ラウンド {number} の前</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="246"/>
        <source>Scarp: round {number}</source>
        <translation>Scarp: ラウンド {number}</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="246"/>
        <source>Before: {name}</source>
        <translation>前: {name}</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="246"/>
        <source>After: {name}</source>
        <translation>後: {name}</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="286"/>
        <source>The image is mapped again. No tile was kept to measure on: that takes three checked tiles with landslides.</source>
        <translation>画像を再び分類しました。評価用に残したタイルはありません。それには地すべりを含む確認済みタイルが 3 つ必要です。</translation>
    </message>
    <message>
        <location filename="../gui/review/teaching.py" line="291"/>
        <source>F1 on {count} tiles that were not learned from: {before:.3f} before, {after:.3f} after ({change:+.3f}).</source>
        <translation>学習に使っていない {count} 個のタイルでの F1: 前 {before:.3f}、後 {after:.3f}（{change:+.3f}）。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/outlining.py" line="49"/>
        <source>The point lies outside of {path}.</source>
        <translation>この点は {path} の範囲外です。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/outlining.py" line="52"/>
        <source>{path} has no data at this point.</source>
        <translation>{path} のこの点にはデータがありません。</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="147"/>
        <source>Cluster</source>
        <translation>クラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/shared/declarations.py" line="144"/>
        <source>Empty: this computer. “local:4”: four processes on this computer. “tcp://host:8786”, or the path of a scheduler file (.json): the nodes of a Dask cluster, such as dask-jobqueue (SLURM, PBS), dask-kubernetes and cloud services start one. Nodes need the packages of Scarp's runtime, not QGIS, and image and result must lie where all of them can read and write: on shared storage, or on object storage (/vsis3/, /vsigs/, /vsiaz/), which nodes are given access to by their own environment. Use one process for each GPU. For SLURM, for example: “dask scheduler --scheduler-file scarp.json &amp;amp;”, then “srun -n 8 dask worker --scheduler-file scarp.json --nthreads 1”. Training on several nodes is a matter of Keras, not of this.</source>
        <translation>空欄: このコンピュータ。「local:4」: このコンピュータの 4 プロセス。「tcp://host:8786」またはスケジューラファイル（.json）のパス: dask-jobqueue（SLURM、PBS）、dask-kubernetes、クラウドサービスなどが起動する Dask クラスタのノード。ノードには Scarp のランタイムのパッケージが必要ですが、QGIS は不要です。画像と結果は、すべてのノードが読み書きできる場所、つまり共有ストレージか、ノード自身の環境でアクセスを許可されたオブジェクトストレージ（/vsis3/、/vsigs/、/vsiaz/）に置きます。GPU 1 台につき 1 プロセスとしてください。SLURM の例: 「dask scheduler --scheduler-file scarp.json &amp;amp;」、次に「srun -n 8 dask worker --scheduler-file scarp.json --nthreads 1」。複数ノードでの学習は Keras の領分であり、これとは別です。</translation>
    </message>
    <message>
        <location filename="../core/storage.py" line="137"/>
        <source>{path} could not be written ({reason}).</source>
        <translation>{path} に書き込めませんでした（{reason}）。</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="140"/>
        <source>This computer</source>
        <translation>このコンピュータ</translation>
    </message>
    <message>
        <location filename="../gui/settings_page.py" line="141"/>
        <source>What steps offer as their cluster: local:4, tcp://host:8786, or the path of a Dask scheduler&apos;s file.</source>
        <translation>各ステップが最初に示すクラスタ: local:4、tcp://host:8786、または Dask スケジューラファイルのパス。</translation>
    </message>
    <message>
        <location filename="../runtime/cluster_address.py" line="53"/>
        <source>“{given}” is not a cluster: give local: and a number of processes (local:4), the address of a Dask scheduler (tcp://host:8786), or the path of its scheduler file (.json).</source>
        <translation>「{given}」はクラスタではありません。local: とプロセス数（local:4）、Dask スケジューラのアドレス（tcp://host:8786）、またはスケジューラファイル（.json）のパスを指定してください。</translation>
    </message>
    <message>
        <location filename="../runtime/cluster_address.py" line="73"/>
        <source>A path holds a password or a signature, which would be written into the logs of the cluster: give the nodes access by their environment instead (for /vsis3/: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY).</source>
        <translation>パスにパスワードまたは署名が含まれており、クラスタのログに書き込まれてしまいます。代わりに、ノードの環境変数でアクセスを許可してください（/vsis3/ では AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY）。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/blocks.py" line="253"/>
        <source>{count} blocks of an earlier run are there.</source>
        <translation>以前の実行のブロックが {count} 個あります。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/blocks.py" line="279"/>
        <source>{blocks} blocks, of {seconds:.1f} s each; nodes were busy {busy:.0%} of the time.</source>
        <translation>{blocks} ブロック、各 {seconds:.1f} 秒。ノードの稼働率は {busy:.0%} でした。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/connection.py" line="180"/>
        <source>A task was lost with each node that tried it, the last time with {node}: the nodes may have too little memory.</source>
        <translation>あるタスクが、試みたノードごと失われました（最後は {node}）。ノードのメモリが不足している可能性があります。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/connection.py" line="265"/>
        <source>The connection to the cluster&apos;s scheduler is lost: run the step again when it is there, and it goes on from what has been done.</source>
        <translation>クラスタのスケジューラとの接続が失われました。スケジューラが復旧してからもう一度実行すると、済んだところから続行します。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/connection.py" line="309"/>
        <source>Dask&apos;s dashboard: {link}</source>
        <translation>Dask のダッシュボード: {link}</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/connection.py" line="318"/>
        <source>There is no scheduler file {path}: is the scheduler running?</source>
        <translation>スケジューラファイル {path} がありません。スケジューラは動いていますか。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/connection.py" line="326"/>
        <source>There is no Dask scheduler at {place}: is it running, and can it be reached?</source>
        <translation>{place} に Dask スケジューラがありません。動いていて、接続できますか。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/connection.py" line="336"/>
        <source>The cluster has no node after {minutes:.0f} minutes: start some.</source>
        <translation>{minutes:.0f} 分待ちましたがクラスタにノードがありません。ノードを起動してください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/nodes.py" line="45"/>
        <source>Node {number} ({host}): {versions}. Missing: {missing}.</source>
        <translation>ノード {number}（{host}）: {versions}。不足: {missing}。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/nodes.py" line="54"/>
        <source>No node of the cluster can do the work; it lacks: {missing}.</source>
        <translation>この処理を行えるノードがクラスタにありません。不足: {missing}。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/connection.py" line="210"/>
        <source>Nodes lost: {count}; the {left} that are left do their tasks again.</source>
        <translation>失われたノード: {count}。残る {left} ノードがそのタスクをやり直します。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs/cluster/connection.py" line="307"/>
        <source>Nodes at work: {count}.</source>
        <translation>稼働中のノード: {count}。</translation>
    </message>
    <message>
        <location filename="../gui/review/click_tool.py" line="143"/>
        <source>The line goes around nothing: draw around the landslide.</source>
        <translation>線が何も囲んでいません。地すべりを囲むように描いてください。</translation>
    </message>
    <message>
        <location filename="../gui/review/editing.py" line="198"/>
        <source>{name} holds single polygons, and those that are selected have no edge in common: select others, and press M again.</source>
        <translation>{name} は単一ポリゴンのレイヤで、選択したポリゴンには共通の辺がありません。別のものを選び、もう一度 M を押してください。</translation>
    </message>
    <message>
        <location filename="../models/inference/clock.py" line="37"/>
        <source>{done:.0%} done, {pace:.2g} megapixels a second, {left:.1f} minutes left.</source>
        <translation>{done:.0%} 完了、毎秒 {pace:.2g} メガピクセル、残り {left:.1f} 分。</translation>
    </message>
</context>
</TS>
