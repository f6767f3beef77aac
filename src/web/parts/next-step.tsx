import type { ReactNode } from 'react';

type Props = {
  readonly title: string;
  readonly text: ReactNode;
  readonly children?: ReactNode;
  /** A quieter look for a hint beside other content. */
  readonly quiet?: boolean;
};

/** What to do next, with the button that does it. Every empty place is one of these. */
export function NextStep({ title, text, children, quiet = false }: Props): ReactNode {
  return (
    <section className="next" data-quiet={quiet}>
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      <div className="next-do">{children}</div>
    </section>
  );
}
