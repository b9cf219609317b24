import { useState } from "preact/hooks";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Form } from "../parts/form.tsx";
import { Notice } from "../parts/notice.tsx";
import { Page } from "../parts/page.tsx";
import { Radios } from "../parts/radios.tsx";
import { WayBy, Ways, WayTo } from "../parts/ways.tsx";
import { useCall, useWait } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import { type HeldLogin, methodsInstead } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { paths, topicPaths } from "../state/routes.ts";
import { useSend } from "../state/send.ts";

const phones = ["ios", "android"] as const;
type Phone = (typeof phones)[number];

/** `/login/no-sms`: which phone it is, how to get its app ready, and then a QR code in the place of the SMS. */
export function NoSmsPage({ held }: { readonly held: HeldLogin }) {
  const [phone, setPhone] = useState<Phone>();
  if (phone === undefined) return <Choose key="choose" onChosen={setPhone} />;
  return <Guide key="guide" held={held} phone={phone} onBack={() => setPhone(undefined)} />;
}

function Choose({ onChosen }: { readonly onChosen: (phone: Phone) => void }) {
  const { noSms } = useLanguage().words.approvals;
  return (
    <Page title={noSms.title}>
      <p class="lead">{noSms.lead}</p>
      <Form onSubmit={(entered) => onChosen(phones.find((one) => one === entered("phone")) ?? "ios")}>
        <Radios
          name="phone"
          legend={noSms.legend}
          chosen="ios"
          options={phones.map((value) => ({ value, text: noSms.phones[value] }))}
        />
        <Button text={noSms.next} />
      </Form>
      <Others />
    </Page>
  );
}

interface GuideProps {
  readonly held: HeldLogin;
  readonly phone: Phone;
  readonly onBack: () => void;
}

function Guide({ held, phone, onBack }: GuideProps) {
  const { noSms } = useLanguage().words.approvals;
  const flow = useFlow();
  const { busy, failure, run } = useCall<"show">();
  const send = useSend(run, "show", held);
  const isWaiting = useWait(failure, "show") > 0;
  const qr = held.login.methods.find(({ type }) => type === "qr");
  const ask = async (methodId: string) => {
    if (busy || isWaiting) return;
    if (await send(methodId)) flow.go(paths.wait);
  };
  return (
    <Page title={noSms.guideTitle} hasError={failure !== undefined}>
      <ol class="steps">
        {noSms.steps[phone].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <FailureNotice
        failure={failure}
        isBusy={busy !== undefined}
        onRetry={() => qr && void ask(qr.methodId)}
        onStartOver={flow.startOver}
        onChoose={(methodId) => void ask(methodId)}
      />
      {qr === undefined && (
        <Notice kind="warning">
          <p>{noSms.notOffered}</p>
        </Notice>
      )}
      {qr && !(failure?.kind === "problem" && methodsInstead(failure.problem).length > 0) && (
        <Button
          text={noSms.show}
          busyText={noSms.showing}
          isBusy={busy !== undefined}
          isBlocked={isWaiting}
          onClick={() => void ask(qr.methodId)}
        />
      )}
      <Ways>
        <WayBy onClick={onBack} text={noSms.back} />
      </Ways>
      <Others />
    </Page>
  );
}

/** The other ways, for whom a QR code is none. */
function Others() {
  const { words } = useLanguage();
  return (
    <Ways>
      <WayTo to={topicPaths.sms_code} text={words.approvals.noSms.help} />
      <WayTo to={paths.method} text={words.code.otherWay} />
    </Ways>
  );
}
