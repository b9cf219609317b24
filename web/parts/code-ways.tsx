import { backupOf, nextMethod } from "../state/destinations.ts";
import { useFlow } from "../state/flow.ts";
import type { Challenge, Login } from "../state/held-login.ts";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";
import { sendsNothing } from "./method-choice.tsx";
import { PasswordWay } from "./password-way.tsx";
import { WayBy, Ways, WayTo } from "./ways.tsx";

interface CodeWaysProps {
  readonly login: Login;
  /** The password is asked for on the same page. */
  readonly isTogether: boolean;
  readonly challenge: Challenge;
  readonly onChoose: (methodId: string) => void;
}

/** What else can be done where a code is asked for. A backup code is the last way, and never pressed on anybody. */
export function CodeWays({ login, isTogether, challenge, onChoose }: CodeWaysProps) {
  const { words } = useLanguage();
  const flow = useFlow();
  const { code, common, ways } = words;
  const { methods, purpose } = login;
  const isSignIn = purpose === "sign_in";
  const isHeld = sendsNothing(challenge.type, words);
  const backup = challenge.type === "backup_code" ? undefined : backupOf(methods);
  return (
    <Ways>
      <WayTo to={paths.help} text={isHeld ? code.lost : code.notArrived} />
      {nextMethod(methods, challenge) && <WayTo to={paths.method} text={isHeld ? code.otherWay : code.otherMethod} />}
      {!isTogether && <PasswordWay login={login} />}
      {backup && (
        <WayBy onClick={() => onChoose(backup.methodId)} text={isSignIn ? code.useBackup : code.useBackupToProve} />
      )}
      {isSignIn ? (
        <WayBy onClick={flow.startOver} text={common.startOver} />
      ) : (
        <WayBy onClick={flow.cancel} text={ways.unchanged} />
      )}
    </Ways>
  );
}
