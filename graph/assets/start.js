/* Starts the drawing of a standalone page or a notebook frame: unpacks the library if it came packed, then draws. */
(async function () {
  "use strict";
  const packed = document.getElementById("library");
  if (packed) {
    const bytes = Uint8Array.from(atob(packed.textContent.trim()), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(stream).text();
    document.head.append(script);
  }
  const picture = JSON.parse(document.getElementById("picture").textContent);
  window.sitgraphView = window.sitgraphViewer.draw(document.getElementById("view"), picture, { embedded: Boolean(packed) });
})();
