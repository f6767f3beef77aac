import type { ReactNode } from 'react';
import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { accounts } from '#web/api/accounts.ts';
import { t } from '#web/words/words.ts';
import { Icon } from './icons.tsx';
import { useForgetAll, useWho } from './use-who.ts';

/** In the header: the way in, or to one's account and out. Nothing as long as there are no accounts. */
export function AccountWay(): ReactNode {
  const who = useWho().data;
  const here = useLocation({ select: ({ href }) => href });
  if (who === undefined || who.kind === 'computer') return null;
  if (who.kind === 'member') return <AccountMenu name={who.name} />;
  if (here.startsWith('/sign-in') || here.startsWith('/new-password')) return null;
  if (who.kind === 'halfway') return null;
  return (
    <Link className="way" to="/sign-in" search={{ next: here }}>
      {t('account.signIn')}
    </Link>
  );
}

function AccountMenu({ name }: { name: string }): ReactNode {
  const go = useNavigate();
  const forgetAll = useForgetAll();
  const out = useMutation({
    mutationFn: accounts.signOut,
    onSuccess: async () => {
      await go({ to: '/' });
      await forgetAll();
    },
  });
  return (
    <Menu position="bottom-end" withinPortal={false} width={200}>
      <Menu.Target>
        <Button
          className="account-way"
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<Icon name="person" />}
          aria-label={t('account.menu', { name })}
        >
          <span className="account-name">{name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/account">
          {t('account.mine')}
        </Menu.Item>
        <Menu.Item onClick={() => out.mutate()}>{t('account.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
