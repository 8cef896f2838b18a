// Runs before the first paint, so that neither the theme nor the direction flips under the reader.
// The application reads the same two keys (src/theme, src/i18n) and takes over from here.
(function () {
  var root = document.documentElement;
  var theme = null;
  var language = null;
  try {
    theme = localStorage.getItem('rapport.theme');
    language = localStorage.getItem('rapport.language');
  } catch {
    // Storage may be forbidden; the browser's own wishes then decide.
  }
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  root.dataset.theme = theme;
  root.style.colorScheme = theme;
  var wished = [language].concat(navigator.languages);
  for (var i = 0; i < wished.length; i += 1) {
    var known = /^(en|tr|cs|fa)(-|$)/i.exec(wished[i] || '');
    if (!known) continue;
    root.lang = known[1].toLowerCase();
    root.dir = root.lang === 'fa' ? 'rtl' : 'ltr';
    break;
  }
})();
