import { approvalApp, endpointOf } from "./approval-app.js";
import { callPlayer } from "./call.js";
import { both, button, element, get, keeping, linked, poll, readable, show, time } from "./local.js";

const phones = document.getElementById("phones");

const entryOf = keeping(
  ({ id, to }) => `${id} ${to}`,
  ({ channel, subject, text, language, at, call, request }) => {
    const item = element("li", "", time(at));
    if (channel === "voice") {
      item.append(incoming(call, language, request.SourcePhoneNumber ?? ""));
      return item;
    }
    if (channel === "push") {
      const push = element("div", "call", element("strong", "", subject), element("p", "quiet", text));
      push.lang = language;
      item.append(push);
      return item;
    }
    const bubble = element("p", "bubble", ...linked(text));
    bubble.lang = language;
    item.append(bubble);
    return item;
  },
);

/** A call rings until it is answered; then it has a key pad. */
function incoming(call, language, from) {
  const title = element("strong", "", ...both("着信", "Incoming call"));
  const card = element("div", "call", title, element("p", "quiet", readable(from)));
  const answer = button("main", both("応答", "Answer"), () => {
    answer.replaceWith(callPlayer(call, language));
    const talk = card.closest(".talk");
    talk.scrollTop = card.offsetTop + card.offsetHeight - talk.offsetHeight;
  });
  card.append(answer);
  return card;
}

const empty = () =>
  element("li", "empty", "まだ何も届いていません。", element("br", ""), element("span", "en", "Nothing yet."));

/** One phone for a number, that stays where it is. */
const phoneOf = keeping(
  ({ number }) => number,
  ({ number, owner, session }) => {
    const app = approvalApp(number, session);
    const talk = element("ol", "talk");
    const title = element("h2", "", readable(number), element("span", "", owner));
    return { node: element("section", "phone", title, talk, app.node), talk, app, empty: empty(), count: 0 };
  },
);

/** An authenticator app that shows the six digits of one account. */
const authenticatorNode = keeping(
  ({ identifier }) => identifier,
  ({ identifier }) => {
    const title = element("h2", "", ...both("認証アプリ", "Authenticator app"), element("span", "", identifier));
    const digits = element("output", "digits");
    const left = element("p", "quiet");
    return { node: element("section", "phone authenticator", title, digits, left), digits, left };
  },
);

function authenticatorOf({ identifier, totp, backupCodes = [] }) {
  const app = authenticatorNode({ identifier });
  app.digits.textContent = totp.code.replace(/(...)(...)/, "$1 $2");
  const codes = backupCodes.length > 0 ? `バックアップコード Backup codes: ${backupCodes.join(" ")}` : "";
  app.left.textContent = codes;
  return app;
}

/** Where pushes to a phone go: worked out once. */
const endpoints = new Map();

async function refresh() {
  const [accounts, { messages }] = await Promise.all([get("/local/accounts"), get("/local/messages")]);
  const owners = new Map(accounts.flatMap((account) => account.phones.map((number) => [number, account.identifier])));
  const sessions = new Map(accounts.flatMap(({ app }) => (app ? [[app.phone, app.sessionToken]] : [])));
  const heard = messages.filter(({ channel }) => channel === "sms" || channel === "voice");
  // Phones of strangers to the cast appear when something is sent to them.
  const numbers = new Set([...owners.keys(), ...heard.map(({ to }) => to)]);
  for (const number of numbers) if (!endpoints.has(number)) endpoints.set(number, await endpointOf(number));
  const pushes = messages.filter(({ channel }) => channel === "push");
  const shown = [...numbers].map((number) => {
    const phone = phoneOf({ number, owner: owners.get(number) ?? "", session: sessions.get(number) });
    const endpoint = endpoints.get(number) ?? "";
    const own = messages.filter((one) =>
      heard.includes(one) ? one.to === number : pushes.includes(one) && one.to.endsWith(`/${endpoint}`),
    );
    const entries = own.map(entryOf);
    show(phone.talk, entries.length > 0 ? entries : [phone.empty]);
    if (entries.length > phone.count) phone.talk.scrollTop = phone.talk.scrollHeight;
    phone.count = entries.length;
    return phone.node;
  });
  const apps = accounts.filter(({ totp }) => totp).map(authenticatorOf);
  show(phones, [...apps.map(({ node }) => node), ...shown]);
  await Promise.all([...numbers].map((number) => phoneOf({ number }).app.refresh()));
}

await poll(refresh, document.getElementById("state"));
