import { useState } from "preact/hooks";
import { AskDestination } from "../parts/ask-destination.tsx";
import { Button } from "../parts/button.tsx";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Form } from "../parts/form.tsx";
import { Page } from "../parts/page.tsx";
import { ProveApp } from "../parts/prove-app.tsx";
import { ProveDestination } from "../parts/prove-destination.tsx";
import { Radios } from "../parts/radios.tsx";
import { ScanApp } from "../parts/scan-app.tsx";
import { WayBy, Ways } from "../parts/ways.tsx";
import { mayAdd } from "../service.ts";
import { type Adding, AddingContext } from "../state/adding.ts";
import { api } from "../state/api.ts";
import { useCall } from "../state/call.ts";
import { useFlow } from "../state/flow.ts";
import type { HeldLogin } from "../state/held-login.ts";
import { useFullLanguage } from "../state/locale.ts";
import { nothingTyped } from "../state/new-destination.ts";
import type { AddedAuthenticator } from "../state/own.ts";

type Step = "choose" | "destination" | "destination-code" | "app" | "app-code";

/** `/login/enrol`: after a recovery a new method is set up and proved, and the login ends with that and with nothing else. */
export function EnrolPage({ held: { login, loginToken = "" } }: { readonly held: HeldLogin }) {
  const flow = useFlow();
  const own = useFullLanguage().words.recovery.enrol;
  const [step, setStep] = useState<Step>("choose");
  const [destination, setDestination] = useState(nothingTyped);
  const [added, setAdded] = useState<AddedAuthenticator>();
  const { loginId } = login;
  const adding: Adding = {
    add: ({ type, ...body }) => {
      if (type === "app") throw new Error("an app that approves is paired in the settings");
      return api.enrolAuthenticator({ params: { loginId }, loginToken, body: { ...body, type } });
    },
    activate: async (authenticatorId, code) => {
      const params = { loginId, authenticatorId };
      const answer = await api.activateEnrolment({ params, loginToken, body: { code } });
      // Takes the page to the end of the login.
      flow.keep(answer);
      return answer;
    },
    useRun: useCall,
    other: () => setStep("choose"),
    startOver: flow.startOver,
  };
  const show = (next: AddedAuthenticator, to: Step) => {
    setAdded(next);
    setStep(to);
  };
  return (
    <AddingContext.Provider value={adding}>
      {step === "choose" && (
        <Choose
          adding={adding}
          onDestination={() => setStep("destination")}
          onApp={(next) => show(next, "app")}
          key="choose"
        />
      )}
      {step === "destination" && (
        <AskDestination
          key="destination"
          titles={{ title: own.destinationTitle, lead: own.destinationLead }}
          replaces={undefined}
          first={destination}
          onAdded={(next, asked) => {
            setDestination(asked);
            show(next, "destination-code");
          }}
        />
      )}
      {step === "destination-code" && added && (
        <ProveDestination
          key="destination-code"
          replaces={undefined}
          destination={destination}
          added={added}
          onAgain={setAdded}
          onProved={() => {}}
          onEdit={() => setStep("destination")}
        />
      )}
      {step === "app" && added?.totp && <ScanApp key="app" app={added.totp} onScanned={() => setStep("app-code")} />}
      {step === "app-code" && added && (
        <ProveApp
          key="app-code"
          added={added}
          onProved={() => {}}
          onBack={() => setStep("app")}
          onAgain={() => setStep("choose")}
        />
      )}
    </AddingContext.Provider>
  );
}

interface ChooseProps {
  readonly adding: Adding;
  readonly onDestination: () => void;
  readonly onApp: (added: AddedAuthenticator) => void;
}

function Choose({ adding, onDestination, onApp }: ChooseProps) {
  const { words } = useFullLanguage();
  const flow = useFlow();
  const own = words.recovery.enrol;
  const { busy, failure, run } = useCall<"add">();
  const options = [
    ...(mayAdd("totp") ? [{ value: "app", text: own.app }] : []),
    ...(mayAdd("phone", "email") ? [{ value: "destination", text: own.destination }] : []),
  ];
  const addApp = async () => {
    const added = await run("add", () => adding.add({ type: "totp" }));
    if (added !== undefined) onApp(added);
  };
  const submit = (chosen: string) => {
    if (chosen === "destination") onDestination();
    else void addApp();
  };
  return (
    <Page title={own.title} hasError={failure !== undefined}>
      <p class="lead">{own.lead}</p>
      <FailureNotice
        failure={failure}
        isBusy={busy !== undefined}
        onRetry={() => void addApp()}
        onStartOver={flow.startOver}
      />
      <Form onSubmit={(entered) => submit(entered("kind"))}>
        <Radios name="kind" legend={own.legend} options={options} chosen={options[0]?.value ?? "app"} />
        <Button text={own.next} busyText={words.settings.app.starting} isBusy={busy !== undefined} />
      </Form>
      <Ways>
        <WayBy onClick={flow.cancel} text={words.method.cancel} />
      </Ways>
    </Page>
  );
}
