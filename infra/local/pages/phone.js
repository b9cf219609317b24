import { element, get, poll, readable, time } from "./local.js";

const phones = document.getElementById("phones");
let shown = "";

function entry({ channel, text, language, at }) {
  const item = element("li", "", time(at));
  if (channel === "voice") {
    const call = element("div", "call", element("strong", "", "着信 Incoming call"), element("p", "", text));
    call.lang = language;
    item.append(call);
  } else {
    const bubble = element("p", "bubble", text);
    bubble.lang = language;
    item.append(bubble);
  }
  return item;
}

function phone(number, owner, messages) {
  const empty = element(
    "li",
    "empty",
    "まだ何も届いていません。",
    element("br", ""),
    element("span", "en", "Nothing yet."),
  );
  const talk = element("ol", "talk", ...(messages.length > 0 ? messages.map(entry) : [empty]));
  const title = element("h2", "", readable(number), element("span", "", owner));
  return element("section", "phone", title, talk);
}

async function refresh() {
  const [accounts, { messages }] = await Promise.all([get("/local/accounts"), get("/local/messages")]);
  const owners = new Map(accounts.flatMap((account) => account.phones.map((number) => [number, account.identifier])));
  const heard = messages.filter(({ channel }) => channel === "sms" || channel === "voice");
  const now = JSON.stringify([[...owners], heard.map(({ id }) => id)]);
  if (now === shown) return;
  shown = now;
  // Phones of strangers to the cast appear when something is sent to them.
  const numbers = new Set([...owners.keys(), ...heard.map(({ to }) => to)]);
  phones.replaceChildren(
    ...[...numbers].map((number) =>
      phone(
        number,
        owners.get(number) ?? "",
        heard.filter(({ to }) => to === number),
      ),
    ),
  );
  for (const talk of document.querySelectorAll(".talk")) talk.scrollTop = talk.scrollHeight;
}

await poll(refresh, document.getElementById("state"));
