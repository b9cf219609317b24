/** An element with its class and what stands in it; texts are only ever texts. */
export function element(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** A text, whose one-time URLs of this service can be opened; nothing else that it holds can. */
export function linked(text) {
  const url = `${location.origin}/v#`;
  return text.split(/(https?:\/\/\S+)/).map((part) => {
    if (!part.startsWith(url)) return part;
    const anchor = element("a", "", part);
    anchor.href = part;
    anchor.target = "_blank";
    anchor.rel = "noopener";
    return anchor;
  });
}

/** Japanese, and English beside it. */
export function both(ja, en) {
  const english = element("span", "en", en);
  english.lang = "en";
  return [`${ja} `, english];
}

export function button(className, content, press) {
  const made = element("button", className, ...content);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/** Puts these nodes in the place of what is there. What stays is not touched: it keeps its focus and what is open. */
export function show(parent, nodes) {
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
  while (parent.childNodes.length > nodes.length) parent.lastChild.remove();
}

/** Makes the node of each thing once, and gives the same node for it again. */
export function keeping(keyOf, make) {
  const made = new Map();
  return (thing) => {
    const key = keyOf(thing);
    if (!made.has(key)) made.set(key, make(thing));
    return made.get(key);
  };
}

export async function get(path) {
  const response = await fetch(path);
  return response.json();
}

/** Sends JSON, or nothing. @returns what was wrong with it; nothing when all was well. */
export async function send(method, path, body) {
  const options = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(path, { method, headers: { "content-type": "application/json" }, ...options });
  if (response.ok) return "";
  const { detail, title } = await response.json();
  return detail ?? title;
}

/** Calls `refresh` now and every second; a stack that is away is waited for. */
export async function poll(refresh, state) {
  try {
    await refresh();
    state.textContent = "";
  } catch {
    state.textContent = "停止中 Stopped";
  }
  setTimeout(() => poll(refresh, state), 1000);
}

const clockForm = new Intl.DateTimeFormat("ja-JP", { dateStyle: "short", timeStyle: "medium" });

export function time(at) {
  const made = element("time", "", clockForm.format(new Date(at)));
  made.dateTime = at;
  return made;
}

/** `+819000001234` → `090-0000-1234`; other numbers and addresses as they are. */
export const readable = (to) => to.replace(/^\+81(\d0)(\d{4})(\d{4})$/, "0$1-$2-$3");

/** The area of a device, in both languages as far as the browser knows its name. */
export const areaOf = ({ country, region }) => [country, region].filter(Boolean).join("-");
