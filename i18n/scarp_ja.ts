<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>@default</name>
    <message>
        <location filename="../algorithms/base.py" line="251"/>
        <source>The layer {name} has no raster file (its provider is {provider}): save it as a GeoTIFF first, with Export &gt; Save As.</source>
        <translation>レイヤ {name} にはラスタファイルがありません(プロバイダ: {provider})。先に「エクスポート」で GeoTIFF として保存してください。</translation>
    </message>
    <message>
        <location filename="../models/model_file.py" line="116"/>
        <source>There is no model file {path}.</source>
        <translation>モデルファイル {path} がありません。</translation>
    </message>
    <message>
        <location filename="../algorithms/base.py" line="268"/>
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
        <location filename="../algorithms/declarations.py" line="92"/>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <location filename="../algorithms/checkruntime.py" line="37"/>
        <source>What is missing</source>
        <translation>不足しているもの</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="62"/>
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
        <location filename="../algorithms/classify.py" line="46"/>
        <source>Classify</source>
        <translation>分類</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="49"/>
        <source>inference</source>
        <translation>推論</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="24"/>
        <source>landslide</source>
        <translation>地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="49"/>
        <source>class activation raster</source>
        <translation>クラス活性化ラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="52"/>
        <source>Runs a trained model over an image and writes the class activation raster (CAM): one band a class, with values from 0 to 1, nodata where the image has none. The image is worked through tile by tile and may be of any size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="55"/>
        <source>Image</source>
        <translation>画像</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="59"/>
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
        <source>Polygons to classify inside of; elsewhere the result has no data.</source>
        <translation>この中だけを分類するポリゴン。外側はデータなしになります。</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="46"/>
        <source>Tile size (pixels)</source>
        <translation>タイルサイズ(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="80"/>
        <source>Side of the tiles that the network is given; 0: automatic. Smaller ones take less memory and more time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="91"/>
        <source>Average over flips and turns</source>
        <translation>反転と回転で平均</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="91"/>
        <source>Classify each tile in eight positions and average: better, but it takes eight times as long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="90"/>
        <source>Class activation raster</source>
        <translation>クラス活性化ラスタ(CAM)</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="79"/>
        <source>A GeoTIFF of type Float32, with overviews.</source>
        <translation>Float32 型の GeoTIFF(オーバービュー付き)。</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="282"/>
        <source>Suggested threshold</source>
        <translation>推奨しきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="41"/>
        <source>Create label raster</source>
        <translation>ラベルラスタの作成</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="44"/>
        <source>rasterize</source>
        <translation>ラスタ化</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="79"/>
        <source>inventory</source>
        <translation>インベントリ</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="47"/>
        <source>Joins an image and an inventory of landslides to a label raster, which networks learn from: all bands of the image and, as the last one, the label band: 0 background, 1 and more the classes, 255 where nothing is known.</source>
        <translation>画像と地すべりインベントリから、ネットワークの学習に使うラベルラスタを作ります。画像の全バンドと、最後のラベルバンド(0: 背景、1 以上: クラス、255: 不明)からなります。</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="55"/>
        <source>The satellite image, with a georeference. Any bands and data type.</source>
        <translation>位置情報を持つ衛星画像。バンド数とデータ型は問いません。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="169"/>
        <source>Inventory</source>
        <translation>インベントリ(地すべり分布図)</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="59"/>
        <source>Polygons of the landslides that were mapped on the image. Another CRS is reprojected, invalid geometries are mended.</source>
        <translation>画像上で判読した地すべりのポリゴン。異なる CRS は再投影され、無効なジオメトリは修復されます。</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="66"/>
        <source>Class field</source>
        <translation>クラスのフィールド</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="66"/>
        <source>Field of the inventory that tells classes apart. Without it there is one class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="75"/>
        <source>Labelled area</source>
        <translation>ラベル付け範囲</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="75"/>
        <source>Polygons inside which all landslides were mapped. Outside, nothing is known: it is neither landslide nor background. Without it, all of the image is labelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="84"/>
        <source>Label all touched pixels</source>
        <translation>接するピクセルすべてにラベルを付ける</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="84"/>
        <source>Label every pixel that a polygon touches, not only those whose centre is inside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="50"/>
        <source>Label raster</source>
        <translation>ラベルラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="91"/>
        <source>A .tif holds a copy of the bands; a .vrt refers to the image and takes less room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="47"/>
        <source>Names of the classes</source>
        <translation>クラス名</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="96"/>
        <source>Feature pixels</source>
        <translation>対象ピクセル数</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="114"/>
        <source>{features} feature pixels, {background} background pixels; classes: {classes}.</source>
        <translation>対象 {features} ピクセル、背景 {background} ピクセル。クラス: {classes}。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="51"/>
        <source>Model (*.h5)</source>
        <translation>モデル (*.h5)</translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="62"/>
        <source>Model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="282"/>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="85"/>
        <source>Automatic: mixed on GPUs and on CPUs with AMX, which gain from it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="92"/>
        <source>Automatic</source>
        <translation>自動</translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="85"/>
        <source>Mixed (bfloat16)</source>
        <translation>混合 (bfloat16)</translation>
    </message>
    <message>
        <location filename="../algorithms/declarations.py" line="92"/>
        <source>Automatic: a GPU if there is one.</source>
        <translation>自動: GPU があれば使います。</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="43"/>
        <source>Extract landslides</source>
        <translation>地すべりの抽出</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="49"/>
        <source>Maps the landslides of a new image with a trained model: “Classify” and “Threshold to polygons” in one step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="55"/>
        <source>The image to map, with as many bands as the model was trained on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="94"/>
        <source>Threshold</source>
        <translation>しきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="101"/>
        <source>Smallest area (m²)</source>
        <translation>最小面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="101"/>
        <source>Smaller polygons are left out.</source>
        <translation>これより小さいポリゴンは除きます。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="126"/>
        <source>Landslides</source>
        <translation>地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="126"/>
        <source>The inventory: GeoPackage, Shapefile or any other format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="132"/>
        <source>Number of polygons</source>
        <translation>ポリゴン数</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="133"/>
        <source>Threshold used</source>
        <translation>使われたしきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/groups.py" line="17"/>
        <source>1 Prepare</source>
        <translation>1 準備</translation>
    </message>
    <message>
        <location filename="../algorithms/groups.py" line="18"/>
        <source>2 Learn</source>
        <translation>2 学習</translation>
    </message>
    <message>
        <location filename="../algorithms/groups.py" line="19"/>
        <source>3 Map</source>
        <translation>3 マッピング</translation>
    </message>
    <message>
        <location filename="../algorithms/groups.py" line="20"/>
        <source>Runtime</source>
        <translation>ランタイム</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="40"/>
        <source>Initialize model</source>
        <translation>モデルの初期化</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="30"/>
        <source>network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="46"/>
        <source>Network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="48"/>
        <source>Bands</source>
        <translation>バンド数</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="65"/>
        <source>Number of bands of the images, 1 to 64.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="49"/>
        <source>Patch size (pixels)</source>
        <translation>パッチサイズ(ピクセル)</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="84"/>
        <source>Classes</source>
        <translation>クラス</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="84"/>
        <source>Names of the classes, with commas between them, without the background: as many as the label raster has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="91"/>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="91"/>
        <source>Feature maps of the first level; each level has twice as many. 64 as in the paper; 16 takes a sixteenth of the arithmetic, for small areas or a computer without GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="119"/>
        <source>Seed</source>
        <translation>乱数シード</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="114"/>
        <source>Of the random weights: the same seed gives the same model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="121"/>
        <source>Initialised model</source>
        <translation>初期化したモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="121"/>
        <source>The model file, HDF5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="127"/>
        <source>Number of weights</source>
        <translation>重みの数</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="136"/>
        <source>Give 1 to 254 class names, each once, with commas between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/modelinfo.py" line="27"/>
        <source>Model info</source>
        <translation>モデルの情報</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="42"/>
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
        <location filename="../algorithms/trainmodel.py" line="51"/>
        <source>HTML file (*.html)</source>
        <translation>HTML ファイル (*.html)</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="282"/>
        <source>Best epoch</source>
        <translation>最良エポック</translation>
    </message>
    <message>
        <location filename="../algorithms/splitarea.py" line="37"/>
        <source>Split area</source>
        <translation>範囲の分割</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="24"/>
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
        <location filename="../algorithms/suggestthreshold.py" line="56"/>
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
        <location filename="../algorithms/thresholdtopolygons.py" line="76"/>
        <source>Threshold to polygons</source>
        <translation>しきい値からポリゴンへ</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="79"/>
        <source>polygonize</source>
        <translation>ポリゴン化</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="90"/>
        <source>As “Classify” makes it. With several classes a pixel belongs to its highest one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="94"/>
        <source>0 to 1; 0: chosen by Otsu&apos;s method, which gave 0.56 in the paper.</source>
        <translation>0〜1。0 なら大津の方法で決めます(論文では 0.56)。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="104"/>
        <source>Fill holes up to (m²)</source>
        <translation>この面積までの穴を埋める (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="104"/>
        <source>Holes in polygons of up to this area are filled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="110"/>
        <source>Outline</source>
        <translation>輪郭</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="110"/>
        <source>Along the edges of pixels, or smooth, as a contour line between their centres.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="110"/>
        <source>Pixel edges</source>
        <translation>ピクセルの縁</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="110"/>
        <source>Smooth contour</source>
        <translation>滑らかな等値線</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="134"/>
        <source>Area of the polygons (m²)</source>
        <translation>ポリゴンの面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="170"/>
        <source>{count} polygons of {area:.0f} m² at the threshold {threshold:.3f}.</source>
        <translation>しきい値 {threshold:.3f} で {count} ポリゴン、{area:.0f} m²。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="21"/>
        <source>Train model</source>
        <translation>モデルの学習</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="83"/>
        <source>An initialised model, or a trained one to go on from with more label rasters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="87"/>
        <source>Training rasters</source>
        <translation>学習用ラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="91"/>
        <source>Validation rasters</source>
        <translation>検証用ラスタ</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="51"/>
        <source>CSV file (*.csv)</source>
        <translation>CSV ファイル (*.csv)</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="52"/>
        <source>Trained model</source>
        <translation>学習済みモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="52"/>
        <source>The model of the best epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="55"/>
        <source>Model of the last epoch</source>
        <translation>最終エポックのモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="55"/>
        <source>If wanted, the model of the last epoch as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="70"/>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="282"/>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="282"/>
        <source>Accuracy</source>
        <translation>正解率</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="282"/>
        <source>Recall</source>
        <translation>再現率</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="282"/>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="122"/>
        <source>Epochs</source>
        <translation>エポック数</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="122"/>
        <source>After each, the validation rasters are measured. 30 in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="129"/>
        <source>Patches per epoch</source>
        <translation>エポックあたりのパッチ数</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="129"/>
        <source>0: as many as cover the labelled area twice. 500 in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="135"/>
        <source>Patches per batch</source>
        <translation>バッチあたりのパッチ数</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="144"/>
        <source>Class weight, minimum</source>
        <translation>クラス重み(最小)</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="154"/>
        <source>Class weight, maximum</source>
        <translation>クラス重み(最大)</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="154"/>
        <source>Class weight of the first epoch; it falls evenly. About 0.8 in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="218"/>
        <source>Augment: rotation</source>
        <translation>データ拡張: 回転</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="218"/>
        <source>Turn each patch by a random angle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="218"/>
        <source>Augment: scale</source>
        <translation>データ拡張: 拡大縮小</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="218"/>
        <source>Scale each patch by a random factor, 0.8 to 1.25.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="218"/>
        <source>Augment: flip</source>
        <translation>データ拡張: 反転</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="218"/>
        <source>Mirror half of the patches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="247"/>
        <source>Optimizer</source>
        <translation>最適化手法</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="247"/>
        <source>SGD with momentum 0.99</source>
        <translation>モメンタム 0.99 の SGD</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="258"/>
        <source>Learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="272"/>
        <source>Patience (epochs)</source>
        <translation>待機エポック数</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="272"/>
        <source>Stop after so many epochs without a lower validation loss; 0: never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="119"/>
        <source>Of all random draws.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/cam.py" line="87"/>
        <source>{path} is not a class activation raster: it has values outside 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/cam.py" line="211"/>
        <source>A class activation raster is a .tif file, not {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/files.py" line="34"/>
        <source>Nothing can be written into the folder {folder} ({reason}): choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/files.py" line="72"/>
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
        <location filename="../core/label_raster.py" line="139"/>
        <source>{path} is the input: choose another output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/label_raster.py" line="135"/>
        <source>A label raster is a .tif or a .vrt file, not {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/label_raster.py" line="254"/>
        <source>{name} does not overlap with the image {image}.</source>
        <translation>{name} は画像 {image} と重なっていません。</translation>
    </message>
    <message>
        <location filename="../core/label_raster.py" line="268"/>
        <source>The raster {path} holds complex numbers: real ones are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/label_raster.py" line="291"/>
        <source>No pixel was labelled as a feature.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/raster.py" line="50"/>
        <source>{path} is not a raster that GDAL can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/raster.py" line="117"/>
        <source>The raster {path} has no georeference: give it one first, with Raster &gt; Georeferencer or “Assign projection”.</source>
        <translation>ラスタ {path} には位置情報がありません。先に「ジオリファレンサ」や「投影の割り当て」で与えてください。</translation>
    </message>
    <message>
        <location filename="../core/raster.py" line="149"/>
        <source>{path} cannot be read at row {row}, column {col}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/raster.py" line="266"/>
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
        <location filename="../core/vector.py" line="217"/>
        <source>{name} is not a vector layer that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="219"/>
        <source>{name} has no coordinate reference system: set its CRS first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="223"/>
        <source>{name} holds no polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="236"/>
        <source>{name} holds geometries of type {kind}: polygons are needed.</source>
        <translation>{name} のジオメトリは {kind} です。ポリゴンが必要です。</translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="95"/>
        <source>{name} has no field “{field}” to tell classes by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="107"/>
        <source>The field “{field}” has {count} different values: 1 to 254 classes are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="141"/>
        <source>{name}: {count} features without a usable geometry left out, ids {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="141"/>
        <source>{name}: {count} invalid geometries mended, ids {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/vector.py" line="141"/>
        <source>{name}: {count} features without a class left out, ids {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/building.py" line="54"/>
        <source>The model file is damaged: the weights of “{layer}” are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/checks.py" line="22"/>
        <source>The model has not been trained yet: run “Train model” first.</source>
        <translation>モデルはまだ学習されていません。先に「モデルの学習」を実行してください。</translation>
    </message>
    <message>
        <location filename="../models/checks.py" line="32"/>
        <source>{name} has {found} bands, but the model takes {expected}: choose another image, or initialise a model for {found} bands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/devices.py" line="48"/>
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
        <location filename="../models/networks/__init__.py" line="21"/>
        <source>There is no network “{name}”: choose one of {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/networks/__init__.py" line="44"/>
        <source>{network} cannot take patches of {size} pixels: choose {below} or {above}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/normalisation.py" line="138"/>
        <source>The training rasters hold no data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/patches.py" line="67"/>
        <source>The training rasters have no feature pixels: is the labelled area right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/training.py" line="114"/>
        <source>Training runs on {device}, in {precision}.</source>
        <translation>学習は {device} で、{precision} で行います。</translation>
    </message>
    <message>
        <location filename="../models/training.py" line="178"/>
        <source>{epochs} epochs of {patches} patches of {side} pixels; {labelled} labelled pixels, {features} of them features; validation on {tiles} tiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/monitor.py" line="90"/>
        <source>Stopped: no lower loss in {patience} epochs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="107"/>
        <source>The Python {path} could not be started: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="181"/>
        <source>The worker was killed: out of memory? Its last words: {log}</source>
        <translation>ワーカーが強制終了されました。メモリ不足かもしれません。最後の出力: {log}</translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="183"/>
        <source>The worker was ended by the signal {signal}. Its last words: {log}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/client.py" line="185"/>
        <source>The worker ended with the exit code {code}. Its last words: {log}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/environment.py" line="55"/>
        <source>The Python named in {place} is not there: {path}. Mend or clear it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/jobs.py" line="395"/>
        <source>Loading Keras and its backend.</source>
        <translation>Keras とバックエンドを読み込んでいます。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs.py" line="76"/>
        <source>{network} with {weights} weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/inference.py" line="95"/>
        <source>Classification runs on {device}, in {precision}.</source>
        <translation>分類は {device} で、{precision} で行います。</translation>
    </message>
    <message>
        <location filename="../runtime/worker.py" line="98"/>
        <source>The runtime {python} lacks the package “{package}”: install it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/worker.py" line="103"/>
        <source>The worker ran out of memory: choose smaller tiles, patches or batches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/worker.py" line="104"/>
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
        <location filename="../models/evaluation.py" line="105"/>
        <source>The training ran away (its loss is no number): choose a lower learning rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../runtime/environment.py" line="64"/>
        <source>No Python with Keras was found. Make one with “python3 -m venv --system-site-packages {folder}” and “{pip} install -r {requirements}”, or name one in the environment variable {variable}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/base.py" line="237"/>
        <source>Cancelled: no unfinished output is left behind.</source>
        <translation>中止しました。書きかけの出力は残っていません。</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="46"/>
        <source>Makes a network with random initial weights and saves it as a model file, to be trained by “Train model”. ENVINet5 is the U-Net of ENVI's Deep Learning module, with 5 levels and 23 convolutional layers without padding; ResUNet is made of residual units (Qi et al. 2020).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="55"/>
        <source>ENVINet5: the U-Net of Zhang et al. 2020. ResUNet: a U-Net of residual units with padding, whose output is as large as the patch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="103"/>
        <source>Normalisation layers</source>
        <translation>正規化層</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="103"/>
        <source>Of ResUNet. Batch: values of the class activation raster do not depend on how the image is cut into tiles. Group: they do, a little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="103"/>
        <source>Batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="103"/>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="30"/>
        <source>Search parameters</source>
        <translation>パラメータの探索</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="33"/>
        <source>random search</source>
        <translation>ランダムサーチ</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="36"/>
        <source>Trains a network several times, with class weight, loss weight, solid distance, blur distance and learning rate drawn at random from ranges, and keeps the model with the lowest validation loss. The first trial has the settings as they are given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="44"/>
        <source>Trials</source>
        <translation>試行回数</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="44"/>
        <source>Number of trainings; each takes as long as “Train model”.</source>
        <translation>学習の回数。1回ごとに「モデルの学習」と同じ時間がかかります。</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="52"/>
        <source>Range of the class weight</source>
        <translation>クラス重みの範囲</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="52"/>
        <source>Of the first epoch; it falls evenly to the minimum given below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="52"/>
        <source>Range of the loss weight</source>
        <translation>損失重みの範囲</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="52"/>
        <source>By which feature pixels weigh more; 0: not at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="52"/>
        <source>Range of the solid distance (pixels)</source>
        <translation>ソリッド距離の範囲（ピクセル）</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="52"/>
        <source>By which features are widened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="52"/>
        <source>Range of the blur distance (pixels)</source>
        <translation>ぼかし距離の範囲（ピクセル）</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="52"/>
        <source>Range of the learning rate</source>
        <translation>学習率の範囲</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="52"/>
        <source>Drawn evenly in its logarithm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="93"/>
        <source>Best model</source>
        <translation>最良のモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="93"/>
        <source>The model of the best trial.</source>
        <translation>最良の試行のモデル。</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="99"/>
        <source>Leaderboard</source>
        <translation>順位表</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="99"/>
        <source>A table with a row a trial, the best one first, written as the search goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="107"/>
        <source>All trials, and the report of the best one, in one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="116"/>
        <source>Best trial</source>
        <translation>最良の試行</translation>
    </message>
    <message>
        <location filename="../algorithms/searchparameters.py" line="130"/>
        <source>{name} needs two numbers, the least and the most, none below {least}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="87"/>
        <source>Label rasters to learn from, of one event or several.</source>
        <translation>学習に使うラベルラスタ（一つまたは複数のイベント）。</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="91"/>
        <source>Label rasters to measure with, of another area. Without them a fifth of the labelled blocks of the training rasters is held out.</source>
        <translation>別の区域の、検証に使うラベルラスタ。なければ学習ラスタのラベル付きブロックの5分の1を検証用に取り分けます。</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="104"/>
        <source>Preset</source>
        <translation>プリセット</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="104"/>
        <source>As in the paper: the numbers of Zhang et al. 2020 (30 epochs of 500 patches, one a batch, SGD, class weight 0.8022, loss weight 0.70, blur distance 3.8566, rotation and scale) take the place of what is given below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="104"/>
        <source>As given below</source>
        <translation>以下の設定のとおり</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="104"/>
        <source>As in the paper</source>
        <translation>論文のとおり</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="135"/>
        <source>Patches between two changes of the weights; 0: as many as fit, 16 at most. Halved where memory runs out. 1 in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="144"/>
        <source>Class weight of the last epoch. With class weight w, a share of w / (1 + w) of the patches is centred on a feature; the others lie anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="163"/>
        <source>Weighted cross-entropy, as in the paper, or the Dice loss added to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="163"/>
        <source>Cross-entropy</source>
        <translation>交差エントロピー</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="163"/>
        <source>Cross-entropy + Dice</source>
        <translation>交差エントロピー + Dice</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="171"/>
        <source>Loss weight</source>
        <translation>損失重み</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="171"/>
        <source>How much the loss favours feature pixels: they weigh 1 + this number. 0: all alike. 0.70 in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="171"/>
        <source>Solid distance (pixels)</source>
        <translation>ソリッド距離（ピクセル）</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="171"/>
        <source>Features are widened by it: for lines and points, or labels drawn narrowly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="171"/>
        <source>Blur distance, minimum (pixels)</source>
        <translation>ぼかし距離の最小（ピクセル）</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="171"/>
        <source>Width of the rim over which a feature fades out, in the last epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="171"/>
        <source>Blur distance, maximum (pixels)</source>
        <translation>ぼかし距離の最大（ピクセル）</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="171"/>
        <source>The same in the first epoch; it falls evenly. It helps to find features whose edges are uncertain. 3.8566 in the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="171"/>
        <source>Border weight</source>
        <translation>境界重み</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="171"/>
        <source>Additional weight of pixels between features that lie close together (w0 of Ronneberger et al. 2015, where it is 10); 0: none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="208"/>
        <source>Border distance (pixels)</source>
        <translation>境界距離（ピクセル）</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="208"/>
        <source>Distance over which the border weight falls (sigma).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="218"/>
        <source>Augment: brightness</source>
        <translation>拡張：明るさ</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="218"/>
        <source>Change brightness and contrast of each band a little.</source>
        <translation>各バンドの明るさとコントラストを少し変えます。</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="234"/>
        <source>Normalisation</source>
        <translation>正規化</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="234"/>
        <source>By the training rasters: brightness as such tells something. By each image: for images of other dates or sensors; an image should be large and show land mostly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="234"/>
        <source>By the training rasters</source>
        <translation>学習ラスタによる</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="234"/>
        <source>By each image</source>
        <translation>画像ごと</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="265"/>
        <source>Freeze the encoder</source>
        <translation>エンコーダを固定</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="265"/>
        <source>Of a trained model, train the decoder only: for few new labels.</source>
        <translation>学習済みモデルのデコーダだけを学習します。新しいラベルが少ないとき。</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="282"/>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="305"/>
        <source>The training&apos;s settings are those of the paper.</source>
        <translation>学習の設定は論文のとおりです。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="27"/>
        <source>Trains a network on label rasters. Each epoch draws random patches; after it the validation rasters are classified and compared. The model of the epoch with the lowest validation loss is kept, and the figures are those of that epoch. A trained model can be trained on, with the label rasters of another event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="37"/>
        <source>Checkpoint folder</source>
        <translation>チェックポイントのフォルダ</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="37"/>
        <source>The state of the training is saved here after each epoch, and every five minutes. A training that was cancelled or killed goes on from it when it is started again with the same inputs and settings. Deleted when the training is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="46"/>
        <source>TensorBoard folder</source>
        <translation>TensorBoardのフォルダ</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="46"/>
        <source>The figures of each epoch are logged here for TensorBoard.</source>
        <translation>各エポックの数値をTensorBoard用に記録します。</translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="62"/>
        <source>Curves, figures, settings and some validation patches, in one file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/trainmodel.py" line="70"/>
        <source>A table with a row an epoch, written as the training goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/checkpoint.py" line="139"/>
        <source>The checkpoint {path} is of a training with another model, other rasters or other settings: choose another folder, or delete it to start afresh.</source>
        <translation>チェックポイント {path} は別のモデル・ラスタ・設定の学習のものです。別のフォルダを選ぶか、削除して最初から始めてください。</translation>
    </message>
    <message>
        <location filename="../models/checkpoint.py" line="150"/>
        <source>{path} is no checkpoint, or damaged: delete it to start afresh.</source>
        <translation>{path} はチェックポイントではないか、壊れています。削除して最初から始めてください。</translation>
    </message>
    <message>
        <location filename="../models/checks.py" line="73"/>
        <source>{name} has the classes {found}, but the model has {expected}: initialise a model with the label raster&apos;s classes, in the same order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/monitor.py" line="130"/>
        <source>Epoch {epoch} of {epochs}: loss {loss:.4f}, validation loss {val_loss:.4f}, accuracy {accuracy:.4f}, precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}, IoU {iou:.4f}; {left:.1f} minutes left.</source>
        <translation>エポック {epoch}/{epochs}：損失 {loss:.4f}、検証損失 {val_loss:.4f}、正解率 {accuracy:.4f}、適合率 {precision:.4f}、再現率 {recall:.4f}、F1 {f1:.4f}、IoU {iou:.4f}。残り {left:.1f} 分。</translation>
    </message>
    <message>
        <location filename="../models/monitor.py" line="130"/>
        <source>Epoch {epoch} of {epochs}: loss {loss:.4f}, accuracy {accuracy:.4f}, precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}, IoU {iou:.4f}; {left:.1f} minutes left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/search.py" line="70"/>
        <source>Trial {number} of {trials}: {drawn}.</source>
        <translation>試行 {number}/{trials}：{drawn}。</translation>
    </message>
    <message>
        <location filename="../models/search.py" line="87"/>
        <source>This trial ran away: its learning rate is too high.</source>
        <translation>この試行は発散しました。学習率が高すぎます。</translation>
    </message>
    <message>
        <location filename="../models/training.py" line="109"/>
        <source>The encoder of an untrained model cannot be frozen: train the model first.</source>
        <translation>未学習のモデルのエンコーダは固定できません。先に学習してください。</translation>
    </message>
    <message>
        <location filename="../models/training.py" line="138"/>
        <source>Memory ran out: the training starts again with {batch} patches per batch.</source>
        <translation>メモリが不足しました。バッチあたり {batch} パッチで学習をやり直します。</translation>
    </message>
    <message>
        <location filename="../models/training.py" line="217"/>
        <source>The training goes on from its checkpoint, in epoch {epoch}.</source>
        <translation>チェックポイントからエポック {epoch} の学習を再開します。</translation>
    </message>
    <message>
        <location filename="../models/training.py" line="286"/>
        <source>No validation rasters: a fifth of the labelled blocks of the training rasters is held out for validation.</source>
        <translation>検証ラスタがないため、学習ラスタのラベル付きブロックの5分の1を検証用に取り分けます。</translation>
    </message>
    <message>
        <location filename="../models/training.py" line="294"/>
        <source>No validation rasters, and too few features to hold any out: the best epoch is that of the lowest training loss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="73"/>
        <source>Side of the patches that the network is trained on. ENVINet5 takes 188, 204, 220 … 572 …, and gives 184 pixels less; ResUNet takes multiples of 16. Another side is raised to the next of these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/initializemodel.py" line="128"/>
        <source>Patch size of the model</source>
        <translation>モデルのパッチサイズ</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="247"/>
        <source>SGD has a momentum of 0.99; with a fixed learning rate it is that of the paper. With warm-up and cosine decay, as of AdamW, the rate rises at first and falls to 0 at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="247"/>
        <source>SGD with warm-up and cosine decay</source>
        <translation>SGD（ウォームアップとコサイン減衰）</translation>
    </message>
    <message>
        <location filename="../algorithms/training.py" line="258"/>
        <source>At its highest. 0: 0.0001 for SGD with a fixed rate, else 0.001.</source>
        <translation>最大のときの値。0：固定学習率のSGDは0.0001、ほかは0.001。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs.py" line="66"/>
        <source>{network} cannot take patches of {wanted} pixels: those of {size} are taken.</source>
        <translation>{network} は {wanted} ピクセルのパッチを扱えないため、{size} ピクセルとします。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="59"/>
        <source>The image to classify: any raster that GDAL reads. Bands are found by the names that they had in training; where image or model has no names, by their order.</source>
        <translation>分類する画像。GDAL が読めるラスタであれば何でもかまいません。バンドは学習時の名前で対応づけられ、画像またはモデルに名前がない場合は順番で対応づけられます。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="101"/>
        <source>Finished tiles are kept here, so that a classification that was cancelled or killed goes on where it stopped: run it again with the same image, model and settings. They are removed when it is done.</source>
        <translation>完了したタイルがここに保存されるので、キャンセルまたは強制終了された分類を途中から再開できます。同じ画像・モデル・設定で再実行してください。完了すると削除されます。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="114"/>
        <source>Spread over flips and turns</source>
        <translation>反転・回転によるばらつき</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="114"/>
        <source>The standard deviation of the eight values that are averaged: large where the network is unsure. Needs “Average over flips and turns”.</source>
        <translation>平均される 8 つの値の標準偏差。ネットワークの判断が不確かな場所で大きくなります。「反転・回転の平均」が必要です。</translation>
    </message>
    <message>
        <location filename="../algorithms/classify.py" line="147"/>
        <source>There is a spread only where flips and turns are averaged: switch that on.</source>
        <translation>ばらつきは反転・回転の平均をとる場合にのみ得られます。平均を有効にしてください。</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="27"/>
        <source>Export model (ONNX)</source>
        <translation>モデルのエクスポート (ONNX)</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="46"/>
        <source>Side of the tiles that the exported model takes, and gives. Larger tiles overlap less, and need more memory. 0: automatic, at least as large as the training patches. A side that the network cannot take is raised to the next that it can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="58"/>
        <source>Exported model</source>
        <translation>エクスポートしたモデル</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="58"/>
        <source>The model as ONNX, in one file.</source>
        <translation>ONNX 形式のモデル(1 ファイル)。</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="58"/>
        <source>ONNX file (*.onnx)</source>
        <translation>ONNX ファイル (*.onnx)</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="64"/>
        <source>Tile size of the model</source>
        <translation>モデルのタイルサイズ</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="65"/>
        <source>Largest difference between ONNX Runtime and Keras</source>
        <translation>ONNX Runtime と Keras の最大の差</translation>
    </message>
    <message>
        <location filename="../models/inference.py" line="139"/>
        <source>{count} tiles of an earlier run are there.</source>
        <translation>以前の実行で完了したタイルが {count} 個あります。</translation>
    </message>
    <message>
        <location filename="../models/inference.py" line="184"/>
        <source>Memory ran out: from here on in tiles of {rows} x {cols} pixels.</source>
        <translation>メモリが不足しました。ここからは {rows} x {cols} ピクセルのタイルで続けます。</translation>
    </message>
    <message>
        <location filename="../models/inference.py" line="245"/>
        <source>{done:.0%} done, {left:.1f} minutes left.</source>
        <translation>{done:.0%} 完了、残り {left:.1f} 分。</translation>
    </message>
    <message>
        <location filename="../models/onnx_export.py" line="82"/>
        <source>{path} does not end in “.onnx”: choose a name that does.</source>
        <translation>{path} の末尾が「.onnx」ではありません。「.onnx」で終わる名前を選んでください。</translation>
    </message>
    <message>
        <location filename="../models/onnx_export.py" line="88"/>
        <source>{network} cannot take tiles of {wanted} pixels: those of {size} are taken.</source>
        <translation>{network} は {wanted} ピクセルのタイルを扱えません。{size} ピクセルのタイルを使います。</translation>
    </message>
    <message>
        <location filename="../models/onnx_export.py" line="102"/>
        <source>Running it with ONNX Runtime and with Keras, to compare.</source>
        <translation>ONNX Runtime と Keras で実行して比較しています。</translation>
    </message>
    <message>
        <location filename="../models/onnx_export.py" line="105"/>
        <source>ONNX Runtime&apos;s values differ from Keras&apos;s by up to {difference}: the exported model would be wrong, and is not kept.</source>
        <translation>ONNX Runtime の値は Keras の値と最大 {difference} 異なります。エクスポートしたモデルは誤りとなるため保存されません。</translation>
    </message>
    <message>
        <location filename="../models/onnx_export.py" line="112"/>
        <source>Tiles of {size} x {size} pixels; values differ from Keras&apos;s by at most {difference}.</source>
        <translation>{size} x {size} ピクセルのタイル。Keras の値との差は最大 {difference} です。</translation>
    </message>
    <message>
        <location filename="../models/onnx_export.py" line="185"/>
        <source>To export, the runtime needs the packages onnx and onnxruntime, and lacks “{package}”. Type: {python} -m pip install onnx onnxruntime</source>
        <translation>エクスポートにはランタイムにパッケージ onnx と onnxruntime が必要ですが、「{package}」がありません。次を実行してください: {python} -m pip install onnx onnxruntime</translation>
    </message>
    <message>
        <location filename="../models/onnx_export.py" line="203"/>
        <source>This model normalises each image by its own values. The exported one normalises all by those of the training rasters: {values}.</source>
        <translation>このモデルは画像ごとにその値で正規化します。エクスポートしたモデルはすべてを学習ラスタの値で正規化します: {values}。</translation>
    </message>
    <message>
        <location filename="../models/onnx_export.py" line="212"/>
        <source>The model was trained on pixels that are not measured in metres: set the resolution in Deepness yourself, which takes images in metres only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../models/onnx_graph.py" line="101"/>
        <source>The layer “{layer}” ({kind}) of the network cannot be exported to ONNX.</source>
        <translation>ネットワークの層「{layer}」({kind})は ONNX にエクスポートできません。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs.py" line="301"/>
        <source>Bands by name: {names}.</source>
        <translation>名前で対応づけたバンド: {names}。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs.py" line="304"/>
        <source>Bands by order: {names}; the model was trained on {trained}.</source>
        <translation>順番で対応づけたバンド: {names}。モデルの学習に使われたバンド: {trained}。</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="45"/>
        <source>Assess accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="48"/>
        <source>precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="48"/>
        <source>recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="51"/>
        <source>Compares predicted landslides with an inventory: by area (what both cover, on the ellipsoid, Equations 2 to 5 of the paper, IoU, kappa and MCC) and by object: which landslides were found, missed, split, merged, and which predictions are false. A figure is empty where it is undefined: precision without a prediction, recall without a landslide in the area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="61"/>
        <source>Predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="61"/>
        <source>The landslides to assess, as “Threshold to polygons” makes them; may be none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="65"/>
        <source>Known landslides to compare with. Where polygons overlap they count once by area; polygons that repeat others are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="72"/>
        <source>Mapped area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="72"/>
        <source>Where the inventory is complete: both layers are clipped to it. Without it: the rectangle around both layers, on whose size accuracy and kappa depend.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="81"/>
        <source>Smallest overlap</source>
        <translation>最小の重なり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="81"/>
        <source>A landslide is found, and a prediction right, when the other layer covers at least this share of it. Two polygons are linked when they have at least this share of the smaller one in common.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="93"/>
        <source>What the report&apos;s map and pictures show below the polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="98"/>
        <source>Verdicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="98"/>
        <source>The polygons of both layers in the inventory&apos;s CRS, with source, verdict, area, share that the other layer covers, and number of linked polygons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="107"/>
        <source>All figures, recall by size, a map, and the sub-areas with the best and the worst agreement, as Figure 15 of the paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Kappa</source>
        <translation>カッパ係数</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Matthews&apos; correlation coefficient</source>
        <translation>マシューズ相関係数</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Precision by object</source>
        <translation>オブジェクト単位の適合率</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Recall by object</source>
        <translation>オブジェクト単位の再現率</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>F1 by object</source>
        <translation>オブジェクト単位の F1</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Landslides matched</source>
        <translation>一致した地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Landslides found in pieces</source>
        <translation>分割されて見つかった地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Landslides found merged</source>
        <translation>結合されて見つかった地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Landslides found in part</source>
        <translation>一部だけ見つかった地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Landslides missed</source>
        <translation>見逃した地すべり</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>False predictions</source>
        <translation>誤った予測</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Predicted polygons in the area</source>
        <translation>区域内の予測ポリゴン数</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Landslides of the inventory in the area</source>
        <translation>区域内のインベントリの地すべり数</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Area predicted (m²)</source>
        <translation>予測された面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Area of the inventory (m²)</source>
        <translation>インベントリの面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Area assessed (m²)</source>
        <translation>評価した面積 (m²)</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Mean distance between outlines (m, median of matched pairs)</source>
        <translation>輪郭間の平均距離 (m、一致した組の中央値)</translation>
    </message>
    <message>
        <location filename="../algorithms/assessaccuracy.py" line="171"/>
        <source>Hausdorff distance (m, median of matched pairs)</source>
        <translation>ハウスドルフ距離 (m、一致した組の中央値)</translation>
    </message>
    <message>
        <location filename="../algorithms/createlabelraster.py" line="97"/>
        <source>Bands of the image</source>
        <translation>画像のバンド数</translation>
    </message>
    <message>
        <location filename="../algorithms/exportmodel.py" line="33"/>
        <source>Writes a trained model as an ONNX file, which runs without Scarp: in the QGIS plugin Deepness, or wherever there is ONNX Runtime. Deepness reads tile size, overlap, resolution, threshold and classes from the file: press “Load default parameters” there, and leave the threshold switched on. Normalisation is part of the model: it takes the image's values divided by 255, as Deepness gives them for all data types. Near the image's edge and next to nodata, which Deepness does not know, results differ from those of “Classify”. The file is run with ONNX Runtime and compared with Keras before it is kept. The runtime needs the packages onnx and onnxruntime for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="60"/>
        <source>0 to 1; 0: what the model suggests, or Otsu&apos;s method finds.</source>
        <translation>0〜1。0: モデルの推奨値、または大津の方法による値。</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="67"/>
        <source>Threshold, where it is 0</source>
        <translation>0 のときのしきい値</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="67"/>
        <source>The threshold at which the model did best in its training, or, as in the paper, Otsu&apos;s on this image. For a model without one Otsu&apos;s is taken.</source>
        <translation>学習時にモデルの成績が最もよかったしきい値、または論文と同じくこの画像での大津のしきい値。推奨値のないモデルでは大津の方法を使います。</translation>
    </message>
    <message>
        <location filename="../algorithms/extractlandslides.py" line="67"/>
        <source>The model&apos;s suggestion</source>
        <translation>モデルの推奨値</translation>
    </message>
    <message>
        <location filename="../algorithms/groups.py" line="21"/>
        <source>Workflows</source>
        <translation>ワークフロー</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="39"/>
        <source>Suggest threshold</source>
        <translation>しきい値の推奨</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="42"/>
        <source>accuracy</source>
        <translation>精度</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="45"/>
        <source>Finds the class activation value from which pixels count as landslides: by the histogram alone, or, with an inventory, by the accuracy at every threshold. Table and report compare thresholds, as Figures 12 and 13 of the paper do.</source>
        <translation>ピクセルを地すべりとみなすクラス活性値を、ヒストグラムだけから、またはインベントリがあればすべてのしきい値での精度から求めます。表とレポートは論文の図 12・13 のようにしきい値を比較します。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="52"/>
        <source>As “Classify” makes it.</source>
        <translation>「分類」が作成するもの。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="56"/>
        <source>Otsu&apos;s method, the paper&apos;s, and the next five look for a gap in the histogram. Best F1 is the threshold that agrees best with the inventory.</source>
        <translation>論文で使われた大津の方法と続く五つの方法は、ヒストグラムの谷を探します。最良の F1 はインベントリと最もよく一致するしきい値です。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="56"/>
        <source>Minimum</source>
        <translation>最小値法</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="56"/>
        <source>Triangle</source>
        <translation>三角法</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="56"/>
        <source>Best F1</source>
        <translation>最良の F1</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="66"/>
        <source>Known landslides, to compare with. Where polygons overlap they count once.</source>
        <translation>比較する既知の地すべり。重なったポリゴンは一度だけ数えます。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="72"/>
        <source>Where the inventory is complete: only there is counted. Without it: everywhere.</source>
        <translation>インベントリが完全な区域。その中だけを数えます。指定しなければ全体を数えます。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="78"/>
        <source>Class</source>
        <translation>クラス</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="78"/>
        <source>The band of one class; without it, each pixel&apos;s highest class counts.</source>
        <translation>一つのクラスのバンド。指定しなければ各ピクセルで最も高いクラスを使います。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="85"/>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="85"/>
        <source>Counts and figures at the thresholds 0.01 to 0.99.</source>
        <translation>しきい値 0.01〜0.99 での画素数と指標。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="92"/>
        <source>Histogram, precision and recall, F1 over the threshold, reliability, and the thresholds that the paper compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="103"/>
        <source>Best F1, lower end of the 95 % interval</source>
        <translation>最良の F1、95 % 区間の下限</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="103"/>
        <source>Best F1, upper end of the 95 % interval</source>
        <translation>最良の F1、95 % 区間の上限</translation>
    </message>
    <message>
        <location filename="../core/suggestion.py" line="90"/>
        <source>The best F1 needs an inventory to compare with: give one, or choose another method.</source>
        <translation>最良の F1 には比較するインベントリが必要です。指定するか、別の方法を選んでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="134"/>
        <source>{name} has no band {band}: choose one.</source>
        <translation>{name} にバンド {band} はありません。別のバンドを選んでください。</translation>
    </message>
    <message>
        <location filename="../algorithms/suggestthreshold.py" line="160"/>
        <source>The threshold {threshold:.3f} is suggested.</source>
        <translation>推奨されるしきい値は {threshold:.3f} です。</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="82"/>
        <source>Turns a class activation raster into an inventory: polygons around all pixels whose value is at least the threshold, with their area, size and CAM values. Loaded into a project, they are drawn as yellow outlines; the style “Inventory” in the layer's menu draws them in red: copy it to the layer of an inventory to see both side by side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="116"/>
        <source>Join pixels that touch at a corner</source>
        <translation>角で接するピクセルをつなぐ</translation>
    </message>
    <message>
        <location filename="../algorithms/thresholdtopolygons.py" line="116"/>
        <source>Such pixels are one landslide, not two. Along the edges of pixels it is a multipolygon then, whose parts touch at corners; a smooth contour goes across.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../algorithms/workflows.py" line="47"/>
        <source>Train on one event</source>
        <translation>一つのイベントで学習</translation>
    </message>
    <message>
        <location filename="../algorithms/workflows.py" line="48"/>
        <source>Map a new image</source>
        <translation>新しい画像の判読</translation>
    </message>
    <message>
        <location filename="../core/assessment.py" line="99"/>
        <source>The smallest overlap is to be above 0 and at most 1.</source>
        <translation>最小の重なりは 0 より大きく 1 以下にしてください。</translation>
    </message>
    <message>
        <location filename="../core/assessment.py" line="101"/>
        <source>Matching {predicted} predicted polygons with {inventory} of the inventory.</source>
        <translation>予測ポリゴン {predicted} 個とインベントリの {inventory} 個を対応づけています。</translation>
    </message>
    <message>
        <location filename="../core/assessment.py" line="108"/>
        <source>No predicted polygon lies in the area: precision is undefined.</source>
        <translation>区域内に予測ポリゴンがありません。適合率は定義されません。</translation>
    </message>
    <message>
        <location filename="../core/assessment.py" line="108"/>
        <source>The inventory has no polygon in the area: recall is undefined.</source>
        <translation>区域内にインベントリのポリゴンがありません。再現率は定義されません。</translation>
    </message>
    <message>
        <location filename="../core/assessment.py" line="114"/>
        <source>Measuring distances between outlines.</source>
        <translation>輪郭間の距離を測っています。</translation>
    </message>
    <message>
        <location filename="../core/assessment_input.py" line="70"/>
        <source>Neither {predicted} nor {inventory} holds polygons: there is nothing to assess.</source>
        <translation>{predicted} にも {inventory} にもポリゴンがなく、評価できません。</translation>
    </message>
    <message>
        <location filename="../core/assessment_input.py" line="82"/>
        <source>{name}: {count} polygons lie outside the area and are not counted.</source>
        <translation>{name}: 区域外のポリゴン {count} 個は数えません。</translation>
    </message>
    <message>
        <location filename="../core/assessment_input.py" line="156"/>
        <source>No area given: the rectangle around both layers is assessed, {area:.2f} km².</source>
        <translation>区域の指定がないため、両レイヤを囲む長方形 ({area:.2f} km²) を評価します。</translation>
    </message>
    <message>
        <location filename="../core/assessment_input.py" line="162"/>
        <source>The area assessed is of {area:.2f} km².</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/assessment_input.py" line="189"/>
        <source>{name}: {count} polygons that repeat others left out.</source>
        <translation>{name}: 重複するポリゴン {count} 個を除きました。</translation>
    </message>
    <message>
        <location filename="../core/assessment_input.py" line="189"/>
        <source>{name}: {count} polygons overlap: what they have in common is counted once.</source>
        <translation>{name}: {count} 個のポリゴンが重なっています。共通部分は一度だけ数えます。</translation>
    </message>
    <message>
        <location filename="../core/automatic.py" line="49"/>
        <source>The method “{method}” finds no threshold: the histogram has no two peaks. Choose another method.</source>
        <translation>方法「{method}」ではしきい値が見つかりません。ヒストグラムに二つの山がありません。別の方法を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/cam.py" line="111"/>
        <source>The class activation raster {path} has no data: all its pixels are nodata.</source>
        <translation>クラス活性ラスタ {path} にはデータがありません。すべてのピクセルがデータなしです。</translation>
    </message>
    <message>
        <location filename="../core/counting.py" line="69"/>
        <source>{name} lies outside {cam}: choose layers of the same place.</source>
        <translation>{name} は {cam} の外にあります。同じ場所のレイヤを選んでください。</translation>
    </message>
    <message>
        <location filename="../core/suggestion.py" line="109"/>
        <source>No pixel with data lies in the inventory and the area: there is no F1. Choose layers of the same place, or another method.</source>
        <translation>インベントリと区域の中にデータのあるピクセルがなく、F1 を計算できません。同じ場所のレイヤか、別の方法を選んでください。</translation>
    </message>
    <message>
        <location filename="../core/suggestion.py" line="115"/>
        <source>No pixel with data lies in the inventory and the area: there is no F1.</source>
        <translation>インベントリと区域の中にデータのあるピクセルがなく、F1 を計算できません。</translation>
    </message>
    <message>
        <location filename="../core/threshold.py" line="59"/>
        <source>The class activation raster holds no data here: no threshold can be found. Is it of the right image, and the area of the right place?</source>
        <translation>クラス活性ラスタのここにはデータがなく、しきい値が見つかりません。画像と区域の場所を確かめてください。</translation>
    </message>
    <message>
        <location filename="../core/threshold.py" line="66"/>
        <source>No threshold can be found: the class activation raster is of one value. Give a threshold.</source>
        <translation>しきい値が見つかりません。クラス活性ラスタの値が一つしかありません。しきい値を指定してください。</translation>
    </message>
    <message>
        <location filename="../runtime/jobs.py" line="365"/>
        <source>Drawing the report.</source>
        <translation>レポートを作成しています。</translation>
    </message>
    <message>
        <location filename="../core/counting.py" line="97"/>
        <source>{name}: {pixels} pixels lie in several polygons, and count once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
