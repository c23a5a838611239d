// Draws dashboard/figures/svg.py's trees: [tag, attributes, ...children]. No other elements.
(function () {
  "use strict";
  var TAGS = { svg: true, g: true, path: true, title: true };

  function draw(tree, key) {
    if (typeof tree === "string") {
      return tree;
    }
    if (!TAGS[tree[0]]) {
      return null;
    }
    var attributes = Object.assign({ key: key }, tree[1]);
    return window.React.createElement(tree[0], attributes, tree.slice(2).map(draw));
  }

  window.seoul_sdg = Object.assign(window.seoul_sdg || {}, {
    Drawing: function (properties) {
      return draw(properties.tree, "drawing");
    },
  });
})();
