import { type Picture, service } from "../service.ts";

const height = 28;
const sized = ({ src, width, height: own }: Picture) => ({ src, width: Math.round((width / own) * height), height });

/** The operator's logo, or our own mark; the service's name stands beside it. */
export function BrandMark() {
  const { logo, logoDark } = service.branding;
  if (logo === undefined) return <OwnMark />;
  const { src: srcset, ...size } = sized(logoDark ?? logo);
  return (
    <picture>
      {logoDark && <source media="(prefers-color-scheme: dark)" srcset={srcset} {...size} />}
      <img class="brand-logo" alt="" {...sized(logo)} />
    </picture>
  );
}

const OwnMark = () => (
  <svg class="brand-mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="8" />
    <path d="M8 22h7v-6h7v-6" />
  </svg>
);
