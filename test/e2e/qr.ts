import jsqr from "jsqr";
import type { Page } from "playwright-core";

/** What a camera makes of the QR code on the page: from its picture, by a reader that is not its writer. */
export async function seenQr(page: Page): Promise<{ readonly text: string; readonly width: number }> {
  const box = await page.getByRole("img").screenshot();
  const { pixels, width, height } = await page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    return { pixels: [...data], width: image.width, height: image.height };
  }, box.toString("base64"));
  const text = jsqr.default(Uint8ClampedArray.from(pixels), width, height)?.data;
  if (text === undefined) throw new Error("no QR code can be read");
  return { text, width };
}
