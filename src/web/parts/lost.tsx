/** What stands where there is no scene, or where one broke. */
import type { ReactNode } from 'react';
import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { t } from '#web/words/words.ts';
import { Frame } from './frame.tsx';
import { ProblemNotice } from './problem-notice.tsx';
import { SceneHead } from './scene.tsx';

export function NotFound(): ReactNode {
  return (
    <Frame>
      <SceneHead title={t('notFound.title')} below={t('notFound.text')} />
      <Link to="/">{t('notFound.home')}</Link>
    </Frame>
  );
}

export function Broken({ error }: ErrorComponentProps): ReactNode {
  return (
    <div className="broken">
      <ProblemNotice
        error={error instanceof Error ? error : new Error(String(error))}
        again={() => window.location.reload()}
      />
    </div>
  );
}
