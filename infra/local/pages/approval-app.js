import { areaOf, both, button, element, readable } from "./local.js";

/** What a phone's app has once it is paired: in this browser alone. */
const keyOf = (number) => `nidan.local.app.${number}`;
const tokenOf = (number) => `local-phone-${number.replace(/\D/g, "").padStart(16, "0")}`;

/** The end of the endpoint that SNS makes for the app of this phone. */
export async function endpointOf(number) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(tokenOf(number)));
  return [...new Uint8Array(digest)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, 32);
}

/** Calls the API: as the app, with its own session, or with that of the browser. @returns the answer and its status. */
async function call(method, path, { session, body } = {}) {
  const response = await fetch(`/v1/me${path}`, {
    method,
    headers: {
      ...(session ? { authorization: `Bearer ${session}` } : {}),
      ...(body ? { "content-type": "application/json" } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, answer: await response.json() };
}

/**
 * The app of one phone: it is paired by a code, and then lists what it is asked and answers.
 *
 * @param given the session of a phone that was paired before anybody came.
 */
export function approvalApp(number, given) {
  let first = given ?? null;
  const sessionOf = () => localStorage.getItem(keyOf(number)) ?? first;
  const state = element("p", "quiet");
  state.setAttribute("role", "status");
  const say = (ja, en) => state.replaceChildren(...both(ja, en));
  const requests = element("div", "requests");
  const app = element("section", "app", element("h3", "", ...both("承認アプリ", "Approval app")), requests, state);
  const shown = new Map();

  const pair = async (code) => {
    const { status, answer } = await call("GET", "/authenticators");
    if (status === 401) return say("先にこのブラウザでログインしてください。", "Sign in with this browser first.");
    const pending = answer.authenticators.findLast((one) => one.type === "app" && one.status === "pending");
    if (pending === undefined)
      return say("設定画面で登録コードを表示してください。", "Show a code in the settings first.");
    const body = { code, app: { push: { platform: "fcm", token: tokenOf(number) } } };
    const paired = await call("POST", `/authenticators/${pending.authenticatorId}/activation`, { body });
    if (paired.status !== 200) return say("登録できませんでした。", paired.answer.title);
    localStorage.setItem(keyOf(number), paired.answer.sessionToken);
    return say("登録しました。", "Paired.");
  };

  const answer = async (loginId, decision, matchNumber) => {
    const body = { decision, acknowledged: true, ...(matchNumber ? { matchNumber } : {}) };
    const session = sessionOf();
    const { status, answer: said } = await call("POST", `/approvals/${loginId}`, { session, body });
    if (status === 200 && decision === "approve") return say("「はい」と答えました。", "Answered Yes.");
    if (status === 200) return say("「いいえ」と答えました。", "Answered No.");
    return say("答えられませんでした。", said.title);
  };

  const cardOf = ({ loginId, from, reference, asksMatchNumber }) => {
    const device = [from.browser, from.system, areaOf(from)].filter(Boolean).join(" / ");
    const typed = element("input", "");
    typed.inputMode = "numeric";
    typed.setAttribute("aria-label", "画面の数字 Number on the screen");
    typed.placeholder = "画面の数字 Number";
    const yes = button("main", both("はい", "Yes"), () => answer(loginId, "approve", typed.value));
    const no = button("", both("いいえ", "No"), () => answer(loginId, "deny"));
    const title = element("strong", "", ...both("ログインしますか？", "Allow this login?"));
    return element(
      "div",
      "call",
      title,
      element("p", "quiet", `${device || "–"} · 照合${reference}`),
      ...(asksMatchNumber ? [typed] : []),
      element("div", "pair", yes, no),
    );
  };

  const unpaired = () => {
    const code = element("input", "");
    code.inputMode = "numeric";
    code.placeholder = "登録コード Code";
    code.setAttribute("aria-label", `登録コード Pairing code ${readable(number)}`);
    return element(
      "div",
      "bar",
      code,
      button("main", both("登録", "Pair"), () => pair(code.value)),
    );
  };
  const form = unpaired();

  const refresh = async () => {
    const session = sessionOf();
    if (session === null) return requests.replaceChildren(form);
    const { status, answer: list } = await call("GET", "/approvals", { session });
    if (status === 401) {
      // Removed in the settings, or the table is another one.
      localStorage.removeItem(keyOf(number));
      if (session === first) first = null;
      return requests.replaceChildren(form);
    }
    const cards = list.approvals.map((request) => {
      if (!shown.has(request.loginId)) shown.set(request.loginId, cardOf(request));
      return shown.get(request.loginId);
    });
    const isSame = cards.length === requests.children.length && cards.every((one, at) => requests.children[at] === one);
    // What is being typed stays.
    if (!isSame || cards.length === 0) {
      const none = element("p", "quiet", ...both("確認はありません。", "Nothing to answer."));
      requests.replaceChildren(...(cards.length > 0 ? cards : [none]));
    }
  };
  return { node: app, refresh };
}
