<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <location filename="../algorithms/base.py" line="225"/>
        <source>Cancelled: nothing was written.</source>
        <translation>中止しました。何も書き込まれていません。</translation>
    </message>
    <message>
        <location filename="../algorithms/base.py" line="239"/>
        <source>The layer {name} has no raster file (its provider is {provider}): save it as a GeoTIFF first, with Export &gt; Save As.</source>
        <translation>レイヤ {name} にはラスタファイルがありません(プロバイダ: {provider})。先に「エクスポート」で GeoTIFF として保存してください。</translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="116"/>
        <source>There is no model file {path}.</source>
        <translation>モデルファイル {path} がありません。</translation>
    </message>
    <message>
        <location filename="../algorithms/base.py" line="256"/>
        <source>{path} is not a model file: it is no HDF5 file.</source>
        <translation>{path} はモデルファイルではありません。HDF5 ファイルではないためです。</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="21"/>
        <source>Check runtime</source>
        <translation>ランタイムの確認</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="27"/>
        <source>Training and classification run in a Python of their own, the runtime, which has Keras. This says which interpreter it is, the versions of its packages, the device it would run on, and what is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="34"/>
        <source>Interpreter</source>
        <translation>インタプリタ</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="35"/>
        <source>Backend</source>
        <translation>バックエンド</translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="81"/>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="37"/>
        <source>What is missing</source>
        <translation>不足しているもの</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="104"/>
        <source>Report</source>
        <translation>レポート</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="39"/>
        <source>Ready</source>
        <translation>準備完了</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="46"/>
        <source>named in the settings</source>
        <translation>設定で指定</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="47"/>
        <source>named in SCARP_PYTHON</source>
        <translation>SCARP_PYTHON で指定</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="48"/>
        <source>managed by Scarp</source>
        <translation>Scarp が管理</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="51"/>
        <source>origin: {origin}</source>
        <translation>由来: {origin}</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="56"/>
        <source>The runtime lacks: {missing}. Install it with “{python} -m pip install …”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="42"/>
        <source>Classify</source>
        <translation>分類</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="45"/>
        <source>inference</source>
        <translation>推論</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="64"/>
        <source>landslide</source>
        <translation>地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="45"/>
        <source>class activation raster</source>
        <translation>クラス活性化ラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="48"/>
        <source>Runs a trained model over an image and writes the class activation raster (CAM): one band a class, with values from 0 to 1, nodata where the image has none. The image is worked through tile by tile and may be of any size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="50"/>
        <source>Image</source>
        <translation>画像</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="55"/>
        <source>The image to classify, with as many bands as the model was trained on.</source>
        <translation>分類する画像。バンド数はモデルの学習時と同じにします。</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="54"/>
        <source>A trained model.</source>
        <translation>学習済みモデル。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="60"/>
        <source>Extent</source>
        <translation>範囲</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="60"/>
        <source>Classify this part only; all of the image where it is not given.</source>
        <translation>この部分だけを分類します。指定がなければ画像全体です。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="64"/>
        <source>Mask</source>
        <translation>マスク</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="64"/>
        <source>Polygons to classify inside of; elsewhere the result has no data.</source>
        <translation>この中だけを分類するポリゴン。外側はデータなしになります。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="73"/>
        <source>Tile size (pixels)</source>
        <translation>タイルサイズ(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="73"/>
        <source>Side of the tiles that the network is given; 0: automatic. Smaller ones take less memory and more time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="84"/>
        <source>Average over flips and turns</source>
        <translation>反転と回転で平均</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="84"/>
        <source>Classify each tile in eight positions and average: better, but it takes eight times as long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="85"/>
        <source>Class activation raster</source>
        <translation>クラス活性化ラスタ(CAM)</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="61"/>
        <source>A GeoTIFF of type Float32, with overviews.</source>
        <translation>Float32 型の GeoTIFF(オーバービュー付き)。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="114"/>
        <source>Suggested threshold</source>
        <translation>推奨しきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="40"/>
        <source>Create label raster</source>
        <translation>ラベルラスタの作成</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="43"/>
        <source>rasterize</source>
        <translation>ラスタ化</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="76"/>
        <source>inventory</source>
        <translation>インベントリ</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="46"/>
        <source>Joins an image and an inventory of landslides to a label raster, which networks learn from: all bands of the image and, as the last one, the label band: 0 background, 1 and more the classes, 255 where nothing is known.</source>
        <translation>画像と地すべりインベントリから、ネットワークの学習に使うラベルラスタを作ります。画像の全バンドと、最後のラベルバンド(0: 背景、1 以上: クラス、255: 不明)からなります。</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="54"/>
        <source>The satellite image, with a georeference. Any bands and data type.</source>
        <translation>位置情報を持つ衛星画像。バンド数とデータ型は問いません。</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="58"/>
        <source>Inventory</source>
        <translation>インベントリ(地すべり分布図)</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="58"/>
        <source>Polygons of the landslides that were mapped on the image. Another CRS is reprojected, invalid geometries are mended.</source>
        <translation>画像上で判読した地すべりのポリゴン。異なる CRS は再投影され、無効なジオメトリは修復されます。</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="65"/>
        <source>Class field</source>
        <translation>クラスのフィールド</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="65"/>
        <source>Field of the inventory that tells classes apart. Without it there is one class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="74"/>
        <source>Labelled area</source>
        <translation>ラベル付け範囲</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="74"/>
        <source>Polygons inside which all landslides were mapped. Outside, nothing is known: it is neither landslide nor background. Without it, all of the image is labelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="83"/>
        <source>Label all touched pixels</source>
        <translation>接するピクセルすべてにラベルを付ける</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="83"/>
        <source>Label every pixel that a polygon touches, not only those whose centre is inside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="50"/>
        <source>Label raster</source>
        <translation>ラベルラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="90"/>
        <source>A .tif holds a copy of the bands; a .vrt refers to the image and takes less room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="47"/>
        <source>Names of the classes</source>
        <translation>クラス名</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="95"/>
        <source>Feature pixels</source>
        <translation>対象ピクセル数</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="112"/>
        <source>{features} feature pixels, {background} background pixels; classes: {classes}.</source>
        <translation>対象 {features} ピクセル、背景 {background} ピクセル。クラス: {classes}。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="93"/>
        <source>Model (*.h5)</source>
        <translation>モデル (*.h5)</translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="62"/>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="114"/>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="74"/>
        <source>Automatic: mixed on GPUs and on CPUs with AMX, which gain from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="81"/>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="74"/>
        <source>Mixed (bfloat16)</source>
        <translation>混合 (bfloat16)</translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="81"/>
        <source>Automatic: a GPU if there is one.</source>
        <translation>自動: GPU があれば使います。</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="38"/>
        <source>Extract landslides</source>
        <translation>地すべりの抽出</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="44"/>
        <source>Maps the landslides of a new image with a trained model: “Classify” and “Threshold to polygons” in one step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="50"/>
        <source>The image to map, with as many bands as the model was trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="89"/>
        <source>Threshold</source>
        <translation>しきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="55"/>
        <source>0 to 1; 0: chosen by Otsu&apos;s method.</source>
        <translation>0〜1。0 なら大津の方法で決めます。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="96"/>
        <source>Smallest area (m²)</source>
        <translation>最小面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="96"/>
        <source>Smaller polygons are left out.</source>
        <translation>これより小さいポリゴンは除きます。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="111"/>
        <source>Landslides</source>
        <translation>地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="111"/>
        <source>The inventory: GeoPackage, Shapefile or any other format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="117"/>
        <source>Number of polygons</source>
        <translation>ポリゴン数</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="118"/>
        <source>Threshold used</source>
        <translation>使われたしきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/groups.py" line="16"/>
        <source>1 Prepare</source>
        <translation>1 準備</translation>
    </message>
    <message>
        <location filename="../algorithms/groups.py" line="17"/>
        <source>2 Learn</source>
        <translation>2 学習</translation>
    </message>
    <message>
        <location filename="../algorithms/groups.py" line="18"/>
        <source>3 Map</source>
        <translation>3 マッピング</translation>
    </message>
    <message>
        <location filename="../algorithms/groups.py" line="19"/>
        <source>Runtime</source>
        <translation>ランタイム</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="38"/>
        <source>Initialize model</source>
        <translation>モデルの初期化</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="30"/>
        <source>network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="44"/>
        <source>Makes a network with random initial weights and saves it as a model file, to be trained by “Train model”. ENVINet5 is the U-Net of ENVI's Deep Learning module, with 5 levels and 23 convolutional layers without padding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="46"/>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="52"/>
        <source>ENVINet5: the U-Net of Zhang et al. 2020.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="48"/>
        <source>Bands</source>
        <translation>バンド数</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="58"/>
        <source>Number of bands of the images, 1 to 64.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="49"/>
        <source>Patch size (pixels)</source>
        <translation>パッチサイズ(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="66"/>
        <source>Side of the patches that the network is trained on. ENVINet5 takes 188, 204, 220 … 572 …, and gives 184 pixels less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="76"/>
        <source>Classes</source>
        <translation>クラス</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="76"/>
        <source>Names of the classes, with commas between them, without the background: as many as the label raster has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="83"/>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="83"/>
        <source>Feature maps of the first level; each level has twice as many. 64 as in the paper; 16 takes a sixteenth of the arithmetic, for small areas or a computer without GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="92"/>
        <source>Seed</source>
        <translation>乱数シード</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="95"/>
        <source>Of the random weights: the same seed gives the same model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="102"/>
        <source>Initialised model</source>
        <translation>初期化したモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="102"/>
        <source>The model file, HDF5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="108"/>
        <source>Number of weights</source>
        <translation>重みの数</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="114"/>
        <source>Give 1 to 254 class names, each once, with commas between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="27"/>
        <source>Model info</source>
        <translation>モデルの情報</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="30"/>
        <source>report</source>
        <translation>レポート</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="33"/>
        <source>Says what a model file holds: network, bands, classes, normalisation, how it was trained, on what, and how well it did.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="39"/>
        <source>An initialised or a trained model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="40"/>
        <source>All that the model file says of itself, in one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="93"/>
        <source>HTML file (*.html)</source>
        <translation>HTML ファイル (*.html)</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="114"/>
        <source>Best epoch</source>
        <translation>最良エポック</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="37"/>
        <source>Split area</source>
        <translation>範囲の分割</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="64"/>
        <source>training</source>
        <translation>学習</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="40"/>
        <source>validation</source>
        <translation>検証</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="43"/>
        <source>Splits the labelled area of a label raster into a part to learn from and a part to measure with. Both outputs keep the grid and the image; in each, the labels of the other part are taken out. Zhang et al. 2020 cut 60 % in the north for training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="50"/>
        <source>As “Create label raster” makes it.</source>
        <translation>「ラベルラスタの作成」で作ったもの。</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="54"/>
        <source>Share for training</source>
        <translation>学習用の割合</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="54"/>
        <source>Share of the labelled pixels that goes to the training part, 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="62"/>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="62"/>
        <source>Blocks: squares drawn at random. West to east, north to south: one cut; the western or the northern part is for training.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="62"/>
        <source>Blocks</source>
        <translation>ブロック</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="62"/>
        <source>West to east</source>
        <translation>西から東</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="62"/>
        <source>North to south</source>
        <translation>北から南</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="71"/>
        <source>Block size (pixels)</source>
        <translation>ブロックサイズ(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="71"/>
        <source>Side of a block. Larger blocks make the two parts more independent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="78"/>
        <source>Guard distance (pixels)</source>
        <translation>緩衝距離(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="78"/>
        <source>Pixels of the training part that are nearer than this to the validation part are left out, so that no landslide is on both sides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="87"/>
        <source>Of the random drawing of blocks: the same seed gives the same split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="94"/>
        <source>Training part</source>
        <translation>学習用</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="94"/>
        <source>Label raster to train with; .tif or .vrt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="98"/>
        <source>Validation part</source>
        <translation>検証用</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="98"/>
        <source>Label raster to validate with; .tif or .vrt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="102"/>
        <source>Labelled pixels for training</source>
        <translation>学習用のラベル付きピクセル数</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="105"/>
        <source>Labelled pixels for validation</source>
        <translation>検証用のラベル付きピクセル数</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="124"/>
        <source>Training: {training} labelled pixels, {training_features} of them features; validation: {validation}, {validation_features} of them features.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="73"/>
        <source>Threshold to polygons</source>
        <translation>しきい値からポリゴンへ</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="76"/>
        <source>polygonize</source>
        <translation>ポリゴン化</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="79"/>
        <source>Turns a class activation raster into an inventory: polygons around all pixels whose value is at least the threshold, with their area, size and CAM values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="85"/>
        <source>As “Classify” makes it. With several classes a pixel belongs to its highest one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="89"/>
        <source>0 to 1; 0: chosen by Otsu&apos;s method, which gave 0.56 in the paper.</source>
        <translation>0〜1。0 なら大津の方法で決めます(論文では 0.56)。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="99"/>
        <source>Fill holes up to (m²)</source>
        <translation>この面積までの穴を埋める (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="99"/>
        <source>Holes in polygons of up to this area are filled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="105"/>
        <source>Outline</source>
        <translation>輪郭</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="105"/>
        <source>Along the edges of pixels, or smooth, as a contour line between their centres.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="105"/>
        <source>Pixel edges</source>
        <translation>ピクセルの縁</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="105"/>
        <source>Smooth contour</source>
        <translation>滑らかな等値線</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="119"/>
        <source>Area of the polygons (m²)</source>
        <translation>ポリゴンの面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="147"/>
        <source>{count} polygons of {area:.0f} m² at the threshold {threshold:.3f}.</source>
        <translation>しきい値 {threshold:.3f} で {count} ポリゴン、{area:.0f} m²。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="61"/>
        <source>Train model</source>
        <translation>モデルの学習</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="67"/>
        <source>Trains a network on label rasters. Each epoch draws random patches; after it the validation rasters are classified and compared. The model of the epoch with the lowest validation loss is kept. Figures are those of that epoch: on the validation rasters, or on the training patches if there are none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="75"/>
        <source>An initialised model, or a trained one to go on from with more label rasters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="79"/>
        <source>Training rasters</source>
        <translation>学習用ラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="79"/>
        <source>Label rasters to learn from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="83"/>
        <source>Validation rasters</source>
        <translation>検証用ラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="83"/>
        <source>Label rasters to measure with, of another area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="93"/>
        <source>CSV file (*.csv)</source>
        <translation>CSV ファイル (*.csv)</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="94"/>
        <source>Trained model</source>
        <translation>学習済みモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="94"/>
        <source>The model of the best epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="97"/>
        <source>Model of the last epoch</source>
        <translation>最終エポックのモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="97"/>
        <source>If wanted, the model of the last epoch as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="104"/>
        <source>Curves, figures and settings, in one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="111"/>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="111"/>
        <source>A table with a row an epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="114"/>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="114"/>
        <source>Accuracy</source>
        <translation>正解率</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="114"/>
        <source>Recall</source>
        <translation>再現率</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="114"/>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="126"/>
        <source>Epochs</source>
        <translation>エポック数</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="126"/>
        <source>After each, the validation rasters are measured. 30 in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="133"/>
        <source>Patches per epoch</source>
        <translation>エポックあたりのパッチ数</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="133"/>
        <source>0: as many as cover the labelled area twice. 500 in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="139"/>
        <source>Patches per batch</source>
        <translation>バッチあたりのパッチ数</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="139"/>
        <source>Patches between two changes of the weights; 0: four. 1 in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="145"/>
        <source>Class weight, minimum</source>
        <translation>クラス重み(最小)</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="145"/>
        <source>Class weight of the last epoch. With class weight w, a share of w / (1 + w) of the patches lies around a feature; the others lie anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="155"/>
        <source>Class weight, maximum</source>
        <translation>クラス重み(最大)</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="155"/>
        <source>Class weight of the first epoch; it falls evenly. About 0.8 in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="162"/>
        <source>Augment: rotation</source>
        <translation>データ拡張: 回転</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="162"/>
        <source>Turn each patch by a random angle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="168"/>
        <source>Augment: scale</source>
        <translation>データ拡張: 拡大縮小</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="168"/>
        <source>Scale each patch by a random factor, 0.8 to 1.25.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="174"/>
        <source>Augment: flip</source>
        <translation>データ拡張: 反転</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="174"/>
        <source>Mirror half of the patches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="182"/>
        <source>Optimizer</source>
        <translation>最適化手法</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="182"/>
        <source>AdamW warms up, then decays as a cosine. The paper used SGD.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="182"/>
        <source>SGD with momentum 0.99</source>
        <translation>モメンタム 0.99 の SGD</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="189"/>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="189"/>
        <source>0: 0.001 for AdamW, 0.0001 for SGD.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="196"/>
        <source>Patience (epochs)</source>
        <translation>待機エポック数</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="196"/>
        <source>Stop after so many epochs without a lower validation loss; 0: never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="92"/>
        <source>Of all random draws.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/cam.py" line="76"/>
        <source>{path} is not a class activation raster: it has values outside 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/cam.py" line="151"/>
        <source>A class activation raster is a .tif file, not {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/files.py" line="33"/>
        <source>Nothing can be written into the folder {folder} ({reason}): choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/files.py" line="71"/>
        <source>{path} cannot be replaced ({reason}): is it open in another program?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="82"/>
        <source>{path} could not be written ({reason}): is the disk full?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/label_raster.py" line="45"/>
        <source>{path} is not a label raster: its last band is not named “label”. Make one with “Create label raster”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/label_raster.py" line="135"/>
        <source>{path} is the input: choose another output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/label_raster.py" line="131"/>
        <source>A label raster is a .tif or a .vrt file, not {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/label_raster.py" line="248"/>
        <source>{name} does not overlap with the image {image}.</source>
        <translation>{name} は画像 {image} と重なっていません。</translation>
    </message>
    <message>
        <location filename="../core/label_raster.py" line="262"/>
        <source>The raster {path} holds complex numbers: real ones are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/label_raster.py" line="285"/>
        <source>No pixel was labelled as a feature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/raster.py" line="50"/>
        <source>{path} is not a raster that GDAL can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/raster.py" line="102"/>
        <source>The raster {path} has no georeference: give it one first, with Raster &gt; Georeferencer or “Assign projection”.</source>
        <translation>ラスタ {path} には位置情報がありません。先に「ジオリファレンサ」や「投影の割り当て」で与えてください。</translation>
    </message>
    <message>
        <location filename="../core/raster.py" line="134"/>
        <source>{path} cannot be read at row {row}, column {col}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/raster.py" line="214"/>
        <source>The extent lies outside the image: choose one that overlaps with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/split.py" line="75"/>
        <source>The guard distance is larger than the block size: choose larger blocks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/split.py" line="110"/>
        <source>The labelled area is too small to be split: choose smaller blocks or a cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/threshold.py" line="42"/>
        <source>Otsu&apos;s method finds no threshold: the class activation raster is of one value. Give a threshold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="85"/>
        <source>{name} is not a vector layer that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="87"/>
        <source>{name} has no coordinate reference system: set its CRS first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="91"/>
        <source>{name} holds no polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="103"/>
        <source>{name} holds geometries of type {kind}: polygons are needed.</source>
        <translation>{name} のジオメトリは {kind} です。ポリゴンが必要です。</translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="114"/>
        <source>{name} has no field “{field}” to tell classes by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="122"/>
        <source>The field “{field}” has {count} different values: 1 to 254 classes are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="154"/>
        <source>{name}: {count} features without a usable geometry left out, ids {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="154"/>
        <source>{name}: {count} invalid geometries mended, ids {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="154"/>
        <source>{name}: {count} features without a class left out, ids {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/building.py" line="39"/>
        <source>The model file is damaged: the weights of “{layer}” are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/checks.py" line="17"/>
        <source>The model has not been trained yet: run “Train model” first.</source>
        <translation>モデルはまだ学習されていません。先に「モデルの学習」を実行してください。</translation>
    </message>
    <message>
        <location filename="../models/checks.py" line="27"/>
        <source>{name} has {found} bands, but the model takes {expected}: choose another image, or initialise a model for {found} bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/checks.py" line="47"/>
        <source>{name} has {found} classes, but the model has {expected} ({classes}): initialise a model with the label raster&apos;s classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/devices.py" line="39"/>
        <source>A GPU was asked for, but {backend} finds none: choose the CPU, or automatic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="117"/>
        <source>{path} is not a model file: it is no HDF5 file, or it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="125"/>
        <source>{path} is an HDF5 file, but not a model of Scarp: make one with “Initialize model” or “Train model”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="134"/>
        <source>{path} was made by a newer Scarp (format {version}): update Scarp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/networks/__init__.py" line="22"/>
        <source>There is no network “{name}”: choose one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/networks/__init__.py" line="43"/>
        <source>{network} cannot take patches of {size} pixels: choose {below} or {above}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/normalisation.py" line="80"/>
        <source>The training rasters hold no data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/patches.py" line="71"/>
        <source>The training rasters have no feature pixels: is the labelled area right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/training.py" line="82"/>
        <source>Training runs on {device}, in {precision}.</source>
        <translation>学習は {device} で、{precision} で行います。</translation>
    </message>
    <message>
        <location filename="../models/training.py" line="95"/>
        <source>{epochs} epochs of {patches} patches of {side} pixels; {labelled} labelled pixels, {features} of them features; validation on {tiles} tiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/training.py" line="109"/>
        <source>No validation rasters: the best epoch is that of the lowest training loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/training.py" line="234"/>
        <source>Stopped: no lower loss in {patience} epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/training.py" line="243"/>
        <source>Epoch {epoch} of {epochs}: loss {loss:.4f}, validation loss {val_loss:.4f}, precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}; {left:.1f} minutes left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/training.py" line="243"/>
        <source>Epoch {epoch} of {epochs}: loss {loss:.4f}, precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}; {left:.1f} minutes left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="102"/>
        <source>The Python {path} could not be started: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="176"/>
        <source>The worker was killed: out of memory? Its last words: {log}</source>
        <translation>ワーカーが強制終了されました。メモリ不足かもしれません。最後の出力: {log}</translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="178"/>
        <source>The worker was ended by the signal {signal}. Its last words: {log}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="180"/>
        <source>The worker ended with the exit code {code}. Its last words: {log}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/environment.py" line="55"/>
        <source>The Python named in {place} is not there: {path}. Mend or clear it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/jobs.py" line="176"/>
        <source>Loading Keras and its backend.</source>
        <translation>Keras とバックエンドを読み込んでいます。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs.py" line="65"/>
        <source>{network} with {weights} weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/jobs.py" line="183"/>
        <source>Classification runs on {device}, in {precision}.</source>
        <translation>分類は {device} で、{precision} で行います。</translation>
    </message>
    <message>
        <location filename="../runtime/worker.py" line="90"/>
        <source>The runtime {python} lacks the package “{package}”: install it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/worker.py" line="95"/>
        <source>The worker ran out of memory: choose smaller tiles, patches or batches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/worker.py" line="96"/>
        <source>The worker failed: {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/split.py" line="71"/>
        <source>The training and the validation part need files of their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/split.py" line="148"/>
        <source>The guard distance leaves nothing to train on: choose a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/evaluation.py" line="71"/>
        <source>The training ran away (its loss is no number): choose a lower learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/environment.py" line="64"/>
        <source>No Python with Keras was found. Make one with “python3 -m venv --system-site-packages {folder}” and “{pip} install -r {requirements}”, or name one in the environment variable {variable}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
