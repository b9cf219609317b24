import { useEffect, useState } from "preact/hooks";
import { type Group, loadGroup, pagesOf } from "../groups/index.ts";
import { type Flow, useFlow } from "../state/flow.ts";
import { useLanguage } from "../state/locale.ts";
import { reloadIfReachable } from "../state/reload.ts";
import { useAnnounce } from "./announcer.tsx";
import { Button } from "./button.tsx";
import { WarningIcon } from "./icons.tsx";
import { Loading } from "./loading.tsx";
import { Page } from "./page.tsx";

/** The pages of a group, which are loaded when the first of them is wanted. */
export function Later({ group, ...flow }: Flow & { readonly group: Group }) {
  const { more, addMore } = useLanguage();
  const [state, setState] = useState<"loading" | "loaded" | "failed">("loading");
  const Pages = pagesOf(group);
  const load = async () => {
    const [hasPages, hasWords] = await Promise.all([loadGroup(group), addMore()]);
    const isLoaded = hasPages && hasWords;
    setState(isLoaded ? "loaded" : "failed");
    return isLoaded;
  };
  useEffect(() => {
    if (Pages === undefined || more === undefined) void load();
  }, []);
  if (Pages !== undefined && more !== undefined) return <Pages {...flow} />;
  return state === "failed" ? <NotLoaded load={load} /> : <Loading />;
}

/** A newer deployment may have taken the file's place, or there is no network. */
function NotLoaded({ load }: { readonly load: () => Promise<boolean> }) {
  const { common } = useLanguage().words;
  const { path } = useFlow();
  const announce = useAnnounce();
  const [isBusy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    if (await load()) return;
    await reloadIfReachable(path);
    setBusy(false);
    announce(common.notLoaded.text);
  };
  return (
    <Page title={common.notLoaded.title} icon={<WarningIcon />} hasError={true}>
      <p class="lead">{common.notLoaded.text}</p>
      <Button text={common.tryAgain} busyText={common.trying} isBusy={isBusy} onClick={() => void retry()} />
    </Page>
  );
}
