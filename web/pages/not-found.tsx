import { Link } from "../parts/link.tsx";
import { Page } from "../parts/page.tsx";
import { useLanguage } from "../state/locale.ts";
import { paths } from "../state/routes.ts";

export function NotFoundPage() {
  const { words } = useLanguage();
  return (
    <Page title={words.notFound.title}>
      <p class="lead">{words.notFound.text}</p>
      <Link class="button button-primary" to={paths.login}>
        {words.notFound.toLogin}
      </Link>
    </Page>
  );
}
