const svgNamespace = 'http://www.w3.org/2000/svg';

/** What our style sheets say about a drawing; elsewhere they are not at hand. */
const drawnWith = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-dasharray',
  'opacity',
  'stop-color',
  'stop-opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
  'direction',
];

/** Writes a drawing of the page as a file that looks the same on its own. */
export async function standalonePicture(drawing: SVGSVGElement): Promise<string> {
  const { width, height } = drawing.getBoundingClientRect();
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, index) => {
    const original = originals[index];
    if (original) writeStyleOnto(element, original);
  });
  copy.setAttribute('xmlns', svgNamespace);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.prepend(await fontStyle(), ground(drawing, width, height));
  return new XMLSerializer().serializeToString(copy);
}

function writeStyleOnto(element: Element, original: Element): void {
  const style = getComputedStyle(original);
  for (const property of drawnWith) {
    element.setAttribute(property, style.getPropertyValue(property));
  }
  element.removeAttribute('class');
}

/** The colour behind the drawing: a dark chart would be unreadable on a white slide. */
function ground(drawing: SVGSVGElement, width: number, height: number): SVGRectElement {
  let behind: Element | null = drawing;
  let colour = 'transparent';
  while (behind && isTransparent(colour)) {
    colour = getComputedStyle(behind).backgroundColor;
    behind = behind.parentElement;
  }
  const rectangle = document.createElementNS(svgNamespace, 'rect');
  rectangle.setAttribute('width', String(width));
  rectangle.setAttribute('height', String(height));
  rectangle.setAttribute('fill', colour);
  return rectangle;
}

function isTransparent(colour: string): boolean {
  return colour === 'transparent' || colour === 'rgba(0, 0, 0, 0)';
}

/** The typefaces that this page has in use, inside the file. */
async function fontStyle(): Promise<SVGStyleElement> {
  const faces = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href })))
    .flatMap(({ rule, base }) => (rule instanceof CSSFontFaceRule ? [{ rule, base }] : []))
    .filter(({ rule }) => isInUse(rule));
  const style = document.createElementNS(svgNamespace, 'style');
  const written = await Promise.all(faces.map(({ rule, base }) => withFileInside(rule, base)));
  style.textContent = written.join('\n');
  return style;
}

function isInUse(rule: CSSFontFaceRule): boolean {
  return [...document.fonts].some(
    (face) =>
      face.status === 'loaded' &&
      unquoted(face.family) === unquoted(rule.style.getPropertyValue('font-family')) &&
      sameRange(face.unicodeRange, rule.style.getPropertyValue('unicode-range')),
  );
}

function unquoted(family: string): string {
  return family.replace(/["']/g, '');
}

function sameRange(left: string, right: string): boolean {
  const plain = (range: string) => range.toLowerCase().replace(/\s/g, '');
  return plain(left) === plain(right);
}

async function withFileInside(rule: CSSFontFaceRule, base: string | null): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(rule.cssText)?.[1];
  if (address === undefined) return '';
  const file = await fetch(new URL(address, base ?? document.baseURI));
  return rule.cssText.replace(address, await asDataAddress(await file.blob()));
}

function asDataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(String(reader.result));
    };
    reader.onerror = () => {
      reject(new Error('a typeface could not be read', { cause: reader.error }));
    };
    reader.readAsDataURL(blob);
  });
}
