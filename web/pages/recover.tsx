import { useEffect, useState } from "preact/hooks";
import type { Client } from "../../shared/contract/client.ts";
import { Button } from "../parts/button.tsx";
import { type Fact, Facts } from "../parts/facts.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { TickIcon } from "../parts/icons.tsx";
import { Loading } from "../parts/loading.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { ProveForRecovery } from "../parts/prove-for-recovery.tsx";
import { Support } from "../parts/support.tsx";
import { WayBack } from "../parts/way-back.tsx";
import { api } from "../state/api.ts";
import { useCall } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import type { HeldLogin } from "../state/held-login.ts";
import { useFullLanguage } from "../state/locale.ts";

type Recovery = Awaited<ReturnType<Client["getRecovery"]>>;

/** `/login/recovery`: for whoever had the password right and can use no method any more. */
export function RecoverPage({ held }: { readonly held: HeldLogin }) {
  const own = useFullLanguage().words.recovery;
  const { busy, failure, run } = useCall<"load">();
  const [recovery, setRecovery] = useState<Recovery>();
  const [isProving, setProving] = useState(false);
  const { login, loginToken = "" } = held;
  const load = async () => {
    const read = await run("load", () => api.getRecovery({ params: { loginId: login.loginId }, loginToken }));
    if (read !== undefined) setRecovery(read);
  };
  useEffect(() => void load(), []);
  const settled = () => {
    setProving(false);
    void load();
  };
  if (isProving) return <ProveForRecovery held={held} onSettled={settled} />;
  if (recovery?.status === "ready") return <Ready />;
  return (
    <Page title={own.title} hasError={failure !== undefined}>
      <FailureNotice failure={failure} isBusy={busy !== undefined} onRetry={() => void load()} />
      {recovery === undefined && failure === undefined && <Loading />}
      {recovery?.by === "operator" && <ByOperator />}
      {recovery?.by === "person" && <ByPerson recovery={recovery} onStart={() => setProving(true)} />}
      <WayBack />
    </Page>
  );
}

function Ready() {
  const own = useFullLanguage().words.recovery;
  const { startOver } = useFlow();
  return (
    <Page key="ready" title={own.readyTitle} icon={<TickIcon />}>
      <p class="lead">{own.ready}</p>
      <Button text={own.toLogin} onClick={startOver} />
    </Page>
  );
}

function ByOperator() {
  const { byOperator, rules } = useFullLanguage().words.recovery;
  return (
    <>
      <p class="lead">{byOperator.lead}</p>
      <Points points={[...byOperator.points, rules.all]} />
      <Support />
    </>
  );
}

function ByPerson({ recovery, onStart }: { readonly recovery: Recovery; readonly onStart: () => void }) {
  const { locale, words } = useFullLanguage();
  const own = words.recovery;
  const { status, proved, methods, waitHours, readyAt, expiresAt } = recovery;
  const at = (instant: string) => new Date(instant).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  const facts: Fact[] = [
    ...proved.map((kind) => ({ name: own.kinds[kind], value: own.proved })),
    ...(readyAt === undefined ? [] : [{ name: own.readyAt, value: own.from(at(readyAt)) }]),
    ...(expiresAt === undefined ? [] : [{ name: own.until, value: at(expiresAt) }]),
  ];
  return (
    <>
      <p class="lead">{own.lead}</p>
      {status !== "none" && <Facts facts={facts} />}
      {proved.length > 0 && (
        <Notice kind="info">
          <p>{status === "waiting" ? own.waiting : own.proving}</p>
        </Notice>
      )}
      <Points points={[own.rules.two, own.rules.one(waitHours), own.rules.told, own.rules.all]} />
      {methods.length > 0 ? (
        <Button text={proved.length === 0 ? own.start : own.goOn} onClick={onStart} />
      ) : (
        <>
          <Notice kind="warning">
            <p>{own.nothing}</p>
          </Notice>
          <Support />
        </>
      )}
    </>
  );
}

const Points = ({ points }: { readonly points: readonly string[] }) => (
  <ul class="points">
    {points.map((point) => (
      <li key={point}>{point}</li>
    ))}
  </ul>
);
