import { both, button, element } from "./local.js";

const voices = { ja: "ja-JP", en: "en-US" };

/** Plays a call, with a key pad: what is heard next depends on the key. */
export function callPlayer(call, language) {
  const player = element("div", "player");
  if (call.ask === "") {
    player.append(element("p", "quiet", ...both("何も話さずに切れる電話です。", "A call that says nothing.")));
    return player;
  }
  const lines = element("ol", "lines");
  lines.setAttribute("role", "log");
  const keys = element("div", "keys");
  const voice = voiceSwitch(language);
  let questions = 0;

  const add = (className, ...content) => {
    const line = element("li", className, ...content);
    lines.append(line);
    lines.scrollTop = lines.scrollHeight;
    return line;
  };
  const say = (text) => {
    add("said", text).lang = language;
    voice.speak(text);
  };
  const end = () => {
    add("ended", ...both("通話終了", "Call ended"));
    for (const key of keys.children) key.disabled = true;
  };
  // A voicemail hears every question that there is.
  const ask = () => {
    if (questions === call.heard.withoutKey.length) return end();
    questions += 1;
    say(call.ask);
  };
  const press = (key) => {
    voice.stop();
    add("pressed", key);
    if (key !== call.key) {
      say(call.wrongKey);
      return ask();
    }
    for (const text of call.heard.withKey.slice(1)) say(text);
    end();
  };
  const begin = () => {
    voice.stop();
    questions = 0;
    lines.replaceChildren();
    for (const key of keys.children) key.disabled = false;
    ask();
  };

  for (let key = 1; key <= 9; key += 1) keys.append(button("", [String(key)], () => press(String(key))));
  keys.append(button("silence", both("何も押さない", "No key"), ask));
  const again = button("", both("もう一度", "Again"), begin);
  player.append(lines, keys, element("div", "bar", again, ...voice.buttons));
  begin();
  return player;
}

/** A button that has the lines read aloud from then on, where the browser can. */
function voiceSwitch(language) {
  if (!("speechSynthesis" in window)) return { speak: () => {}, stop: () => {}, buttons: [] };
  let isOn = false;
  const stop = () => speechSynthesis.cancel();
  const toggle = button("", both("読み上げ", "Read aloud"), () => {
    isOn = !isOn;
    toggle.setAttribute("aria-pressed", String(isOn));
    if (!isOn) stop();
  });
  toggle.setAttribute("aria-pressed", "false");
  return {
    speak: (text) => {
      if (!isOn) return;
      const words = new SpeechSynthesisUtterance(text);
      words.lang = voices[language] ?? language;
      speechSynthesis.speak(words);
    },
    stop,
    buttons: [toggle],
  };
}
