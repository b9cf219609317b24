import { render } from "preact";
import { App } from "./app.tsx";
import { applyTextSize } from "./state/text-size.ts";

const root = document.getElementById("app");
applyTextSize();
if (root) render(<App />, root);
