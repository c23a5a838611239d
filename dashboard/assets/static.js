// Draws dashboard/islands.py's Static: an element whose content the server has written as HTML.
(function () {
  "use strict";

  window.seoul_sdg = Object.assign(window.seoul_sdg || {}, {
    Static: function (properties) {
      return window.React.createElement(properties.tag, {
        ...properties.attributes,
        dangerouslySetInnerHTML: { __html: properties.content },
      });
    },
  });
})();
