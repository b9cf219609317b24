import { both, element, get, keeping, poll, show, time } from "./local.js";

const states = {
  waiting: ["再送待ち", "To be tried again"],
  delivered: ["受領済み", "Taken"],
  given_up: ["断念", "Given up"],
};
const find = (id) => document.getElementById(id);

/** An event never changes; what became of it at the webhooks may. */
const cardOf = keeping(
  ({ place }) => place,
  ({ bus, source, type, detail }) => {
    const head = element("div", "head", element("span", "tag", type), element("strong", "", bus), source);
    if (detail.time !== undefined) head.append(time(detail.time));
    const deliveries = element("div", "deliveries");
    const whole = element("details", "", element("summary", "", ...both("内容", "Detail")));
    whole.append(element("pre", "", JSON.stringify(detail, null, 2)));
    return { node: element("article", "card", head, deliveries, whole), deliveries, shown: "[]" };
  },
);

function showDeliveries(card, deliveries) {
  const now = JSON.stringify(deliveries);
  if (card.shown === now) return;
  card.shown = now;
  card.deliveries.replaceChildren(
    ...deliveries.map(({ webhook, state, tries, status }) => {
      const outcome = element(
        "span",
        `outcome ${state === "delivered" ? "delivered" : "failed"}`,
        ...both(...states[state]),
      );
      return element("p", "delivery", `${webhook} → `, outcome, ` ${status ?? "–"} (${tries})`);
    }),
  );
}

const empty = element("p", "empty", ...both("まだ何も起きていません。", "Nothing has happened yet."));

async function refresh() {
  const wanted = { type: find("type").value.trim(), sub: find("sub").value.trim() };
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ""));
  const { events } = await get(`/local/events?${query}`);
  const nodes = events.toReversed().map((event) => {
    const card = cardOf(event);
    showDeliveries(card, event.deliveries);
    return card.node;
  });
  show(find("events"), nodes.length > 0 ? nodes : [empty]);
}

for (const id of ["type", "sub"]) find(id).addEventListener("input", refresh);
await poll(refresh, find("state"));
