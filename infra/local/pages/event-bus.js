import { both, element, get, keeping, poll, show, time } from "./local.js";

const find = (id) => document.getElementById(id);

/** An event never changes. */
const cardOf = keeping(
  ({ place }) => place,
  ({ bus, source, type, detail }) => {
    const head = element("div", "head", element("span", "tag", type), element("strong", "", bus), source);
    if (detail.time !== undefined) head.append(time(detail.time));
    const whole = element("details", "", element("summary", "", ...both("内容", "Detail")));
    whole.append(element("pre", "", JSON.stringify(detail, null, 2)));
    return element("article", "card", head, whole);
  },
);

const empty = element("p", "empty", ...both("まだ何も起きていません。", "Nothing has happened yet."));

async function refresh() {
  const wanted = { type: find("type").value.trim(), sub: find("sub").value.trim() };
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ""));
  const { events } = await get(`/local/events?${query}`);
  const nodes = events.toReversed().map(cardOf);
  show(find("events"), nodes.length > 0 ? nodes : [empty]);
}

for (const id of ["type", "sub"]) find(id).addEventListener("input", refresh);
await poll(refresh, find("state"));
