<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- A class activation raster: transparent at 0, so that the image shows; matplotlib's "inferno". -->
<qgis version="3.22" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="0" classificationMax="1">
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="0" maximumValue="1">
          <item value="0" label="0" color="#000004" alpha="0"/>
          <item value="0.25" label="0.25" color="#57106e" alpha="130"/>
          <item value="0.5" label="0.5" color="#bc3754" alpha="190"/>
          <item value="0.75" label="0.75" color="#f98e09" alpha="230"/>
          <item value="1" label="1" color="#fcffa4" alpha="255"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
  </pipe>
</qgis>
