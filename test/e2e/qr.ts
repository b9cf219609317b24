import jsqr from "jsqr";
import type { Page } from "playwright-core";

/** What a camera makes of the QR code on the page: from its picture, by a reader that is not its writer. */
export async function seenQr(page: Page): Promise<{ readonly text: string; readonly width: number }> {
  const box = await page.getByRole("img").screenshot();
  const { shades, width, height } = await page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    // A letter for each pixel: so many numbers would take seconds to hand over.
    let shades = "";
    for (let at = 0; at < data.length; at += 4) shades += (data[at] ?? 0) > 127 ? "1" : "0";
    return { shades, width: image.width, height: image.height };
  }, box.toString("base64"));
  const pixels = Uint8ClampedArray.from(
    [...shades].flatMap((shade) => [0, 1, 2, 3].map((at) => (at === 3 || shade === "1" ? 255 : 0))),
  );
  const text = jsqr.default(pixels, width, height)?.data;
  if (text === undefined) throw new Error("no QR code can be read");
  return { text, width };
}
