import type { Device } from "../../shared/contract/device.ts";
import { areaName, browserName } from "../../shared/contract/device-names.ts";
import { useLanguage } from "../state/locale.ts";
import { Facts } from "./facts.tsx";

interface ApprovalFactsProps {
  readonly from: Device;
  readonly startedAt: string;
  readonly reference: string;
}

/** The device that would be let in, before anybody decides. */
export function ApprovalFacts({ from, startedAt, reference }: ApprovalFactsProps) {
  const { locale, words } = useLanguage();
  const { facts } = words.link;
  const time = new Date(startedAt).toLocaleString(locale, { dateStyle: "long", timeStyle: "short" });
  return (
    <Facts
      facts={[
        { name: facts.browser, value: browserName(from) ?? facts.unknown },
        { name: facts.area, value: areaName(from, locale) ?? facts.unknown },
        { name: facts.time, value: time },
        { name: facts.reference, value: reference },
      ]}
    />
  );
}
