import { callPlayer } from "./call.js";
import { refreshFaults, startFaults } from "./faults.js";
import { both, element, get, keeping, linked, poll, readable, send, show, time } from "./local.js";

const channelNames = { sms: "SMS", email: "メール Mail", voice: "電話 Call", push: "アプリ Push" };
const languageNames = { ja: "日本語", en: "English" };
const outcomes = {
  delivered: ["配信済み", "Delivered"],
  delayed: ["遅延", "Delayed"],
  failed: ["失敗", "Failed"],
  bounced: ["不達", "Bounced"],
  complained: ["迷惑メール報告", "Complaint"],
};
const find = (id) => document.getElementById(id);

/** What was sent never changes; its delivery may. */
const cardOf = keeping(
  ({ id, to }) => `${id} ${to}`,
  (message) => {
    const { id, channel, to, subject, text, html, language, segments, at, request, call } = message;
    const head = element(
      "div",
      "head",
      element("span", "tag", channelNames[channel]),
      element("strong", "", readable(to)),
      element("span", "", languageNames[language] ?? language),
    );
    if (segments !== undefined) head.append(element("span", "", `${segments} 通 segment${segments === 1 ? "" : "s"}`));
    head.append(time(at));
    const delivery = element("p", "delivery");
    const node = element("article", "card", head, delivery);
    if (subject !== undefined) node.append(element("p", "subject", subject));
    const body = element("p", "text", ...linked(text));
    body.lang = language;
    if (call === undefined) node.append(body);
    else
      node.append(
        callPlayer(call, language),
        folded(both("全文", "Transcript"), () => body),
      );
    if (html !== undefined) node.append(folded(["HTML"], () => markup(id)));
    const raw = () => element("pre", "", JSON.stringify(request, null, 2));
    node.append(folded(both("リクエスト", "Request"), raw));
    return { node, delivery, shown: undefined };
  },
);

/** Opens to something that is made then. */
function folded(title, make) {
  const details = element("details", "", element("summary", "", ...title));
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(make());
  });
  return details;
}

/** The mail as it looks, in a frame that can do nothing. */
function markup(id) {
  const frame = element("iframe", "");
  frame.title = "HTML";
  frame.setAttribute("sandbox", "");
  frame.src = `/local/messages/${id}/html`;
  return frame;
}

function showDelivery(card, delivery) {
  const now = JSON.stringify(delivery ?? null);
  if (card.shown === now) return;
  card.shown = now;
  card.delivery.replaceChildren(element("span", "", ...both("送信済み", "Sent")));
  if (delivery === undefined) return;
  const { outcome, detail, at } = delivery;
  const state = element("span", `outcome ${outcome}`, ...both(...(outcomes[outcome] ?? [outcome, ""])));
  card.delivery.append(" → ", state, element("span", "quiet", detail), time(at));
}

async function refreshMessages() {
  const wanted = { channel: find("channel").value, to: find("to").value.trim() };
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ""));
  const { messages } = await get(`/local/messages?${query}`);
  const nodes = messages.toReversed().map((message) => {
    const card = cardOf(message);
    showDelivery(card, message.delivery);
    return card.node;
  });
  show(find("messages"), nodes.length > 0 ? nodes : [empty]);
}

const empty = element("p", "empty", ...both("まだ何も届いていません。", "Nothing has been sent yet."));

async function refresh() {
  await refreshMessages();
  const { now } = await get("/local/clock");
  find("clock").replaceChildren(time(now));
  await refreshFaults();
}

async function showAccounts() {
  for (const { identifier, password, phones, emails } of await get("/local/accounts")) {
    const places = [...phones.map(readable), ...emails].join(", ");
    find("accounts").append(
      element("p", "text", element("strong", "", identifier), element("br", ""), password),
      element("p", "quiet", places),
    );
  }
}

/** Does it, says what was wrong, and shows the outcome at once. */
const doing = async (work) => {
  find("answer").textContent = await work;
  await refresh();
};

find("clear").addEventListener("click", () => doing(send("DELETE", "/local/messages")));
find("reset").addEventListener("click", () => doing(send("POST", "/local/clock", { reset: true })));
for (const button of document.querySelectorAll("[data-advance]")) {
  const advanceSeconds = Number(button.dataset.advance);
  button.addEventListener("click", () => doing(send("POST", "/local/clock", { advanceSeconds })));
}
for (const id of ["channel", "to"]) find(id).addEventListener("input", refresh);

await Promise.all([showAccounts(), startFaults(doing)]);
await poll(refresh, find("state"));
