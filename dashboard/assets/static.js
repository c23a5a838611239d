// Draws dashboard/islands.py's Static: an element whose content the server has written as HTML.
(function () {
  "use strict";

  window.seoul_sdg = Object.assign(window.seoul_sdg || {}, {
    Static: function (props) {
      return window.React.createElement(props.tag, {
        ...props.properties,
        dangerouslySetInnerHTML: { __html: props.content },
      });
    },
  });
})();
