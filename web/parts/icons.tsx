import type { MethodType } from "../../shared/contract/schemas.ts";

/** Drawn in the colour of the text beside them, which says the same in words. */
const Icon = ({ path }: { readonly path: string }) => (
  <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <path d={path} />
  </svg>
);

export const WarningIcon = () => <Icon path="M12 8v5M12 16.5v.1M12 3.5 21.5 20h-19z" />;
export const InfoIcon = () => <Icon path="M12 11v5M12 7.5v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z" />;
export const TickIcon = () => <Icon path="M7.5 12.5l3 3 6-6.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z" />;
const PhoneIcon = () => (
  <Icon path="M8.5 2.5h7a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 20V4a1.5 1.5 0 0 1 1.5-1.5zM11 18.5h2" />
);
const MailIcon = () => (
  <Icon path="M4 5.5h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM3.5 7l8.5 6 8.5-6" />
);
const CallIcon = () => (
  <Icon path="M6.6 3.5h2.2a1 1 0 0 1 1 .75l.8 3.1a1 1 0 0 1-.35 1.03L8.6 9.7a12.5 12.5 0 0 0 5.7 5.7l1.32-1.65a1 1 0 0 1 1.03-.35l3.1.8a1 1 0 0 1 .75 1v2.2a2.1 2.1 0 0 1-2.25 2.1A16 16 0 0 1 4.5 5.75 2.1 2.1 0 0 1 6.6 3.5z" />
);
export const BrowserIcon = () => (
  <Icon path="M4 4.5h16a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1zM3 9h18M6 6.8h.1M8.5 6.8h.1" />
);
export const ForwardIcon = () => <Icon path="M9.5 6l6 6-6 6" />;
export const BackIcon = () => <Icon path="M14.5 6l-6 6 6 6" />;

const AppIcon = () => (
  <Icon path="M8.5 2.5h7a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 20V4a1.5 1.5 0 0 1 1.5-1.5zM9.8 12l1.6 1.6 2.9-3.3" />
);
const ApproveIcon = () => (
  <Icon path="M12 3a6 6 0 0 1 6 6c0 5 2 6.5 2 6.5H4S6 14 6 9a6 6 0 0 1 6-6zM10 18.5a2.1 2.1 0 0 0 4 0" />
);
const QrIcon = () => <Icon path="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2M14 18h2M18 18h2v2h-2z" />;
const SheetIcon = () => (
  <Icon path="M6.5 3h11a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM8.5 8.5h2M13.5 8.5h2M8.5 12h2M13.5 12h2M8.5 15.5h2M13.5 15.5h2" />
);

const methodIcons = {
  totp: AppIcon,
  app: ApproveIcon,
  qr: QrIcon,
  backup_code: SheetIcon,
  sms_code: PhoneIcon,
  sms_link: PhoneIcon,
  voice: CallIcon,
  email_code: MailIcon,
  email_link: MailIcon,
} as const satisfies {
  readonly [T in MethodType]: () => unknown;
};
export function MethodIcon({ type }: { readonly type: MethodType }) {
  const Own = methodIcons[type];
  return <Own />;
}
