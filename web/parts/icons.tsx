/** Drawn in the colour of the text beside them, which says the same in words. */
const Icon = ({ path }: { readonly path: string }) => (
  <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <path d={path} />
  </svg>
);

export const WarningIcon = () => <Icon path="M12 8v5M12 16.5v.1M12 3.5 21.5 20h-19z" />;
export const InfoIcon = () => <Icon path="M12 11v5M12 7.5v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z" />;
export const TickIcon = () => <Icon path="M7.5 12.5l3 3 6-6.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z" />;
export const PhoneIcon = () => (
  <Icon path="M8.5 2.5h7a1.5 1.5 0 0 1 1.5 1.5v16a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 20V4a1.5 1.5 0 0 1 1.5-1.5zM11 18.5h2" />
);
export const MailIcon = () => (
  <Icon path="M4 5.5h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM3.5 7l8.5 6 8.5-6" />
);
export const ForwardIcon = () => <Icon path="M9.5 6l6 6-6 6" />;
export const BackIcon = () => <Icon path="M14.5 6l-6 6 6 6" />;
