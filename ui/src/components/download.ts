import { toCsv, type CsvCell } from './csv';
import { standalonePicture } from './standalone-picture';

export type PictureFormat = 'SVG' | 'PNG';

export function downloadCsv(name: string, rows: readonly (readonly CsvCell[])[]): void {
  download(`${name}.csv`, new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' }));
}

/** Saves a drawing as it looks now: size, theme, language and letters included. */
export async function downloadPicture(
  name: string,
  drawing: SVGSVGElement,
  format: PictureFormat,
): Promise<void> {
  const { width, height } = drawing.getBoundingClientRect();
  const svg = new Blob([await standalonePicture(drawing)], { type: 'image/svg+xml' });
  if (format === 'SVG') download(`${name}.svg`, svg);
  else download(`${name}.png`, await rasterise(svg, width, height));
}

async function rasterise(svg: Blob, width: number, height: number): Promise<Blob> {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    // Twice the size: a slide or a print shows more than a screen.
    canvas.width = Math.round(width * 2);
    canvas.height = Math.round(height * 2);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser gives no drawing surface');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else reject(new Error('this browser writes no PNG'));
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after this call returns.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}
