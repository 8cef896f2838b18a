/** The browser and the system of a `User-Agent`, as far as people would recognise them. */
export function readUserAgent(userAgent: string): {
  browser: string | null;
  system: string | null;
} {
  return { browser: firstOf(browsers, userAgent), system: firstOf(systems, userAgent) };
}

/** The more particular first: Edge also says Chrome, and Chrome also says Safari. */
const browsers: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

function firstOf(known: [RegExp, string][], text: string): string | null {
  return known.find(([sign]) => sign.test(text))?.[1] ?? null;
}
