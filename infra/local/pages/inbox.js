import { element, get, poll, readable, send, time } from "./local.js";

const channelNames = { sms: "SMS", email: "メール Mail", voice: "電話 Call", push: "アプリ Push" };
const languageNames = { ja: "日本語", en: "English" };
const find = (id) => document.getElementById(id);
let shown = "";

function card(message) {
  const { id, channel, to, subject, text, html, language, segments, at, request } = message;
  const head = element(
    "div",
    "head",
    element("span", "tag", channelNames[channel]),
    element("strong", "", readable(to)),
  );
  head.append(element("span", "", languageNames[language] ?? language));
  if (segments !== undefined) head.append(element("span", "", `${segments} 通 segment${segments === 1 ? "" : "s"}`));
  head.append(time(at));
  const made = element("article", "card", head);
  if (subject !== undefined) made.append(element("p", "subject", subject));
  const body = element("p", "text", text);
  body.lang = language;
  made.append(body);
  if (html !== undefined) made.append(markup(id));
  const raw = element("pre", "", JSON.stringify(request, null, 2));
  made.append(element("details", "", element("summary", "", "リクエスト Request"), raw));
  return made;
}

/** The mail as it looks, in a frame that can do nothing. */
function markup(id) {
  const details = element("details", "", element("summary", "", "HTML"));
  details.addEventListener("toggle", () => {
    if (!details.open || details.querySelector("iframe") !== null) return;
    const frame = element("iframe", "");
    frame.title = "HTML";
    frame.src = `/local/messages/${id}/html`;
    details.append(frame);
  });
  return details;
}

async function refreshMessages() {
  const wanted = { channel: find("channel").value, to: find("to").value.trim() };
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ""));
  const { messages } = await get(`/local/messages?${query}`);
  // Nothing new: what is open stays open, and what is selected stays selected.
  const now = JSON.stringify(messages.map(({ id, to }) => [id, to]));
  if (now === shown) return;
  shown = now;
  const cards = messages.toReversed().map(card);
  const empty = element("p", "empty", "まだ何も届いていません。 ", element("span", "en", "Nothing has been sent yet."));
  find("messages").replaceChildren(...(cards.length > 0 ? cards : [empty]));
}

async function refresh() {
  await refreshMessages();
  const { now } = await get("/local/clock");
  find("clock").replaceChildren(time(now));
  const { faults } = await get("/local/faults");
  find("faults").replaceChildren(
    ...faults.map(({ service, fault, times }) => element("li", "", `${service}: ${fault} × ${times}`)),
  );
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
find("mend").addEventListener("click", () => doing(send("DELETE", "/local/faults")));
for (const button of document.querySelectorAll("[data-advance]")) {
  const advanceSeconds = Number(button.dataset.advance);
  button.addEventListener("click", () => doing(send("POST", "/local/clock", { advanceSeconds })));
}
for (const id of ["channel", "to"]) find(id).addEventListener("input", refresh);
find("fault").addEventListener("submit", (event) => {
  event.preventDefault();
  const { service, fault, times } = Object.fromEntries(new FormData(event.target));
  return doing(send("POST", "/local/faults", { service, fault, times: Number(times) }));
});

await showAccounts();
await poll(refresh, find("state"));
