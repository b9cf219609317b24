import { both, element, get, send } from "./local.js";

const services = {
  sns: "SNS (SMS)",
  ses: "SES (メール Mail)",
  connect: "Connect (電話 Call)",
  kms: "KMS",
  dynamodb: "DynamoDB",
  events: "EventBridge",
  sqs: "SQS (イベント Events)",
  lambda: "Lambda (助言 Adviser)",
};

/** What comes of the call itself, and what comes of a message or an event of it. */
const kinds = {
  "呼び出し時 At once": {
    throttle: "混雑",
    error: "内部エラー",
    timeout: "応答なし",
    timeoutAfterCommit: "処理後に応答なし",
    optedOut: "受信拒否",
    invalidNumber: "無効な宛先",
    spendLimit: "利用上限",
    endpointDisabled: "アプリの宛先が無効",
  },
  "1件ごとの結果 One by one": {
    bounce: "宛先不明",
    softBounce: "メールボックス満杯",
    delayed: "遅延",
    complaint: "迷惑メール報告",
    undelivered: "圏外・電源オフ",
    unknownNumber: "存在しない番号",
    noReport: "報告なし",
    refusedEntry: "1件だけ拒否",
  },
};

const find = (id) => document.getElementById(id);
const option = (value, text) => {
  const made = element("option", "", text);
  made.value = value;
  return made;
};
const wordsOf = (fault) => `${Object.values(kinds).find((words) => fault in words)?.[fault] ?? ""} ${fault}`.trim();

let known = {};

function showKnown() {
  const names = known[find("service").value] ?? [];
  const groups = Object.entries(kinds).map(([label, words]) => {
    const group = element(
      "optgroup",
      "",
      ...names.filter((name) => name in words).map((name) => option(name, wordsOf(name))),
    );
    group.label = label;
    return group;
  });
  find("fault-name").replaceChildren(...groups.filter(({ children }) => children.length > 0));
}

export async function refreshFaults() {
  const { faults } = await get("/local/faults");
  const items = faults.map(({ service, fault, times, to }) =>
    element(
      "li",
      "",
      element("strong", "", services[service] ?? service),
      ` ${wordsOf(fault)} × ${times}${to === undefined ? "" : `（${to}）`}`,
    ),
  );
  find("faults").replaceChildren(...items);
  find("no-faults").hidden = items.length > 0;
}

/** @param doing does a thing, says what was wrong with it, and shows the outcome. */
export async function startFaults(doing) {
  ({ known } = await get("/local/faults"));
  find("service").replaceChildren(...Object.keys(known).map((name) => option(name, services[name] ?? name)));
  find("no-faults").replaceChildren(...both("設定なし", "None set"));
  find("service").addEventListener("input", showKnown);
  showKnown();
  find("mend").addEventListener("click", () => doing(send("DELETE", "/local/faults")));
  find("fault").addEventListener("submit", (event) => {
    event.preventDefault();
    const { service, fault, times } = Object.fromEntries(new FormData(event.target));
    return doing(send("POST", "/local/faults", { service, fault, times: Number(times) }));
  });
}
