// Runs before the first paint, so that neither the theme nor the direction flips under the reader.
// The application reads the same two keys (src/theme, src/i18n) and takes over from here.
{
  const root = document.documentElement;
  const recall = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage may be forbidden; the browser's own wishes then decide.
      return null;
    }
  };

  const chosen = recall('rapport.theme');
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : system;
  root.dataset.theme = theme;
  root.style.colorScheme = theme;

  for (const tag of [recall('rapport.language'), ...navigator.languages]) {
    const language = /^(en|tr|cs|fa)(-|$)/i.exec(tag ?? '')?.[1].toLowerCase();
    if (!language) continue;
    root.lang = language;
    root.dir = language === 'fa' ? 'rtl' : 'ltr';
    break;
  }
}
